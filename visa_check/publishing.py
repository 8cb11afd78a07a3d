"""The register to take along: signed and packed anew when it changed, and each day."""

import gzip
from contextlib import suppress
from functools import cache
from pathlib import Path

import brotli
from flask import current_app

from portal.ground import keyfiles
from portal.ground.clock import now, today
from portal.papers import keys, publishing
from portal.papers.keylist import Purpose
from portal.papers.refused import Refused
from visa_check import register
from visa_check.queries import whole

_NAME = "agencies"
# What browsers take, the smallest first.
CODINGS = {"br": ".br", "gzip": ".gz"}


def refresh() -> bool:
    """Publish the register if it changed or is not of today; whether that was so."""
    stamp = (whole.stamp(), today(), keys.key_list().version)
    if current_app.extensions.get("published register") == stamp and _path().exists():
        return False
    with publishing.alone(_path().parent):
        is_written = _write()
    current_app.extensions["published register"] = stamp
    return is_written


def file(coding: str | None = None) -> bytes | None:
    """The register as it was published, packed if a coding is asked for."""
    return _bytes(_path(CODINGS[coding] if coding else ""))


def signature() -> bytes | None:
    """The signature of the register."""
    return _bytes(_path(publishing.SIGNATURE))


def size(coding: str | None) -> int | None:
    """How many bytes go over the line, if there is a register."""
    path = _path(CODINGS[coding] if coding else "")
    # One question to the disk: a search asks this too, and others go first meanwhile.
    with suppress(FileNotFoundError):
        return path.stat().st_size
    return None


def packed(content: bytes) -> dict[str, bytes]:
    """A file in each coding."""
    return {
        "br": brotli.compress(content, mode=brotli.MODE_TEXT),
        "gzip": gzip.compress(content, 9, mtime=0),
    }


def _write() -> bool:
    told = register.contents(whole.everything_carried())
    before = _before()
    if (
        before
        and before.version == register.version_of(told)
        and publishing.is_of_today(before.issued)
    ):
        return False
    content = register.write(told, now())
    # Whoever gets a packed one of another moment than its signature asks once more.
    for coding, body in packed(content).items():
        keyfiles.write_public(_path(CODINGS[coding]), body)
    publishing.put(_path(), content, Purpose.REGISTER)
    return True


def _before() -> register.Edition | None:
    """The register as it was published last, if it is whole."""
    content, signed = file(), signature()
    try:
        return register.read(content, signed, keys.key_list()) if content and signed else None
    except Refused:
        return None


def _path(ending: str = "") -> Path:
    return _path_in(current_app.config["DATA"], ending)


# A search asks for this too, and to put a path together takes as long as to look at the file.
@cache
def _path_in(data: Path, ending: str) -> Path:
    return data / "published" / "registers" / f"{_NAME}{ending}"


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None
