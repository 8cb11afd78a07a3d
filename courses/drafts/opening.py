"""Whether sent files can become a draft: every part must be within reach of a form."""

import re
from dataclasses import dataclass

from courses import gift
from courses.drafts import bank, lessons, outline
from courses.drafts.outline import Outline
from courses.pack import files as pack_files
from courses.pack.parts import LANGUAGES, BrokenPack, Fault
from courses.pack.sheet import SLUG, VERSION
from courses.saying import said

# Longer ones stand in no address of ours.
_LONGEST_SLUG = 60


@dataclass(frozen=True)
class Opened:
    """The files of a pack of which it is sure that forms reach every part."""

    files: dict[str, bytes]
    plan: Outline


def opened(files: dict[str, bytes]) -> Opened:
    """A pack that can be edited; BrokenPack where it cannot."""
    faults: list[Fault] = []
    texts = [name for name in files if not name.startswith("media/")]
    for name in sorted({outline.FILE, *texts}):
        pack_files.text(files, name, faults)
    if faults:
        raise BrokenPack(faults)
    found = outline.read(files)
    faults += _names(found)
    faults += _lessons(files, found)
    faults += _banks(files, found)
    if faults:
        raise BrokenPack(faults)
    return Opened(files, found)


def _names(found: Outline) -> list[Fault]:
    """Names that stand in addresses are written as such, and each stands there once."""
    modules = [module["id"] for module in found.modules]
    names = [found.values.get("slug", ""), *modules, *found.lessons]
    faults = [
        Fault(outline.FILE, 1, said("this cannot be a name: %(name)s", name=repr(name)))
        for name in names
        if not isinstance(name, str) or not is_name(name)
    ]
    if not VERSION.fullmatch(str(found.values.get("version", ""))):
        faults.append(Fault(outline.FILE, 1, said("the version is missing")))
    for many in (modules, found.lessons, [source["id"] for source in found.sources]):
        faults += [
            Fault(outline.FILE, 1, said("%(name)s stands there twice", name=repr(name)))
            for name in sorted({name for name in many if many.count(name) > 1})
        ]
    return faults


def is_name(text: str) -> bool:
    """Whether a text can stand in addresses and name files."""
    return bool(SLUG.fullmatch(text)) and len(text) <= _LONGEST_SLUG


def _lessons(files: dict[str, bytes], found: Outline) -> list[Fault]:
    """Every lesson is one that course.yml names, with a front matter that can be read."""
    faults: list[Fault] = []
    named = {path for slug in found.lessons for path in lessons.paths(slug)}
    for path in sorted(path for path in files if path.endswith(".md")):
        if path not in named:
            faults.append(Fault(path, 1, said("course.yml does not name this file")))
        try:
            lessons.split(path, files[path].decode("utf-8-sig"))
        except BrokenPack as broken:
            faults += broken.faults
    return faults


def _banks(files: dict[str, bytes], found: Outline) -> list[Fault]:
    """Every question stands under a module."""
    modules = {module["id"] for module in found.modules}
    faults: list[Fault] = []
    for language in LANGUAGES:
        path = bank.path(language)
        for name, text in bank.sections(files.get(path, b"").decode("utf-8-sig")).items():
            if name not in modules and re.search(r"\S", text) and _holds_questions(text):
                message = said("no module is called %(name)s", name=repr(name))
                faults.append(Fault(path, 1, message))
    return faults


def _holds_questions(text: str) -> bool:
    read = gift.read(text)
    return bool(read.questions or read.faults)
