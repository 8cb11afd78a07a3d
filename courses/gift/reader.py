"""Reads GIFT as Moodle's own reader does; what it cannot read is told with line and title."""

import re
from dataclasses import dataclass

from courses.gift.answers import read_answers
from courses.gift.bank import Bank, Fault, Unreadable
from courses.gift.signs import as_written, hidden, in_format, read_feedback, read_format, shown
from courses.questions import Format, Question
from courses.saying import said

_TITLE = re.compile(r"\s*::(.*?)::", re.DOTALL)
_CATEGORY = "$CATEGORY:"
# Moodle keeps 255 letters of a tag; an end also keeps a comment full of beginnings quick to read.
_NOTE = re.compile(r"\[(id|tag):((?:\\\]|[^\]]){1,255})\]")
_GAP = "_____"


def read(text: str) -> Bank:
    """Read a whole file; what cannot be read stands among the faults."""
    questions: list[Question] = []
    faults: list[Fault] = []
    cutter = _Cutter()
    for number, line in enumerate(hidden(text).split("\n"), 1):
        cutter.take(number, line)
    cutter.end()
    for block in cutter.blocks:
        match = _TITLE.match(block.text)
        title = shown(match.group(1)).strip() if match else ""
        try:
            questions.append(_question(block, title, block.text[match.end() if match else 0 :]))
        except Unreadable as reason:
            faults.append(Fault(block.line, title, reason.message))
    return Bank(tuple(questions), tuple(faults), tuple(cutter.categories))


@dataclass(frozen=True)
class _Block:
    line: int
    category: str
    text: str
    comments: str


class _Cutter:
    """Cuts a file into questions: a blank line ends one, but not between its braces."""

    def __init__(self) -> None:
        self.blocks: list[_Block] = []
        self.categories: list[str] = []
        self.lines: list[str] = []
        self.comments: list[str] = []
        self.begun = self.depth = 0
        self.was_blank = True

    def take(self, number: int, line: str) -> None:
        """Take the next line."""
        begins = line.lstrip()
        if begins.startswith("//"):
            self.comments.append(as_written(begins))
            return
        is_category = line.startswith(_CATEGORY)
        # After a blank line these begin something new: a brace that is still open was forgotten.
        if self.was_blank and (is_category or begins.startswith("::")):
            self.end(keeps_comments=True)
        if not begins:
            if self.depth <= 0:
                self.end()
        elif is_category and self.depth <= 0:
            self.end()
            self.categories.append(shown(line.removeprefix(_CATEGORY)).strip())
        else:
            self.begun = self.begun if self.lines else number
            self.lines.append(line)
            self.depth += line.count("{") - line.count("}")
        self.was_blank = not begins

    def end(self, *, keeps_comments: bool = False) -> None:
        """End the question that is being read, if there is one."""
        if self.lines:
            category = self.categories[-1] if self.categories else ""
            self.blocks.append(
                _Block(self.begun, category, "\n".join(self.lines), "\n".join(self.comments))
            )
        if self.lines or not keeps_comments:
            self.comments = []
        self.lines, self.depth = [], 0


def _question(block: _Block, title: str, rest: str) -> Question:
    """Read one question without its title."""
    if rest.lstrip().startswith("::"):
        raise Unreadable(said("the title begins with :: but does not end with ::"))
    stem, body, tail = _parts(rest)
    format_, stem = read_format(stem, Format.MOODLE)
    if tail.strip():
        stem = f"{stem.rstrip()} {_GAP} {tail.strip()}"
    answers, mark, general = (body or "").rpartition("####")
    if not mark:
        answers, general = general, ""
    if "####" in answers:
        raise Unreadable(said("general feedback (####) stands there twice"))
    kind, options = read_answers(None if body is None else answers.strip(), format_)
    text = in_format(format_, stem)
    if not text.words.strip():
        raise Unreadable(said("the question has no words"))
    return Question(
        title=title,
        kind=kind,
        stem=text,
        options=options,
        feedback=read_feedback(general, format_),
        category=block.category,
        line=block.line,
        id=next(iter(_noted("id", block.comments)), ""),
        tags=tuple(_noted("tag", block.comments)),
    )


def _noted(wanted: str, comments: str) -> list[str]:
    """What stands in the comments of a question for programs."""
    notes = _NOTE.findall(comments)
    return [value.replace("\\]", "]").strip() for name, value in notes if name == wanted]


def _parts(rest: str) -> tuple[str, str | None, str]:
    """The words before the braces, between them, and after them; None without braces."""
    if "{" not in rest and "}" not in rest:
        return rest, None, ""
    if rest.count("{") > 1 or rest.count("}") > 1:
        raise Unreadable(said("there is more than one pair of braces; write \\{ and \\} in a text"))
    if "{" not in rest or "}" not in rest or rest.find("{") > rest.find("}"):
        raise Unreadable(said("the brace { is not closed by a }"))
    stem, _, behind = rest.partition("{")
    body, _, tail = behind.partition("}")
    return stem, body, tail
