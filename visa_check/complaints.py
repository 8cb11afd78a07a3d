"""The closed sets of reports about agencies, and what of their counts may be public."""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from portal.papers.ids import ALPHABET
from visa_check.references import LENGTH

# Fewer than this could tell an agency who it was.
FEWEST = 3


class ReportKind(StrEnum):
    """What an agency, or somebody in its name, is said to have done."""

    CHARGED = "charged more"
    PROMISE = "false promise"
    PASSPORT = "passport taken"
    SUB_AGENT = "sub-agent"
    VISA = "false visa"
    OTHER = "other"


class ReportState(StrEnum):
    """How far a report has come."""

    NEW = "new"
    LOOKING = "looking into it"
    SENT_ON = "sent on"
    CLOSED = "closed"


class ReportOutcome(StrEnum):
    """How a report ended."""

    CONFIRMED = "confirmed"
    SETTLED = "settled"
    UNCLEAR = "unclear"
    NOTHING = "nothing"


class Route(StrEnum):
    """Where the papers of a report are sent on to."""

    BMET = "bmet"
    LEGAL_AID = "legal aid"
    POLICE = "police"
    MINISTRY = "ministry"


class Step(StrEnum):
    """What was done with a report."""

    TAKEN = "taken"
    LET_GO = "let go"
    SENT_ON = "sent on"
    CLOSED = "closed"
    MERGED = "merged"
    SEPARATED = "separated"


class EvidenceKind(StrEnum):
    """What a picture with a report shows."""

    PAPER = "paper"
    ADVERTISEMENT = "advertisement"
    MESSAGES = "messages"


# Files with one report; more is told to the officer, or brought along.
MOST_EVIDENCE = 3
# Outcomes in which officers found what was reported to be so.
FOUND_TRUE = (ReportOutcome.CONFIRMED, ReportOutcome.SETTLED)


def reference_of(raw: bytes) -> str:
    """The reference that random bytes stand for."""
    value = int.from_bytes(raw, "big")
    return "".join(ALPHABET[value >> 5 * place & 31] for place in range(LENGTH))


def counted(reports: Iterable[Iterable[str]]) -> dict[str, int]:
    """How often each kind was found to be so, in the order of the kinds."""
    counts = Counter(kind for kinds in reports for kind in set(kinds))
    return {kind.value: counts[kind.value] for kind in ReportKind if counts[kind.value]}


def shown(count: int) -> str:
    """A count as it may be public: below three it is not exact, or it could tell who reported."""
    return str(count) if count >= FEWEST else f"1-{FEWEST - 1}"
