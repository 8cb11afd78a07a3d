"""What was published meanwhile, brought into a draft part by part."""

from dataclasses import dataclass
from typing import Any

from courses.drafts import bank, lessons, outline
from courses.pack.parts import LANGUAGES

# A part of a draft: a file, or the questions of a module in it, or a key of course.yml.
_Part = tuple[str, str]
_BANKS = tuple(map(bank.path, LANGUAGES))


@dataclass(frozen=True)
class Merged:
    """The files of a draft with what a newer version changed, and where both had changed it."""

    files: dict[str, bytes]
    both: list[str]


def merged(base: dict[str, bytes], newer: dict[str, bytes], mine: dict[str, bytes]) -> Merged:
    """What only the newer version changed is taken from there; where both did, the draft stays."""
    old, theirs, ours = _parts(base), _parts(newer), _parts(mine)
    taken: dict[_Part, Any] = {}
    both: list[str] = []
    for part in old | theirs | ours:
        before, there, here = old.get(part), theirs.get(part), ours.get(part)
        if part == (outline.FILE, "version") or here != before:
            taken[part] = here
        else:
            taken[part] = there
        if part[1] != "version" and here not in (before, there) and there != before:
            both.append(" ".join(filter(None, part)))
    files = _files({part: value for part, value in taken.items() if value is not None})
    return Merged(_named(files), sorted(both))


def _parts(files: dict[str, bytes]) -> dict[_Part, Any]:
    found: dict[_Part, Any] = {}
    for path, content in files.items():
        if path in _BANKS:
            texts = bank.sections(content.decode("utf-8-sig"))
            found |= {(path, name): text for name, text in texts.items()}
        elif path == outline.FILE:
            plan = outline.read(files)
            found |= {(path, key): value for key, value in plan.values.items() if key != "sources"}
            found |= {(path, f"sources {one['id']}"): one for one in plan.sources}
        else:
            found[path, ""] = content
    return found


def _files(parts: dict[_Part, Any]) -> dict[str, bytes]:
    files = {path: value for (path, name), value in parts.items() if isinstance(value, bytes)}
    values = {name: value for (path, name), value in parts.items() if path == outline.FILE}
    sources = [values.pop(name) for name in list(values) if name.startswith("sources ")]
    plan = outline.Outline(values | {"sources": sources})
    order = [module["id"] for module in plan.modules]
    for path in _BANKS:
        texts = {name: text for (where, name), text in parts.items() if where == path}
        if texts:
            files[path] = bank.joined(texts, order).encode()
    return files | {outline.FILE: plan.text().encode()}


def _named(files: dict[str, bytes]) -> dict[str, bytes]:
    """Without lessons and questions that course.yml does not lead to: nobody could reach them."""
    plan = outline.read(files)
    named = {path for slug in plan.lessons for path in lessons.paths(slug)}
    kept = {path: one for path, one in files.items() if path in named or not path.endswith(".md")}
    order = [module["id"] for module in plan.modules]
    for path in _BANKS:
        texts = bank.sections(files.get(path, b"").decode("utf-8-sig"))
        kept[path] = bank.joined({k: v for k, v in texts.items() if k in order}, order).encode()
    return kept
