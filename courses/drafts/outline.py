"""course.yml in the making: what a course is made of, changed step by step."""

from dataclasses import dataclass
from typing import Any

from courses.drafts.writing import dump, load
from courses.pack.parts import LANGUAGES, BrokenPack, Fault
from courses.saying import said

FILE = "course.yml"
_ORDER = (
    *("slug", "version", "title", "audience", "destination", "work", "prerequisites"),
    *("expires_after", "attempts", "last_checked", "modules", "sources"),
)
# What the forms of a course and of a module change.
COURSE_FACTS = (
    *("title", "audience", "destination", "work", "prerequisites", "expires_after"),
    *("attempts", "last_checked"),
)
MODULE_FACTS = ("title", "draw", "pass_mark", "requires")
_DRAWN, _PASS_MARK = "7", "70"


@dataclass
class Outline:
    """The values of course.yml; whatever is not known here is kept as it is."""

    values: dict[str, Any]

    @property
    def modules(self) -> list[dict[str, Any]]:
        """The modules in order."""
        found: list[dict[str, Any]] = self.values["modules"]
        return found

    @property
    def sources(self) -> list[dict[str, Any]]:
        """The sources in order."""
        found: list[dict[str, Any]] = self.values["sources"]
        return found

    @property
    def lessons(self) -> list[str]:
        """Every lesson in order."""
        return [slug for module in self.modules for slug in module["lessons"]]

    def module(self, slug: str) -> dict[str, Any] | None:
        """A module by its id."""
        return next((one for one in self.modules if one["id"] == slug), None)

    def module_of(self, lesson: str) -> dict[str, Any] | None:
        """The module that a lesson belongs to."""
        return next((one for one in self.modules if lesson in one["lessons"]), None)

    def source(self, id: str) -> dict[str, Any] | None:
        """A source by its id."""
        return next((one for one in self.sources if one["id"] == id), None)

    def text(self) -> str:
        """course.yml as it is written; what is empty is left out."""
        known = {key: self.values[key] for key in _ORDER if _is_said(self.values.get(key))}
        return dump(known | {k: v for k, v in self.values.items() if k not in _ORDER})

    def add_module(self, slug: str, titles: dict[str, str]) -> None:
        """A new module at the end."""
        new = {"id": slug, "title": titles, "lessons": [], "draw": _DRAWN}
        self.modules.append(new | {"pass_mark": _PASS_MARK, "requires": []})

    def move_module(self, slug: str, step: int) -> None:
        """A module one place up or down; a module cannot ask for one that comes later."""
        _move(self.modules, [one["id"] for one in self.modules].index(slug), step)
        before: set[str] = set()
        for one in self.modules:
            one["requires"] = [needed for needed in one["requires"] if needed in before]
            before.add(one["id"])

    def remove_module(self, slug: str) -> None:
        """A module away, and what others asked of it."""
        self.values["modules"] = [one for one in self.modules if one["id"] != slug]
        for one in self.modules:
            one["requires"] = [needed for needed in one["requires"] if needed != slug]

    def move_lesson(self, lesson: str, step: int) -> None:
        """A lesson one place up or down within its module."""
        lessons = self._home(lesson)
        _move(lessons, lessons.index(lesson), step)

    def put_lesson(self, lesson: str, module: str) -> None:
        """A lesson at the end of another module."""
        self._home(lesson).remove(lesson)
        self._lessons(module).append(lesson)

    def add_lesson(self, lesson: str, module: str) -> None:
        """A new lesson at the end of a module."""
        self._lessons(module).append(lesson)

    def remove_lesson(self, lesson: str) -> None:
        """A lesson away."""
        self._home(lesson).remove(lesson)

    def _lessons(self, module: str) -> list[str]:
        found = self.module(module)
        lessons: list[str] = found["lessons"] if found else []
        return lessons

    def _home(self, lesson: str) -> list[str]:
        found = self.module_of(lesson)
        lessons: list[str] = found["lessons"] if found else []
        return lessons


def new(slug: str, version: str, titles: dict[str, str]) -> Outline:
    """A course of which only the title is known."""
    return Outline(
        {
            "slug": slug,
            "version": version,
            "title": titles,
            "attempts": {"limit": "3", "wait_hours": "12"},
            "modules": [],
            "sources": [],
        }
    )


def read(files: dict[str, bytes]) -> Outline:
    """The outline of a draft; BrokenPack where forms could not change it."""
    values = load(FILE, files[FILE].decode("utf-8-sig"))
    for key in ("title", "audience", "attempts"):
        values[key] = values.get(key) or {}
        _demand(values[key], dict, key)
    for key in ("modules", "sources"):
        values[key] = values.get(key) or []
        _demand(values[key], list, key)
    for one in values["modules"]:
        _complete(one, "modules", {"title": dict}, {"lessons": list, "requires": list})
    for one in values["sources"]:
        _complete(one, "sources", {}, {})
    return Outline(values)


def without_version(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files of a pack as they are when its number does not count."""
    if FILE not in files:
        return files
    plan = read(files)
    plan.values["version"] = ""
    return files | {FILE: plan.text().encode()}


def facts_of(values: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    """What some keys say, nothing where they are missing."""
    return {key: values.get(key) for key in keys}


def both(value: Any) -> dict[str, str]:
    """A text in every language, empty where it is missing."""
    return {language: str(value.get(language, "")) for language in LANGUAGES}


def _complete(one: Any, key: str, mappings: dict[str, type], lists: dict[str, type]) -> None:
    """An entry has an id and the parts that forms change."""
    _demand(one, dict, key)
    one["id"] = one.get("id", "")
    _demand(one["id"], str, key)
    for part, kind in (mappings | lists).items():
        one[part] = one.get(part) or kind()
        _demand(one[part], kind, key)
        if kind is list and not all(isinstance(item, str) for item in one[part]):
            _demand(None, list, key)


def _demand(value: Any, kind: type, key: str) -> None:
    if not isinstance(value, kind):
        raise BrokenPack(
            [Fault(FILE, 1, said("%(key)s is not written as it must be", key=repr(key)))]
        )


def _is_said(value: Any) -> bool:
    return value not in (None, "", {}) and value != dict.fromkeys(LANGUAGES, "")


def _move(items: list[Any], at: int, step: int) -> None:
    to = min(max(0, at + step), len(items) - 1)
    items.insert(to, items.pop(at))
