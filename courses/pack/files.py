"""The files of a pack: which may be there, how big, and whether a picture is only a picture."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException, ElementTree

from courses.pack.parts import Fault
from courses.saying import Sentence, said
from portal.ground.typed import seen

BIGGEST = 256 * 1024
# Room for 10,000 questions in Bangla.
BIGGEST_BANK = 32 * 1024 * 1024
BIGGEST_PICTURE = 8 * 1024
MOST = 1000
_SVG = "{http://www.w3.org/2000/svg}"
_SHAPES = {
    f"{_SVG}{name}"
    for name in (
        *("svg", "g", "defs", "title", "desc", "clipPath"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"),
        *("linearGradient", "radialGradient", "stop"),
    )
}


def gathered(folder: Path, faults: list[Fault]) -> dict[str, bytes]:
    """Every file of a pack by its path; links and what is too big are refused."""
    files: dict[str, bytes] = {}
    for path in _within(folder):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            faults.append(Fault(name, 1, said("a link is not allowed in a pack")))
        elif path.is_file():
            size = path.stat().st_size
            biggest = BIGGEST_BANK if name.endswith("/questions.gift") else BIGGEST
            if size > biggest or len(files) >= MOST:
                faults.append(
                    Fault(name, 1, said("too big or too many: %(size)s bytes", size=size))
                )
            else:
                files[name] = path.read_bytes()
    return files


def _within(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        yield path
        if path.is_dir() and not path.is_symlink():
            yield from _within(path)


def text(files: dict[str, bytes], name: str, faults: list[Fault]) -> str | None:
    """A file as text, or a fault where it is missing or not UTF-8."""
    if name not in files:
        faults.append(Fault(name, 1, said("this file is missing")))
        return None
    try:
        found = files[name].decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = files[name][: error.start].count(b"\n") + 1
        faults.append(Fault(name, line, said("this is not UTF-8")))
        return None
    unseen = set(found) - set(seen("".join(set(found))))
    for mark in unseen:
        for number, words in enumerate(found.split("\n"), 1):
            if mark in words:
                message = said("a character that nobody sees: %(mark)s", mark=f"U+{ord(mark):04X}")
                faults.append(Fault(name, number, message))
    return found


def digest(content: bytes) -> str:
    """What stands in the address of a picture: nothing in it tells its name."""
    return hashlib.sha256(content).hexdigest()[:16]


def addresses(files: dict[str, bytes], slug: str, version: str) -> dict[str, str]:
    """Where the pictures of a version are shown in its questions."""
    return {
        name: f"/courses/{slug}/media/{version}/{digest(content)}.svg"
        for name, content in files.items()
        if name.startswith("media/") and name.endswith(".svg")
    }


def check_pictures(files: dict[str, bytes], used: set[str], faults: list[Fault]) -> None:
    """Every picture is an SVG of plain shapes, small, and used by a lesson or a question."""
    for name, content in files.items():
        if name.startswith("media/"):
            if name not in used:
                message = said("no lesson and no question shows this picture")
                faults.append(Fault(name, 1, message))
            faults += [Fault(name, 1, message) for message in picture_faults(name, content)]


def picture_faults(name: str, content: bytes) -> Iterator[Sentence]:
    """What keeps a file from being a picture of a pack."""
    if not name.endswith(".svg"):
        yield said("a picture must be an SVG")
        return
    if len(content) > BIGGEST_PICTURE:
        yield said(
            "%(size)s bytes; a picture may have %(most)s", size=len(content), most=BIGGEST_PICTURE
        )
    try:
        tree = ElementTree.fromstring(content, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        yield said("this is not a readable SVG")
        return
    if tree.tag != f"{_SVG}svg" or not tree.get("viewBox"):
        yield said("an SVG begins with <svg xmlns=... viewBox=...>")
    for element in tree.iter():
        yield from _shape_faults(element)


def _shape_faults(element: Element) -> Iterator[Sentence]:
    if element.tag not in _SHAPES:
        name = f"<{str(element.tag).removeprefix(_SVG)}>"
        yield said("%(name)s is not allowed in a picture", name=name)
    for key, value in element.items():
        loads = "url(" in value.lower().replace("url(#", "")
        if key.lower().startswith("on") or key.endswith("href") or loads:
            yield said("%(name)s is not allowed in a picture", name=repr(key))
