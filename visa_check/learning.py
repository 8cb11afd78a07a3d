"""What offices learn from a suspected fraud: closed sets, and words that name nobody."""

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum

from portal.ground.formatting import latin_digits

# An alert is about what happens now.
LONGEST_DAYS = 180
# The only long numbers that words for others may hold.
_HOTLINES = {"16135", "16430"}
_NUMBER = re.compile(r"[0-9](?:[ ./-]?[0-9]){3,}")
_FEWEST_LETTERS = 4


class FraudKind(StrEnum):
    """What was false."""

    NOT_ISSUED = "not issued"
    ALTERED = "altered"
    ANOTHERS = "another's"
    NOT_FOR_WORK = "not for work"
    EMPLOYER = "employer"
    AGENCY = "agency"
    OVERSOLD = "oversold"


class Noticed(StrEnum):
    """How it was noticed."""

    SERVICE = "service"
    LABOUR_WING = "labour wing"
    PAPER = "paper"
    ZONE = "zone"
    REGISTER = "register"
    EMPLOYER = "employer"


def names_somebody(words: str, secrets: Iterable[str]) -> bool:
    """Whether words for others hold a long number, or something of the visa's holder."""
    text = latin_digits(unicodedata.normalize("NFKC", words)).casefold()
    numbers = {re.sub(r"[^0-9]", "", one) for one in _NUMBER.findall(text)}
    if numbers - _HOTLINES:
        return True
    told = set(re.findall(r"\w+", text))
    parts = {part for secret in secrets for part in re.findall(r"\w+", secret.casefold())}
    return bool(told & {part for part in parts if len(part) >= _FEWEST_LETTERS})
