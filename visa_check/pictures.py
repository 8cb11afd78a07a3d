"""Files that people send, made into pictures of our own: told by content, developed apart.

Nothing that was sent is ever read by the portal itself: a child process, the darkroom, reads it
with hard limits and hands back pictures that its own encoder wrote, or the reason why not.
"""

import hashlib
import struct
import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum
from threading import BoundedSemaphore

# What one file may hold, as it is sent.
LARGEST = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
MOST_PAGES = 12
# Small print of a passport or a contract is still read at this size.
LONGEST_SIDE = 2000
SECONDS = 30
# A photo of 40 megapixels is unpacked in less.
MEMORY = 1024 * 1024 * 1024
# So many at once in one process; the others wait.
_ROOM = BoundedSemaphore(2)
# How the darkroom hands over a picture: width, height, bytes that follow.
FRAME = struct.Struct("<III")


class PictureFault(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_BIG = "too big"
    HEIC = "heic"
    UNKNOWN = "unknown"
    BROKEN = "broken"
    TOO_MANY_PIXELS = "too many pixels"
    TOO_MANY_PAGES = "too many pages"
    LOCKED = "locked"
    TOO_SLOW = "too slow"


class BadPicture(Exception):
    """A file cannot be taken, and why."""

    def __init__(self, fault: PictureFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


class Content(StrEnum):
    """What the darkroom can develop; JPEG, PNG and WEBP as Pillow calls them."""

    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WEBP"
    PDF = "PDF"


@dataclass(frozen=True)
class Sheet:
    """One page as our own encoder wrote it (WebP)."""

    width: int
    height: int
    content: bytes


@dataclass(frozen=True)
class Developed:
    """A file that was sent: its pages, and by what it is known again."""

    digest: str
    size: int
    sheets: list[Sheet]


def content_of(raw: bytes) -> Content:
    """What a file is by its first bytes; its name and what the browser says mean nothing."""
    if not raw:
        raise BadPicture(PictureFault.EMPTY)
    if len(raw) > LARGEST:
        raise BadPicture(PictureFault.TOO_BIG)
    for begins, content in _BEGINNINGS.items():
        if raw.startswith(begins):
            return content
    if raw.startswith(b"RIFF") and raw[8:12] == b"WEBP":
        return Content.WEBP
    is_heic = raw[4:8] == b"ftyp" and raw[8:12] in _HEIC
    raise BadPicture(PictureFault.HEIC if is_heic else PictureFault.UNKNOWN)


_BEGINNINGS = {
    b"\xff\xd8\xff": Content.JPEG,
    b"\x89PNG\r\n\x1a\n": Content.PNG,
    b"%PDF-": Content.PDF,
}
_HEIC = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")


def develop(raw: bytes) -> Developed:
    """The pages of a file as pictures of our own; BadPicture where there are none."""
    content = content_of(raw)
    with _ROOM:
        told = _darkroom(content, raw)
    return Developed(hashlib.sha256(raw).hexdigest(), len(raw), _sheets(told))


def _darkroom(content: Content, raw: bytes) -> bytes:
    """What the child process hands back; it has no secrets, and ends with its time."""
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no word of it from outside
            [sys.executable, "-I", "-m", "visa_check.darkroom", content.value],
            input=raw,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise BadPicture(PictureFault.TOO_SLOW) from None
    if done.returncode:
        # It ran out of memory or of time, or the reader of the format fell over.
        raise BadPicture(PictureFault.BROKEN)
    return done.stdout


def _sheets(told: bytes) -> list[Sheet]:
    """The pictures that were handed over: a word, then each with its size before it."""
    word, _, rest = told.partition(b"\n")
    if word != b"good":
        raise BadPicture(PictureFault(word.decode()))
    found = []
    while rest:
        width, height, size = FRAME.unpack_from(rest)
        found.append(Sheet(width, height, rest[FRAME.size : FRAME.size + size]))
        rest = rest[FRAME.size + size :]
    return found
