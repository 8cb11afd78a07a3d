"""What help.yml says, in one language: numbers to call, what to do, what to copy."""

import functools
import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "help.yml"
# Older than this, what was looked up may have changed, and the page says so.
FRESH = timedelta(days=365)


@dataclass(frozen=True)
class Source:
    """Where a line comes from; the date is the page's own, where it shows one."""

    id: str
    title: str
    address: str
    date: str


@dataclass(frozen=True)
class Hotline:
    """A number to call."""

    tel: str
    shown: str
    what: str
    note: str
    is_abroad: bool
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Piece:
    """A part of a line: words, or a number to tap."""

    text: str
    tel: str = ""


@dataclass(frozen=True)
class Situation:
    """Something that went wrong, and what to do, step by step."""

    id: str
    title: str
    lines: tuple[tuple[Piece, ...], ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Advice:
    """All of it."""

    hotlines: tuple[Hotline, ...]
    situations: tuple[Situation, ...]
    papers: tuple[str, ...]
    paper_sources: tuple[str, ...]
    sources: tuple[Source, ...]
    last_checked: date

    def is_stale(self, day: date) -> bool:
        """Whether nobody has looked at the sources for too long."""
        return day - self.last_checked > FRESH


@functools.cache
def advice(language: str) -> Advice:
    """The advice in Bangla or English; what is neither is read in English."""
    code = language if language in {"bn", "en"} else "en"
    told = _read()
    papers = told["papers_to_copy"]
    return Advice(
        hotlines=tuple(_hotline(line, code) for line in told["hotlines"]),
        situations=tuple(_situation(step, code) for step in told["steps"]),
        papers=tuple(papers[code]),
        paper_sources=_ids(papers),
        sources=_sources([*told["hotlines"], *told["steps"], papers]),
        last_checked=date.fromisoformat(told["last_checked"]),
    )


@functools.cache
def _read() -> dict[str, Any]:
    told: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return told


def _hotline(line: dict[str, Any], code: str) -> Hotline:
    return Hotline(
        tel=line["tel"],
        shown=line["shown"][code],
        what=line["what"][code],
        note=line.get("note", {}).get(code, ""),
        is_abroad=line["where"] == "abroad",
        sources=_ids(line),
    )


def _situation(step: dict[str, Any], code: str) -> Situation:
    return Situation(
        id=step["id"],
        title=step["title"][code],
        lines=tuple(_pieces(line, code) for line in step["lines"][code]),
        sources=_ids(step),
    )


def _pieces(line: str, code: str) -> tuple[Piece, ...]:
    """A line with the numbers in it set apart."""
    tel = {one["shown"][code]: one["tel"] for one in _read()["hotlines"]}
    numbers = "|".join(re.escape(shown) for shown in sorted(tel, key=len, reverse=True))
    parts = re.split(rf"(?<![\d+])({numbers})(?!\d)", line)
    return tuple(Piece(part, tel.get(part, "")) for part in parts if part)


def _ids(told: dict[str, Any]) -> tuple[str, ...]:
    return tuple(source["id"] for source in told["sources"])


def _sources(told: list[dict[str, Any]]) -> tuple[Source, ...]:
    """Each source once, in the order of its first use."""
    found = {source["id"]: Source(**source) for one in told for source in one["sources"]}
    return tuple(found.values())
