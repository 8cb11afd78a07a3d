"""What differs between a published course and a draft of it, down to the words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from courses.drafts import bank, lessons, outline
from courses.drafts.places import Where
from courses.pack.parts import LANGUAGES

_WORDS = re.compile(r"\n|[^\S\n]+|\S+")
_TITLE = re.compile(r"\s*(?://.*\n\s*)*::(.*?)::", re.DOTALL)
# To compare more lines, or words of changed lines, would take too long.
_MOST = 4000


# Texts by field and language.
_Fields = dict[tuple[str, str], str]


class State(StrEnum):
    """What became of a part."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True)
class Piece:
    """Some words that are the same, added or removed."""

    state: State
    text: str


@dataclass(frozen=True)
class Change:
    """A field that changed, line by line; None stands for lines that stayed the same."""

    field: str
    language: str
    lines: tuple[tuple[Piece, ...] | None, ...]


@dataclass(frozen=True)
class Part:
    """A lesson, a question, a module ... that differs."""

    where: Where
    name: str
    title: str
    state: State
    changes: tuple[Change, ...] = ()
    # Of a question: the module that it belongs to.
    module: str = ""

    @property
    def key(self) -> str:
        """A name of its own, for comments."""
        return " ".join(filter(None, (self.where.value, self.module, self.name)))


def parts(before: dict[str, bytes], after: dict[str, bytes]) -> list[Part]:
    """Every part that differs, in the order of the course."""
    return [*_outlines(before, after), *_lessons(before, after)] + [
        *_questions(before, after),
        *_pictures(before, after),
    ]


def compared(before: str, after: str) -> tuple[tuple[Piece, ...] | None, ...]:
    """Two texts by lines, and by words in lines that changed; same lines are left out."""
    return tuple(_only_changed(_lines(before.split("\n"), after.split("\n"))))


def _only_changed(lines: Iterator[list[Piece]]) -> Iterator[tuple[Piece, ...] | None]:
    left_out = False
    for line in lines:
        shown = tuple(piece for piece in line if piece.text)
        if any(piece.state is not State.SAME for piece in shown):
            yield shown
            left_out = False
        elif shown and not left_out:
            yield None
            left_out = True


def _lines(old: list[str], new: list[str]) -> Iterator[list[Piece]]:
    """The lines of both texts, each cut into what is the same, removed and added."""
    for kind, a, b, c, d in _steps(old, new):
        if kind == "equal":
            yield from ([Piece(State.SAME, line)] for line in new[c:d])
        elif kind == "replace":
            yield from _words("\n".join(old[a:b]), "\n".join(new[c:d]))
        else:
            yield from ([Piece(State.REMOVED, line)] for line in old[a:b])
            yield from ([Piece(State.ADDED, line)] for line in new[c:d])


