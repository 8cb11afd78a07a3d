"""Where in a draft something stands: a fault of the checker, led back to the page that mends it."""

from dataclasses import dataclass
from enum import StrEnum

import yaml

from courses.drafts import bank, lessons, outline
from courses.pack.parts import Fault
from courses.pack.sheet import LOADER


class Where(StrEnum):
    """The pages of a draft."""

    COURSE = "course"
    MODULE = "module"
    SOURCE = "source"
    LESSON = "lesson"
    QUESTIONS = "questions"
    PICTURE = "picture"


@dataclass(frozen=True, order=True)
class Place:
    """A page of a draft, the language on it, and the line of its text (0: no line)."""

    where: Where
    name: str = ""
    language: str = ""
    line: int = 0


def place_of(files: dict[str, bytes], fault: Fault) -> Place:
    """Where a fault of the checker is mended."""
    if fault.file.startswith("media/"):
        return Place(Where.PICTURE, fault.file)
    if fault.file == outline.FILE:
        return _in_outline(files, fault.line)
    language, _, name = fault.file.partition("/")
    if fault.file.endswith(".md"):
        line = fault.line - lessons.first_line(files, fault.file) + 1
        return Place(Where.LESSON, name.removesuffix(".md"), language, max(0, line))
    return _in_bank(files, language, fault.line)


def _in_bank(files: dict[str, bytes], language: str, line: int) -> Place:
    text = files.get(bank.path(language), b"").decode("utf-8-sig", "replace")
    module, within = bank.at_line(text, line)
    return Place(Where.QUESTIONS, module, language, within)


def _in_outline(files: dict[str, bytes], line: int) -> Place:
    """The module or the source that a line of course.yml belongs to, else the course."""
    text = files.get(outline.FILE, b"").decode("utf-8-sig", "replace")
    for key, where in (("modules", Where.MODULE), ("sources", Where.SOURCE)):
        for item in _items(text, key):
            if item.start_mark.line < line <= item.end_mark.line + (item.flow_style or 0):
                return Place(where, _id_of(item))
    return Place(Where.COURSE)


def _items(text: str, key: str) -> list[yaml.MappingNode]:
    """The entries of a list of course.yml, which was read before and is sound YAML."""
    node = yaml.compose(text, LOADER)
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    found = next((value for name, value in pairs if name.value == key), None)
    items = found.value if isinstance(found, yaml.SequenceNode) else []
    return [item for item in items if isinstance(item, yaml.MappingNode)]


def _id_of(item: yaml.MappingNode) -> str:
    return next((str(value.value) for name, value in item.value if name.value == "id"), "")
