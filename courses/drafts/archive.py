"""A pack as one ZIP file: made the same every time, and taken apart without trust."""

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator

from courses.pack.files import BIGGEST, MOST
from courses.pack.parts import BrokenPack, Fault
from courses.saying import said

LARGEST = 4 * 1024 * 1024
# All files together, unpacked.
_WHOLE = 6 * 1024 * 1024
# Folders and what file managers leave among them.
_MOST_ENTRIES = 3 * MOST
_DAY = (2026, 1, 1, 0, 0, 0)
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1
_PATH = re.compile(
    r"course\.yml|(bn|en)/([a-z0-9]+(-[a-z0-9]+)*\.md|questions\.gift)"
    r"|media/[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]{2,5}"
)
_DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError)
# What file managers leave behind.
_LEFT_BEHIND = re.compile(
    r"(.*/)?(\.[^./][^/]*|__MACOSX/.*|Thumbs\.db|desktop\.ini)", re.IGNORECASE
)


def pack(files: dict[str, bytes]) -> bytes:
    """The files as a ZIP; the same files give the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in sorted(files.items()):
            about = zipfile.ZipInfo(path, _DAY)
            about.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(about, content)
    return made.getvalue()


def unpack(content: bytes) -> dict[str, bytes]:
    """The files of a pack in a ZIP; BrokenPack says what is wrong with it."""
    if len(content) > LARGEST:
        raise _broken("", said("the file is too big: at most %(most)s MB", most=LARGEST >> 20))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = _members(archive)
            top = _top(list(members))
            return dict(_files(archive, members, top))
    except _DAMAGED:
        raise _broken("", said("this is not a readable ZIP file")) from None


def _members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """What is in it by name, once it is sure that it can be unpacked."""
    found: dict[str, zipfile.ZipInfo] = {}
    if len(archive.infolist()) > _MOST_ENTRIES:
        raise _broken("", said("there is too much in it"))
    for about in archive.infolist():
        name = about.filename
        if about.is_dir() or _LEFT_BEHIND.fullmatch(name):
            continue
        fault = _fault(about)
        if fault or name in found:
            raise _broken(name, fault or said("this file stands there twice"))
        found[name] = about
    whole = sum(about.file_size for about in found.values())
    if whole > _WHOLE or len(found) > MOST:
        raise _broken("", said("there is too much in it"))
    return found


def _fault(about: zipfile.ZipInfo) -> str | None:
    """Why a file cannot be taken, before anything of it is unpacked."""
    if stat.S_ISLNK(about.external_attr >> 16):
        return said("a link is not allowed in a pack")
    if about.flag_bits & _ENCRYPTED:
        return said("it is locked with a password")
    if about.compress_type not in _METHODS:
        return said("it is packed in a way that is not read here")
    if about.file_size > BIGGEST:
        return said("this file is too big: at most %(most)s kB", most=BIGGEST >> 10)
    return None


def _top(names: list[str]) -> str:
    """The one folder that everything lies in, if course.yml does."""
    if "course.yml" in names:
        return ""
    tops = {name.split("/")[0] + "/" for name in names}
    top = tops.pop() if len(tops) == 1 else ""
    if f"{top}course.yml" not in names:
        raise _broken("course.yml", said("this file is missing"))
    return top


def _files(
    archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo], top: str
) -> Iterator[tuple[str, bytes]]:
    for name, about in members.items():
        path = name.removeprefix(top)
        if not _PATH.fullmatch(path):
            raise _broken(name, said("a file of this name has no place in a pack"))
        with archive.open(about) as file:
            content = file.read(BIGGEST + 1)
        if len(content) != about.file_size:
            raise _broken(name, said("this file is damaged"))
        yield path, content


def _broken(name: str, message: str) -> BrokenPack:
    return BrokenPack([Fault(name or "ZIP", 1, message)])
