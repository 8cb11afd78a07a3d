"""Reads what stands between the braces of a question: its kind, and its possible answers."""

import re

from courses import typed
from courses.gift.bank import Unreadable
from courses.gift.signs import one_line, read_feedback, read_text, shown
from courses.questions import Format, Kind, Option, Text
from courses.saying import said

_OPTION = re.compile(r"([=~])([^=~]*)")
_WEIGHT = re.compile(r"\s*%(-?\d+(?:\.\d+)?)%")
_TRUE_FALSE = re.compile(r"(T|TRUE|F|FALSE)\s*(?=#|$)")
_ARROW = "->"
_WHOLE = 100.0
_LEAST = 2
# How Moodle's plug-in begins an ordering question: {>3 ALL VERTICAL ABSOLUTE_POSITION SHOW none
_SETTINGS = re.compile(
    r"\d+( (all|exact|random|rel|contig(uous)?))?( (hori(zontal)?|h|1|vert(ical)?|v|0))?"
    r"( (all_or_nothing|abs(olute)?(_position)?|rel(ative)?(_\w+)?|longest_\w+))?"
    r"( (show|true|yes|1|hide|false|no|0))?( (none|123|abc|iii+))?",
    re.IGNORECASE,
)


def read_answers(body: str | None, format_: Format) -> tuple[Kind, tuple[Option, ...]]:
    """Tell the kind of a question by what stands between its braces, and read its answers."""
    if not body:
        return (Kind.DESCRIPTION if body is None else Kind.ESSAY), ()
    if body.startswith(">"):
        return Kind.ORDERING, _ordering(body[1:].strip(), format_)
    if body.startswith("#"):
        return Kind.NUMBER, _numbers(body[1:].strip(), format_)
    if match := _TRUE_FALSE.match(body):
        return Kind.TRUE_FALSE, _true_false(match.group(1)[0] == "T", body[match.end() :], format_)
    if "~" not in body and "=" in body and any(map(_is_pair, body.split("="))):
        return Kind.MATCHING, _pairs(body, format_)
    return _one_of_or_several_or_typed(body, format_)


def _one_of_or_several_or_typed(body: str, format_: Format) -> tuple[Kind, tuple[Option, ...]]:
    """What holds ~ is chosen, one answer if one is marked =; the rest is typed."""
    if "~" in body:
        kind = Kind.ONE_OF if "=" in body else Kind.SEVERAL_OF
        return kind, _options(kind, body, format_)
    body = body if "=" in body else f"={body}"
    return Kind.SHORT_ANSWER, _options(Kind.SHORT_ANSWER, body, format_)


def _options(kind: Kind, body: str, format_: Format) -> tuple[Option, ...]:
    """Read the answers that begin with = or ~."""
    found = tuple(_option(mark, rest, format_) for mark, rest in _marked(body))
    if not all(option.text.words.strip() for option in found):
        raise Unreadable(said("an answer is empty"))
    if kind is Kind.ONE_OF and any(
        mark == "=" and option.weight != _WHOLE
        for (mark, _rest), option in zip(_marked(body), found, strict=True)
    ):
        raise Unreadable(said("the right answer (=) counts whole; part of it is written ~%50%"))
    return _with_a_right_one(found)


def _marked(body: str) -> list[tuple[str, str]]:
    """The answers with the signs before them."""
    before = _OPTION.split(body, maxsplit=1)[0].strip()
    if before:
        raise Unreadable(
            said("an answer does not begin with = or ~: %(words)s", words=_quoted(before))
        )
    return _OPTION.findall(body)


def _with_a_right_one(found: tuple[Option, ...]) -> tuple[Option, ...]:
    if not any(option.weight > 0 for option in found):
        raise Unreadable(said("no answer is right"))
    return found


def _option(mark: str, rest: str, format_: Format) -> Option:
    weight, rest = _weight(mark, rest)
    words, _, feedback = rest.partition("#")
    return Option(read_text(words, format_), weight, read_feedback(feedback, format_))


def _weight(mark: str, rest: str) -> tuple[float, str]:
    """What an answer is worth in percent, and the rest of it."""
    match = _WEIGHT.match(rest)
    if match is None:
        return (_WHOLE if mark == "=" else 0.0), rest
    if abs(float(match.group(1))) > _WHOLE:
        raise Unreadable(said("the weight %(weight)s lies outside of -100 to 100", weight=match[1]))
    return float(match.group(1)), rest[match.end() :]


