"""A list on its way: kept, checked part by part, and shown with what is not good first."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app

from certificates import programs
from certificates.actions import lists as actions
from certificates.answering import answers
from certificates.listing import Sent
from certificates.models import CheckedList, CheckedPart
from certificates.queries import lists as queries
from portal.ground.spreadsheets import csv_file
from portal.ground.typed import seen
from portal.papers.verdict import Verdict

PAGE = 50
# So much of a text is shown; a QR has hundreds of digits.
_LONGEST = 60
# What somebody has to look at comes first.
ORDER = (
    Verdict.NOT_OURS,
    Verdict.CANCELLED,
    Verdict.REPLACED,
    Verdict.EXPIRED,
    Verdict.NO_SUCH_NUMBER,
    Verdict.UNREADABLE,
    Verdict.SUSPENDED,
    Verdict.STATUS_OLD,
    Verdict.GENUINE,
)


@dataclass(frozen=True)
class Shown:
    """One page of a checked list: how many got each verdict, and the lines of one of them."""

    counts: dict[Verdict, int]
    verdict: Verdict
    # The number of the line, what was checked of it, and the answer.
    lines: list[tuple[int, str, dict[str, Any]]]
    page: int
    pages: int


def begin(device: bytes, sent: Sent) -> str:
    """Keep a list that is to be checked; its reference."""
    lines = [[row.line, row.cells, sent.text(row)] for row in sent.rows]
    return actions.begin_list(device, sent.heads, lines)


def step(found: CheckedList) -> bool:
    """Check the next part of a list; whether there was one."""
    part = queries.next_part(found)
    if part is None:
        return False
    given = answers([text for _, _, text in part.lines])
    url = current_app.config["PUBLIC_URL"]
    actions.keep_answers(part.id, [programs.answer(one, url) for one in given])
    return True


def show(found: CheckedList, wanted: str, page: int) -> Shown:
    """A page of a list that was checked to its end."""
    verdicts = queries.verdicts(found)
    counted = Counter(one for part in verdicts for one in part)
    counts = {verdict: counted[verdict] for verdict in ORDER if counted[verdict]}
    verdict = next((one for one in counts if one == wanted), next(iter(counts)))
    places = [
        (part, line)
        for part, ones in enumerate(verdicts)
        for line, one in enumerate(ones)
        if one == verdict
    ]
    pages = -(-len(places) // PAGE)
    page = min(page, pages)
    wanted_places = places[(page - 1) * PAGE : page * PAGE]
    parts = {part.place: part for part in queries.parts(found, {part for part, _ in wanted_places})}
    lines = [_line(parts[part], line) for part, line in wanted_places]
    return Shown(counts, verdict, lines, page, pages)


def _line(part: CheckedPart, place: int) -> tuple[int, str, dict[str, Any]]:
    number, _, text = part.lines[place]
    return number, seen(text)[:_LONGEST], (part.answers or [])[place]


def table(found: CheckedList, heads: list[str], words: Mapping[str, str], language: str) -> bytes:
    """The list as it came, in its order, with the answer behind each line."""
    ours = len(found.heads)
    rows = [
        [*cells, *[""] * (ours - len(cells)), *_answer(answer, words, language)]
        for part in queries.all_parts(found)
        for (_, cells, _), answer in zip(part.lines, part.answers or [], strict=True)
    ]
    return csv_file([*_named(found.heads), *heads], rows)


def _named(heads: list[str]) -> list[str]:
    """The heads of the columns; where a list had none, letters as in a spreadsheet."""
    return heads if any(heads) else [_letter(place) for place in range(len(heads))]


def _letter(place: int) -> str:
    """The name of a column: A, B, ... Z, AA."""
    before, last = divmod(place, 26)
    return (_letter(before - 1) if before else "") + chr(ord("A") + last)


def _answer(answer: dict[str, Any], words: Mapping[str, str], language: str) -> list[object]:
    paper = answer["paper"] or {}
    level, kind = paper.get("level"), paper.get("kind")
    subject = paper.get("course") or paper.get("destination") or {}
    return [
        words[answer["verdict"]],
        answer["verdict"],
        answer["reason"],
        paper.get("number"),
        paper.get("name"),
        paper.get("passport_ends_with"),
        subject.get(language, subject.get("en")),
        words[level] if level else None,
        paper.get("issued_on"),
        paper.get("expires_on"),
        answer["other_host"],
        words[kind] if kind else None,
    ]
