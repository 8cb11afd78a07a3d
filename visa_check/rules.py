"""The rules by which names and licence numbers are compared, as the browser's twin gets them.

They travel in the register that a phone takes along, so no second copy of a table is kept by hand:
static/js/agencies/ has the same steps, and takes every word, letter, pattern and number from here.
"""

from collections.abc import Iterable
from typing import Any

from visa_check import licences, matching, spellings, transliteration

Rules = dict[str, Any]


def rules() -> Rules:
    """Every table and number of the comparison, in an order that never changes."""
    return {
        "common": sorted(spellings.COMMON),
        "left_out": sorted(spellings.LEFT_OUT),
        "spellings": spellings.SPELLINGS,
        "numbers": spellings.NUMBERS,
        "letters": spellings.LETTERS,
        "bangla": transliteration.BANGLA,
        "dotted": transliteration.DOTTED,
        "latin": transliteration.LETTERS,
        "sounds": _patterns(transliteration.SOUNDS),
        "cleaning": _patterns(matching.CLEANING),
        "marks": matching.MARKS,
        "joined": _patterns(matching.JOINED),
        "licence": licences.SPELLING,
        "licence_longest": licences.LONGEST,
        "longest": matching.LONGEST,
        "long": matching.LONG,
        "almost": matching.ALMOST,
        "weights": matching.WEIGHTS,
        "other_script": matching.OTHER_SCRIPT,
        "near": matching.NEAR,
        "really_near": matching.REALLY_NEAR,
        "formerly": matching.FORMERLY,
        "candidates": matching.CANDIDATES,
        "shown": matching.SHOWN,
        "listed": matching.LISTED,
    }


def _patterns(table: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Patterns and what they are put as, where a browser writes $1 for \\1."""
    return [(pattern, to.replace("\\1", "$1")) for pattern, to in table]
