"""People of a class who look like one person twice: the same name, or one phone number."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from portal.ground.typed import plain


@dataclass(frozen=True)
class Sitting:
    """Somebody in a class, as far as doubles go."""

    ref: str
    name: str
    phone: str


def doubles(sitting: Sequence[Sitting]) -> set[str]:
    """Those who share a name or a phone number with somebody else of the class."""
    groups: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for one in sitting:
        groups["name", " ".join(sorted(plain(one.name).split()))].append(one.ref)
        groups["phone", one.phone].append(one.ref)
    return {ref for (_, value), refs in groups.items() if value and len(refs) > 1 for ref in refs}
