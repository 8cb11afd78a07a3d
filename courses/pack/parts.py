"""What a content pack holds, once it was read without a fault."""

import hashlib
from dataclasses import dataclass
from datetime import date

from courses.questions import Kind
from courses.scoring import Answer

LANGUAGES = ("bn", "en")


@dataclass(frozen=True, order=True)
class Fault:
    """What is wrong in a pack, and where."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


class BrokenPack(Exception):
    """A pack that cannot be published: all its faults at once."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = sorted(set(faults))
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(frozen=True)
class Source:
    """Where a fact comes from, and of which day it is."""

    id: str
    title: str
    address: str
    date: str


@dataclass(frozen=True)
class LessonText:
    """A lesson in one language; its body is clean HTML."""

    title: str
    body: str
    remember: str
    picture_text: str


@dataclass(frozen=True)
class Lesson:
    """A lesson in every language."""

    slug: str
    minutes: int
    picture: str
    sources: tuple[str, ...]
    last_checked: date
    texts: dict[str, LessonText]


@dataclass(frozen=True)
class QuestionText:
    """A question in one language; all of it is clean HTML, but for the plain `matches`."""

    stem: str
    options: tuple[str, ...]
    feedbacks: tuple[str, ...]
    feedback: str
    matches: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """A question in every language, with its key."""

    slug: str
    kind: Kind
    key: tuple[Answer, ...]
    texts: dict[str, QuestionText]


@dataclass(frozen=True)
class Module:
    """Lessons and the test that follows them."""

    slug: str
    titles: dict[str, str]
    draw: int
    pass_mark: int
    requires: tuple[str, ...]
    lessons: tuple[Lesson, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Pack:
    """A whole course in one version, with the files it was read from."""

    slug: str
    version: str
    titles: dict[str, str]
    audience: dict[str, str]
    # For whom: everybody, or who goes to a country (its two letters), or does a kind of work.
    destination: str | None
    work: str | None
    # Slugs of courses to pass before the tests of this one.
    prerequisites: tuple[str, ...]
    # For how many months a pass counts; None for ever.
    expires_after: int | None
    attempts_limit: int
    wait_hours: int
    sources: tuple[Source, ...]
    last_checked: date
    modules: tuple[Module, ...]
    files: dict[str, bytes]

    @property
    def digest(self) -> str:
        """A name for exactly this content."""
        whole = hashlib.sha256()
        for path, content in sorted(self.files.items()):
            whole.update(f"{path}\n{len(content)}\n".encode())
            whole.update(content)
        return whole.hexdigest()
