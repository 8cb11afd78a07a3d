"""Licence numbers of recruiting agencies: however they are typed, one number and one spelling."""

import re

from portal.ground.typed import plain

LARGEST = 99_999
_BETWEEN = r"[\s.:;,#()\[\]/_\-\u2010-\u2015\u0964]*"
_PREFIX = "|".join(
    (
        r"r[\s.]*l",
        r"আর[\s.]*এল",
        r"recruiting" + _BETWEEN + r"licen[cs]e",
        r"licen[cs]e",
        r"লাইসেন্স",
    )
)
_WORD = r"no|number|নং|নম্বর|নাম্বার"
SPELLING = f"{_BETWEEN}(?:{_PREFIX})?{_BETWEEN}(?:{_WORD})?{_BETWEEN}([0-9]{{1,5}}){_BETWEEN}"
# Nobody writes a number longer than this.
LONGEST = 60
_SPELLING = re.compile(SPELLING)


def read_licence(text: str) -> int | None:
    """The number in a typed licence ("আরএল ১১", "rl 11", "RL-0011"), None if there is none."""
    found = _SPELLING.fullmatch(plain(text)) if len(text) <= LONGEST else None
    number = int(found[1]) if found else 0
    return number or None


def show_licence(number: int) -> str:
    """The one spelling on pages, in addresses and files: RL-0011."""
    return f"RL-{number:04d}"
