"""Sentences that a command prints in English and a page shows in its own language."""

from typing import Self


class Sentence(str):
    """A sentence in English that still knows its pattern and its values."""

    __slots__ = ("pattern", "values")
    pattern: str
    values: dict[str, object]

    def __new__(cls, pattern: str, values: dict[str, object]) -> Self:
        """Put the values into the pattern."""
        made = super().__new__(cls, pattern % values if values else pattern)
        made.pattern, made.values = pattern, values
        return made


def said(pattern: str, **values: object) -> Sentence:
    """A sentence; script/words.py finds its pattern by the name of this function."""
    return Sentence(pattern, values)