def _words(before: str, after: str) -> list[list[Piece]]:
    """Lines that were changed, word by word."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    lines: list[list[Piece]] = [[]]
    for kind, a, b, c, d in _steps(old, new):
        sides = [(State.REMOVED, old[a:b]), (State.ADDED, new[c:d])]
        for state, words in [(State.SAME, new[c:d])] if kind == "equal" else sides:
            first, *more = "".join(words).split("\n")
            lines[-1].append(Piece(state, first))
            lines += [[Piece(state, text)] for text in more]
    return lines


def _steps(old: list[str], new: list[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """How one list becomes the other; of long ones only that all of it was exchanged."""
    if max(len(old), len(new)) > _MOST:
        return [("delete", 0, len(old), 0, 0), ("insert", len(old), len(old), 0, len(new))]
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


def _changes(before: _Fields, after: _Fields) -> tuple[Change, ...]:
    keys = list(dict.fromkeys([*before, *after]))
    return tuple(
        Change(field, language, compared(before.get(key, ""), after.get(key, "")))
        for key in keys
        for field, language in [key]
        if before.get(key, "") != after.get(key, "")
    )


def _part(
    where: Where, name: str, title: str, sides: Sequence[_Fields | None], module: str = ""
) -> Iterator[Part]:
    """One part, before and after, if it differs."""
    before, after = sides
    changes = _changes(before or {}, after or {})
    if not changes and (before is None) == (after is None):
        return
    state = State.CHANGED
    if before is None or after is None:
        state = State.ADDED if before is None else State.REMOVED
    yield Part(where, name, title, state, changes, module)


def _outlines(before: dict[str, bytes], after: dict[str, bytes]) -> Iterator[Part]:
    old, new = _values(before), _values(after)
    facts = {key: value for key, value in old.items() if key not in {"modules", "sources"}}
    now = {key: value for key, value in new.items() if key not in {"modules", "sources"}}
    yield from _part(
        Where.COURSE, "", "", [_flat(facts) if old else None, _flat(now) if new else None]
    )
    for key, where in (("modules", Where.MODULE), ("sources", Where.SOURCE)):
        was = {one["id"]: one for one in old.get(key, [])}
        is_ = {one["id"]: one for one in new.get(key, [])}
        for name in dict.fromkeys([*is_, *was]):
            sides = [_flat(side[name]) if name in side else None for side in (was, is_)]
            yield from _part(where, name, name, sides)


def _values(files: dict[str, bytes]) -> dict[str, Any]:
    return outline.read(files).values if outline.FILE in files else {}


def _flat(values: dict[str, Any]) -> _Fields:
    """Values as texts: one for each key, and one for each language where there are some."""
    found: _Fields = {}
    for key, value in values.items():
        if isinstance(value, dict):
            of_language = set(value) <= set(LANGUAGES)
            for name, text in value.items():
                found[(key, name) if of_language else (f"{key} {name}", "")] = str(text)
        else:
            found[key, ""] = " ".join(map(str, value)) if isinstance(value, list) else str(value)
    return {key: text for key, text in found.items() if text}


def _lessons(before: dict[str, bytes], after: dict[str, bytes]) -> Iterator[Part]:
    homes = [_homes(before), _homes(after)]
    for slug in dict.fromkeys([*homes[1], *homes[0]]):
        if _is_untouched(slug, before, after, homes):
            continue
        sides = [
            _lesson(files, slug, home[slug]) if slug in home else None
            for files, home in zip((before, after), homes, strict=True)
        ]
        title = (sides[1] or sides[0] or {}).get(("title", LANGUAGES[0]), slug)
        yield from _part(Where.LESSON, slug, title, sides)


def _is_untouched(
    slug: str, before: dict[str, bytes], after: dict[str, bytes], homes: list[dict[str, str]]
) -> bool:
    """Whether nothing needs to be read to know that a lesson is the same."""
    moved = homes[0].get(slug) != homes[1].get(slug)
    return not moved and all(before.get(path) == after.get(path) for path in lessons.paths(slug))


def _homes(files: dict[str, bytes]) -> dict[str, str]:
    """Each lesson and its module."""
    modules = _values(files).get("modules", [])
    return {slug: module["id"] for module in modules for slug in module["lessons"]}


def _lesson(files: dict[str, bytes], slug: str, module: str) -> _Fields:
    draft = lessons.read(files, slug)
    found = {("module", ""): module}
    for language, words in draft.words.items():
        found |= {(name, language): text for name, text in vars(words).items()}
    shared = {"minutes": draft.minutes, "picture": draft.picture}
    shared |= {"sources": " ".join(draft.sources), "last_checked": draft.last_checked}
    found |= {(name, ""): text for name, text in shared.items()}
    return {key: text for key, text in found.items() if text}


def _questions(before: dict[str, bytes], after: dict[str, bytes]) -> Iterator[Part]:
    old, new = _blocks(before), _blocks(after)
    for module, title in dict.fromkeys([*new, *old]):
        sides = [side.get((module, title)) for side in (old, new)]
        yield from _part(Where.QUESTIONS, title, title, sides, module)


def _blocks(files: dict[str, bytes]) -> dict[tuple[str, str], _Fields]:
    """Each question as it is written, by module and title, then by language."""
    found: dict[tuple[str, str], _Fields] = {}
    for language in LANGUAGES:
        text = files.get(bank.path(language), b"").decode("utf-8-sig", "replace")
        for module, questions in bank.sections(text).items():
            for block in re.split(r"\n\s*\n(?=\s*(?://|::))", questions):
                match = _TITLE.match(block)
                name = match[1].strip() if match else " ".join(block.split())[:40]
                if name:
                    found.setdefault((module, name), {})["question", language] = block.strip()
    return found


def _pictures(before: dict[str, bytes], after: dict[str, bytes]) -> Iterator[Part]:
    for path in sorted(before | after):
        if path.startswith("media/") and before.get(path) != after.get(path):
            state = State.CHANGED if path in before and path in after else State.ADDED
            if path not in after:
                state = State.REMOVED
            yield Part(Where.PICTURE, path, path.removeprefix("media/"), state)
