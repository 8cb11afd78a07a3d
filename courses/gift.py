"""Reader of GIFT, the plain-text format of question banks, as far as our tests use it.

One-of, several-of, true/false, short answer and number are read as Moodle's own reader reads them;
everything else is refused with its line and its title, never passed over.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf, isfinite, nan

from courses.questions import Format, Kind, Option, Question, Text

_ESCAPABLE = "~=#{}:\\n"
_ESCAPED = re.compile(r"\\([~=#{}:\\n])")
_HIDDEN = {chr(0xE000 + place): mark for place, mark in enumerate(_ESCAPABLE)}
_SHOWN = str.maketrans({hidden: "\n" if mark == "n" else mark for hidden, mark in _HIDDEN.items()})
_TITLE = re.compile(r"\s*::(.*?)::", re.DOTALL)
_FORMAT = re.compile(r"\s*\[(html|markdown|plain|moodle)\]")
_OPTION = re.compile(r"([=~])([^=~]*)")
_WEIGHT = re.compile(r"\s*%(-?\d+(?:\.\d+)?)%")
_TRUE_FALSE = re.compile(r"(T|TRUE|F|FALSE)\s*(?=#|$)")
_CATEGORY = "$CATEGORY:"
_WHOLE = 100.0


@dataclass(frozen=True)
class Fault:
    """What is wrong with a question, and where."""

    line: int
    title: str
    message: str


@dataclass(frozen=True)
class Bank:
    """The questions of a file, and what could not be read."""

    questions: tuple[Question, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True)
class _Block:
    line: int
    category: str
    text: str


class _Unreadable(ValueError):
    """This question cannot be read."""


def read(text: str) -> Bank:
    """Read a whole file; what cannot be read stands among the faults."""
    questions: list[Question] = []
    faults: list[Fault] = []
    for block in _blocks(text):
        match = _TITLE.match(block.text)
        title = _shown(match.group(1)).strip() if match else ""
        try:
            questions.append(_question(block, title, block.text[match.end() if match else 0 :]))
        except _Unreadable as reason:
            faults.append(Fault(block.line, title, str(reason)))
    return Bank(tuple(questions), tuple(faults))


def _blocks(text: str) -> Iterator[_Block]:
    """Cut a file into questions: a blank line ends one, but not between its braces."""
    category, begun = "", 0
    lines: list[str] = []
    was_blank = True
    for number, line in enumerate(_hidden(text).split("\n"), 1):
        if line.lstrip().startswith("//"):
            continue
        is_blank = not line.strip()
        begins_anew = was_blank and line.lstrip().startswith(("::", _CATEGORY))
        if lines and (begins_anew or (is_blank and not _is_open(lines))):
            yield _Block(begun, category, "\n".join(lines))
            lines = []
        if line.startswith(_CATEGORY):
            category = _shown(line.removeprefix(_CATEGORY)).strip()
        elif lines or not is_blank:
            begun = begun if lines else number
            lines.append(line)
        was_blank = is_blank
    if lines:
        yield _Block(begun, category, "\n".join(lines))


def _hidden(text: str) -> str:
    """The text with escaped marks put out of the way."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text = text.translate(dict.fromkeys(map(ord, _HIDDEN)))
    return _ESCAPED.sub(lambda match: chr(0xE000 + _ESCAPABLE.index(match.group(1))), text)


def _shown(text: str) -> str:
    return text.translate(_SHOWN)


def _is_open(lines: list[str]) -> bool:
    return "".join(lines).count("{") > "".join(lines).count("}")


def _question(block: _Block, title: str, rest: str) -> Question:
    """Read one question without its title."""
    stem, body, tail = _parts(rest)
    format_, stem = _format(stem, Format.PLAIN)
    if tail.strip():
        stem = f"{stem.rstrip()} _____ {tail.strip()}"
    answers, *general = body.split("####")
    if len(general) > 1:
        raise _Unreadable("general feedback (####) stands there twice")
    kind, options = _answers(answers.strip(), format_)
    text = _text(stem, format_)
    if not text.words:
        raise _Unreadable("the question has no words")
    feedback = _feedback(general[0], format_) if general else None
    return Question(title, kind, text, options, feedback, block.category, block.line)


def _parts(rest: str) -> tuple[str, str, str]:
    """The words before the braces, between them, and after them."""
    if "{" not in rest and "}" not in rest:
        raise _Unreadable("a description without a question is not supported")
    if rest.count("{") > 1 or rest.count("}") > 1:
        raise _Unreadable("there is more than one pair of braces; write \\{ and \\} in a text")
    if rest.find("{") > rest.find("}"):
        raise _Unreadable("the brace { is not closed by a }")
    stem, _, behind = rest.partition("{")
    body, _, tail = behind.partition("}")
    return stem, body, tail


