"""The headers of files: told apart without case and order, and which of our columns they mean."""

from collections.abc import Sequence

from portal.ground.encryption import keyed_hash
from visa_check.tables import bare

Choice = Sequence[str | None]


def shape(header: Sequence[str]) -> bytes:
    """A keyed hash of a set of headers: the same in any order, case and spacing."""
    return keyed_hash("headers", "\n".join(_key(header, place) for place in _sorted(header)))


def in_order(header: Sequence[str], chosen: Choice) -> list[str | None]:
    """What was chosen header by header, in the order in which it is remembered."""
    return [chosen[place] for place in _sorted(header)]


def as_in_file(header: Sequence[str], remembered: Choice) -> list[str | None]:
    """What is remembered, header by header of this file."""
    places = dict(zip(_sorted(header), remembered, strict=True))
    return [places[place] for place in range(len(header))]


def _sorted(header: Sequence[str]) -> list[int]:
    return sorted(range(len(header)), key=lambda place: (_key(header, place), place))


def _key(header: Sequence[str], place: int) -> str:
    return bare(header[place])
