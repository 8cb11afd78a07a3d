"""The signs of GIFT: escaped ones are put out of the way while a text is cut into its parts."""

import re

from courses.questions import Format, Text

_ESCAPABLE = "~=#{}:\\n"
_ESCAPED = re.compile(r"\\([~=#{}:\\n])")
# Halves of surrogate pairs stand in no text: nobody's own letter is mistaken for a hidden sign.
_HIDDEN = {mark: chr(0xDC00 + place) for place, mark in enumerate(_ESCAPABLE)}
_SHOWN = str.maketrans({hidden: "\n" if mark == "n" else mark for mark, hidden in _HIDDEN.items()})
_WRITTEN = str.maketrans({hidden: f"\\{mark}" for mark, hidden in _HIDDEN.items()})
_NOWHERE = dict.fromkeys(map(ord, _HIDDEN.values()))
_TO_ESCAPE = str.maketrans({mark: f"\\{mark}" for mark in "~=#{}:\\"} | {"\n": "\\n"})
_FORMAT = re.compile(r"\s*\[(html|markdown|plain|moodle)\]")


def hidden(text: str) -> str:
    """A whole file with one kind of line end, and its escaped signs put out of the way."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return _ESCAPED.sub(lambda match: _HIDDEN[match.group(1)], text.translate(_NOWHERE))


def shown(text: str) -> str:
    """A part with its escaped signs in their places again."""
    return text.translate(_SHOWN)


def as_written(text: str) -> str:
    """A part as it stands in the file, backslashes and all."""
    return text.translate(_WRITTEN)


def escaped(text: str) -> str:
    """A text as it stands in a file, on one line."""
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_TO_ESCAPE)


def one_line(text: str) -> str:
    """A part without the line breaks that are only breaks of the file."""
    lines = (line.strip() for line in text.split("\n"))
    return shown(" ".join(filter(None, lines)))


def read_format(text: str, usual: Format) -> tuple[Format, str]:
    """How a part is written, and the part without the word that says so."""
    match = _FORMAT.match(text)
    return (Format(match.group(1)), text[match.end() :]) if match else (usual, text)


def read_text(text: str, usual: Format) -> Text:
    """A part as the text that it means."""
    return in_format(*read_format(text, usual))


def in_format(format_: Format, text: str) -> Text:
    """A part, whose format is known, as the text that it means."""
    if format_ in {Format.PLAIN, Format.MOODLE}:
        return Text(one_line(text), format_)
    return Text(shown(text.strip()), format_)


def read_feedback(text: str, usual: Format) -> Text | None:
    """What is taught, if anything."""
    found = read_text(text, usual)
    return found if found.words else None