def _answers(body: str, format_: Format) -> tuple[Kind, tuple[Option, ...]]:
    """Tell the kind of a question by what stands between its braces, and read its answers."""
    if not body:
        raise _Unreadable("an essay question {} is not supported")
    if body.startswith(">"):
        raise _Unreadable("an ordering question {>} is not supported")
    if body.startswith("#"):
        return Kind.NUMBER, _numbers(body[1:], format_)
    if match := _TRUE_FALSE.match(body):
        return Kind.TRUE_FALSE, _true_false(match.group(1)[0] == "T", body[match.end() :], format_)
    if "~" in body:
        kind = Kind.ONE_OF if "=" in body else Kind.SEVERAL_OF
        return kind, _options(body, format_)
    if "->" in body:
        raise _Unreadable("a matching question (=a -> b) is not supported")
    return Kind.SHORT_ANSWER, _options(body if "=" in body else f"={body}", format_)


def _options(body: str, format_: Format) -> tuple[Option, ...]:
    """Read the answers that begin with = or ~."""
    before = _OPTION.split(body, maxsplit=1)[0].strip()
    if before:
        raise _Unreadable(f"an answer does not begin with = or ~: {_shown(before)[:40]!r}")
    found = tuple(_option(mark, rest, format_) for mark, rest in _OPTION.findall(body))
    if not all(option.text.words for option in found):
        raise _Unreadable("an answer is empty")
    if not any(option.weight > 0 for option in found):
        raise _Unreadable("no answer is right")
    return found


def _option(mark: str, rest: str, format_: Format) -> Option:
    weight, rest = _weight(mark, rest)
    words, _, feedback = rest.partition("#")
    return Option(_text(words, format_), weight, _feedback(feedback, format_))


def _weight(mark: str, rest: str) -> tuple[float, str]:
    """What an answer is worth in percent, and the rest of it."""
    match = _WEIGHT.match(rest)
    if match is None:
        return (_WHOLE if mark == "=" else 0.0), rest
    if abs(float(match.group(1))) > _WHOLE:
        raise _Unreadable(f"the weight {match.group(1)} lies outside of -100 to 100")
    return float(match.group(1)), rest[match.end() :]


def _true_false(is_true: bool, rest: str, format_: Format) -> tuple[Option, ...]:
    """Two options, true and false; the feedback for a wrong choice stands first."""
    feedbacks = rest.split("#")[1:]
    if len(feedbacks) > len(("wrong", "right")):
        raise _Unreadable("a true/false question has at most two feedbacks")
    wrong, right = (_feedback(text, format_) for text in [*feedbacks, "", ""][:2])
    yes, no = (_WHOLE, right), (0.0, wrong)
    return (
        Option(Text("true"), *(yes if is_true else no)),
        Option(Text("false"), *(no if is_true else yes)),
    )


def _numbers(body: str, format_: Format) -> tuple[Option, ...]:
    """Read numbers with a tolerance (1822:5) or a range (1..5)."""
    body = body if body.strip().startswith(("=", "~")) else f"={body}"
    found = []
    for mark, rest in _OPTION.findall(body):
        weight, value = _weight(mark, rest)
        words, _, feedback = value.partition("#")
        low, high = _range(words.strip(), is_rest=mark == "~")
        told = _feedback(feedback, format_)
        found.append(Option(_text(words, Format.PLAIN), weight, told, low, high))
    if not any(option.weight > 0 for option in found):
        raise _Unreadable("no answer is right")
    return tuple(found)


def _range(words: str, is_rest: bool) -> tuple[float, float]:
    """From where to where an answer lies; without a number it is every other answer."""
    if words in {"", "*"} and is_rest:
        return -inf, inf
    try:
        if ".." in words:
            low, high = (float(part) for part in words.split(".."))
        else:
            value, _, tolerance = words.partition(":")
            low = float(value) - float(tolerance or 0)
            high = float(value) + float(tolerance or 0)
    except ValueError:
        low = high = nan
    if not (isfinite(low) and isfinite(high)):
        raise _Unreadable(f"this is not a number: {_shown(words)[:40]!r}")
    if low > high:
        raise _Unreadable(f"the range runs backwards: {_shown(words)[:40]!r}")
    return low, high


def _format(text: str, format_: Format) -> tuple[Format, str]:
    """How a text is written, and the text without the word that says so."""
    match = _FORMAT.match(text)
    if match is None:
        return format_, text
    return Format(match.group(1).replace("moodle", "plain")), text[match.end() :]


def _feedback(text: str, format_: Format) -> Text | None:
    found = _text(text, format_)
    return found if found.words else None


def _text(text: str, format_: Format) -> Text:
    """A text as it is meant; line breaks of plain text are only breaks of the file."""
    format_, text = _format(text, format_)
    if format_ is Format.PLAIN:
        text = " ".join(text.split())
    return Text(_shown(text.strip()), format_)
