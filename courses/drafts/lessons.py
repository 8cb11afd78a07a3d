"""A lesson in the making: both languages at once, from its files and back."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from courses.drafts.writing import dump, load
from courses.pack.parts import LANGUAGES

_SHARED = ("minutes", "picture", "sources", "last_checked")
_HEAD = re.compile(r"---\n(.*?\n)---\n", re.DOTALL)


@dataclass(frozen=True)
class Words:
    """A lesson in one language, as it is typed."""

    title: str = ""
    text: str = ""
    remember: str = ""
    picture_text: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all is there."""
        return not (self.title or self.text or self.remember or self.picture_text)


@dataclass(frozen=True)
class LessonDraft:
    """A lesson in every language, with what they share; all of it may be missing."""

    slug: str
    words: dict[str, Words]
    minutes: str = ""
    picture: str = ""
    sources: tuple[str, ...] = ()
    last_checked: str = ""
    # What the files say besides, by language: kept as it is.
    more: dict[str, dict[str, Any]] = field(default_factory=dict)


def paths(slug: str) -> tuple[str, ...]:
    """Where the files of a lesson lie."""
    return tuple(f"{language}/{slug}.md" for language in LANGUAGES)


def read(files: dict[str, bytes], slug: str) -> LessonDraft:
    """A lesson from the files of a draft; what is shared is taken from the first that says it."""
    draft = LessonDraft(slug, dict.fromkeys(LANGUAGES, Words()))
    for language, path in zip(LANGUAGES, paths(slug), strict=True):
        head, text = split(path, files.get(path, b"").decode("utf-8-sig"))
        draft.words[language] = Words(
            title=_one(head.pop("title", "")),
            text=text,
            remember=_one(head.pop("remember", "")),
            picture_text=_one(head.pop("picture_text", "")),
        )
        shared = {key: head.pop(key) for key in _SHARED if key in head}
        draft.more[language] = head
        draft = _filled(draft, shared)
    return draft


def split(path: str, text: str) -> tuple[dict[str, Any], str]:
    """The front matter of a lesson as values, and its text."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    match = _HEAD.match(text)
    if match is None:
        return {}, text.strip("\n")
    return load(path, match.group(1), offset=1), text[match.end() :].strip("\n")


def write(draft: LessonDraft) -> dict[str, bytes | None]:
    """The files of a lesson; None for one that is not there."""
    return {
        path: _file(draft, language).encode() if not draft.words[language].is_empty else None
        for language, path in zip(LANGUAGES, paths(draft.slug), strict=True)
    }


def first_line(files: dict[str, bytes], path: str) -> int:
    """At which line of its file the text of a lesson begins."""
    text = files.get(path, b"").decode("utf-8-sig", "replace").replace("\r\n", "\n")
    match = _HEAD.match(text)
    if match is None:
        return 1
    body = text[match.end() :]
    return text[: match.end()].count("\n") + 1 + len(body) - len(body.lstrip("\n"))


def _file(draft: LessonDraft, language: str) -> str:
    words = draft.words[language]
    head: dict[str, Any] = {
        "title": words.title,
        "minutes": draft.minutes,
        "picture": draft.picture,
        "picture_text": words.picture_text,
        "remember": words.remember,
    }
    head = {key: value for key, value in head.items() if value}
    head["sources"] = list(draft.sources)
    if draft.last_checked:
        head["last_checked"] = draft.last_checked
    return f"---\n{dump(head | draft.more.get(language, {}))}---\n\n{words.text}\n"


def _filled(draft: LessonDraft, shared: dict[str, Any]) -> LessonDraft:
    """The draft with what is shared, where it was not said before."""
    sources = shared.get("sources", [])
    return replace(
        draft,
        minutes=draft.minutes or _one(shared.get("minutes", "")),
        picture=draft.picture or _one(shared.get("picture", "")),
        sources=draft.sources or tuple(sources if isinstance(sources, list) else ()),
        last_checked=draft.last_checked or _one(shared.get("last_checked", "")),
    )


def _one(value: object) -> str:
    return value if isinstance(value, str) else ""