def _true_false(is_true: bool, rest: str, format_: Format) -> tuple[Option, ...]:
    """Two options, true and false; the feedback for a wrong choice stands first."""
    feedbacks = rest.split("#")[1:]
    if len(feedbacks) > len(("wrong", "right")):
        raise Unreadable(said("a true/false question has at most two feedbacks"))
    wrong, right = (read_feedback(text, format_) for text in [*feedbacks, "", ""][:2])
    yes, no = (_WHOLE, right), (0.0, wrong)
    return (
        Option(Text("true"), *(yes if is_true else no)),
        Option(Text("false"), *(no if is_true else yes)),
    )


def _is_pair(part: str) -> bool:
    """Whether an answer has two sides; an arrow in its feedback makes none."""
    return _ARROW in part.partition("#")[0]


def _pairs(body: str, format_: Format) -> tuple[Option, ...]:
    """Read pairs (=a -> b); without a left side it is one more thing to choose."""
    found = []
    for _mark, part in _marked(body):
        if not _is_pair(part):
            raise Unreadable(said("a pair has no arrow ->: %(words)s", words=_quoted(part)))
        left, _, rest = part.partition(_ARROW)
        right, _, feedback = rest.partition("#")
        text, match = read_text(left, format_), one_line(right)
        if not match.strip():
            raise Unreadable(said("a pair has nothing behind its arrow ->"))
        weight = _WHOLE if text.words.strip() else 0.0
        found.append(Option(text, weight, read_feedback(feedback, format_), match=match))
    if sum(option.weight > 0 for option in found) < _LEAST:
        raise Unreadable(said("a matching question has at least two pairs"))
    return tuple(found)


def _ordering(body: str, format_: Format) -> tuple[Option, ...]:
    """Read what is to be put in order: ours between ~, Moodle's on lines of their own."""
    first, *lines = body.split("\n")
    if "~" not in body and _SETTINGS.fullmatch(" ".join(first.split())):
        parts = [line for line in lines if line.strip()]
    else:
        parts = body.split("~")
    found = []
    for part in parts:
        words, _, feedback = part.partition("#")
        text = read_text(words, format_)
        if not text.words.strip():
            raise Unreadable(said("a step of the order is empty"))
        found.append(Option(text, _WHOLE, read_feedback(feedback, format_)))
    if len(found) < _LEAST:
        raise Unreadable(said("an ordering question has at least two steps: {> first ~ second}"))
    return tuple(found)


def _numbers(body: str, format_: Format) -> tuple[Option, ...]:
    """Read numbers with a tolerance (1822:5) or a range (1..5); ~ is every other number."""
    body = body if body.startswith(("=", "~")) else f"={body}"
    found = []
    for mark, rest in _marked(body):
        weight, value = _weight(mark, rest)
        words, _, feedback = value.partition("#")
        text = one_line(words)
        if mark == "~" and text not in {"", "*"}:
            raise Unreadable(said("behind ~ stands only the feedback for every other number"))
        low, high = _range(text) if text not in {"", "*"} or mark == "=" else (None, None)
        told = read_feedback(feedback, format_)
        found.append(Option(Text(text or "*", Format.PLAIN), weight, told, low, high))
    return _with_a_right_one(tuple(found))


def _range(words: str) -> tuple[float | None, float | None]:
    """From where to where an answer lies."""
    if words == "*":
        return None, None
    if ".." in words:
        low, high = (typed.number(part) for part in words.split("..", 1))
    else:
        low, high = _around(*words.partition(":"))
    if low is None or high is None:
        raise Unreadable(said("this is not a number: %(words)s", words=_quoted(words)))
    if low > high:
        raise Unreadable(said("the range runs backwards: %(words)s", words=_quoted(words)))
    return low, high


def _around(value: str, colon: str, behind: str) -> tuple[float | None, float | None]:
    """A number with its tolerance on both sides."""
    middle, tolerance = typed.number(value), typed.number(behind) if colon else 0.0
    if middle is None or tolerance is None:
        return None, None
    return middle - tolerance, middle + tolerance


def _quoted(words: str) -> str:
    """The beginning of what is wrong, as it stands there."""
    return repr(shown(words).strip()[:40])
