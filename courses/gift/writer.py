"""Writes questions as GIFT: reading it again gives the same questions, here and in Moodle."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from courses.gift.signs import escaped
from courses.questions import Format, Kind, Option, Question, Text

# What would be read as a sign though it is a word: a weight, a format, a comment.
_LIKE_A_SIGN = re.compile(r"\s*(%-?\d+(\.\d+)?%|\[(html|markdown|plain|moodle)\]|//)")
_WHOLE = 100.0
_ARROW = "->"


class Unwritable(ValueError):
    """This question cannot be written: GIFT has no sign for what it says."""


def write(questions: Iterable[Question]) -> str:
    """A whole file; each category stands once before the questions that follow in it."""
    category, parts = "", []
    for question in questions:
        if question.category != category:
            category = question.category
            parts.append(f"$CATEGORY: {_category(category)}\n")
        parts.append("".join(_question(question)))
    return "\n".join(parts)


def _category(name: str) -> str:
    return name.replace("\\", "\\\\").replace("\n", "\\n")


def _question(question: Question) -> Iterator[str]:
    """The lines of one question."""
    yield _comment(question)
    if question.title:
        yield f"::{escaped(question.title)}::"
    yield _text(question.stem, Format.MOODLE)
    if question.kind is Kind.DESCRIPTION:
        yield "\n"
        return
    usual = question.stem.format
    lines = list(_answers(question, usual))
    if question.feedback:
        lines.append(f"####{_text(question.feedback, usual)}")
    if question.kind in {Kind.TRUE_FALSE, Kind.ESSAY}:
        yield f"{{{''.join(lines)}}}\n"
        return
    begins = {Kind.NUMBER: "#", Kind.ORDERING: ">"}.get(question.kind, "")
    yield f"{{{begins}\n" + "".join(f"\t{line}\n" for line in lines) + "}\n"


def _comment(question: Question) -> str:
    """What Moodle keeps beside a question."""
    names = [("id", question.id)] if question.id else []
    names += [("tag", tag) for tag in question.tags]
    notes = (f"[{name}:{_noted(value)}]" for name, value in names)
    return f"// {' '.join(notes)}\n" if names else ""


def _noted(value: str) -> str:
    """A note within its brackets; the blank keeps a backslash at its end from the bracket."""
    return value.replace("]", "\\]") + (" " if value.endswith("\\") else "")


def _answers(question: Question, usual: Format) -> Iterator[str]:
    """What stands between the braces, answer by answer."""
    if question.kind is Kind.TRUE_FALSE:
        yield _true_false(question.options, usual)
        return
    for place, option in enumerate(question.options):
        if question.kind is Kind.MATCHING:
            yield _pair(option, usual) + _feedback(option.feedback, usual)
        elif question.kind is Kind.ORDERING:
            yield ("~ " if place else "") + _told(option, usual)
        elif question.kind is Kind.NUMBER:
            yield _number(option) + _feedback(option.feedback, usual)
        else:
            yield _mark(question.kind, option.weight) + _told(option, usual)


def _told(option: Option, usual: Format) -> str:
    return _text(option.text, usual) + _feedback(option.feedback, usual)


def _mark(kind: Kind, weight: float) -> str:
    """The sign before an answer, and what it is worth where the sign does not say so."""
    if kind is Kind.SHORT_ANSWER:
        return "=" if weight == _WHOLE else f"=%{_decimal(weight)}%"
    if kind is Kind.ONE_OF and weight == _WHOLE:
        return "="
    return "~" if weight == 0 else f"~%{_decimal(weight)}%"


def _number(option: Option) -> str:
    if option.low is None and option.weight == 0:
        return "~"
    weight = "" if option.weight == _WHOLE else f"%{_decimal(option.weight)}%"
    return f"={weight}{option.text.words}"


def _pair(option: Option, usual: Format) -> str:
    left, right = _text(option.text, usual), escaped(option.match)
    if _ARROW in left:
        raise Unwritable(f"GIFT has no way to write {_ARROW} on the left of a pair: {left[:40]!r}")
    return f"={left} {_ARROW} {right}"


def _true_false(options: tuple[Option, ...], usual: Format) -> str:
    """The feedback for a wrong choice stands first."""
    true, false = options
    wrong, right = (false, true) if true.weight else (true, false)
    told = _feedback(wrong.feedback, usual) or ("#" if right.feedback else "")
    return f"{'TRUE' if true.weight else 'FALSE'}{told}{_feedback(right.feedback, usual)}"


def _feedback(text: Text | None, usual: Format) -> str:
    return f"#{_text(text, usual)}" if text else ""


def _text(text: Text, usual: Format) -> str:
    """A text on one line, with the word for its format where that is not the usual one."""
    if text.words and (text.format is not usual or _LIKE_A_SIGN.match(text.words)):
        return f"[{text.format}]{escaped(text.words)}"
    return escaped(text.words)


def _decimal(weight: float) -> str:
    """A number as people write it: 33.33333, and 50 rather than 50.0."""
    text = format(Decimal(repr(weight)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
