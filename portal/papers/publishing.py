"""The public files: the key list, and the status lists, signed anew on a change and each day."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from flask import current_app

from portal.ground import keyfiles
from portal.ground.clock import DHAKA, now, today
from portal.papers import keys, keystore, queries, status
from portal.papers.keylist import KeyList, Purpose
from portal.papers.models import PaperState
from portal.papers.refused import Refused
from portal.papers.status import Kind, StatusList

KEY_FILES = (keystore.ROOT, keystore.LIST, keystore.SIGNATURE)
SIGNATURE = ".sig"
_STATES = {
    Kind.CANCELLED: PaperState.CANCELLED,
    Kind.SUSPENDED: PaperState.SUSPENDED,
    Kind.REPLACED: PaperState.REPLACED,
}


def refresh() -> list[str]:
    """Write every status list that changed or was signed before today; their names."""
    written = []
    with alone(_folder()):
        for number in range(1, queries.last_list() + 1):
            for kind in Kind:
                if _write(number, kind):
                    written.append(status.name_of(number, kind))
    return written


def key_file(name: str) -> bytes | None:
    """A public file of the keys."""
    path = keystore.folder(current_app.config["DATA"]) / name
    return path.read_bytes() if name in KEY_FILES and path.exists() else None


def status_file(number: int, kind: Kind, *, signature: bool) -> bytes | None:
    """A status list as it was published, or its signature."""
    path = _path(number, kind)
    path = path.with_name(path.name + SIGNATURE) if signature else path
    return path.read_bytes() if path.exists() else None


def lists_at_hand(key_list: KeyList) -> dict[str, StatusList]:
    """The published lists whose signatures hold; the others are missing."""
    found = {}
    for path in sorted(_folder().glob(f"*{SIGNATURE}")):
        name = path.name.removesuffix(SIGNATURE)
        kind = Kind(name.partition("-")[2])
        try:
            content = path.with_name(name).read_bytes()
            found[name] = status.read(content, path.read_bytes(), name, kind, key_list)
        except (Refused, FileNotFoundError):
            continue
    return found


def put(path: Path, content: bytes, purpose: Purpose) -> None:
    """Publish a file with its signature beside it, both in the place of the old ones."""
    _, signature = keys.sign(purpose, content, detached=True)
    keyfiles.write_public(path, content)
    keyfiles.write_public(path.with_name(path.name + SIGNATURE), signature)


def is_of_today(moment: datetime) -> bool:
    """Whether a moment is of this day in Dhaka."""
    return moment.astimezone(DHAKA).date() == today()


def _write(number: int, kind: Kind) -> bool:
    """Write one list if it says something else than its file, or if that is of another day."""
    name = status.name_of(number, kind)
    bits = status.bits_of(queries.places(number, _STATES[kind]))
    before = _before(number, kind)
    if before and before.bits == bits and is_of_today(before.signed_at):
        return False
    content = status.write(bits, name, kind, current_app.config["PUBLIC_URL"], now())
    put(_path(number, kind), content, Purpose.STATUS)
    return True


def _before(number: int, kind: Kind) -> StatusList | None:
    """The list as it was published last, if it is whole."""
    path = _path(number, kind)
    try:
        return status.read(
            path.read_bytes(),
            path.with_name(path.name + SIGNATURE).read_bytes(),
            path.name,
            kind,
            keys.key_list(),
        )
    except (Refused, FileNotFoundError):
        return None


def _path(number: int, kind: Kind) -> Path:
    return _folder() / status.name_of(number, kind)


def _folder() -> Path:
    folder: Path = current_app.config["DATA"] / "published" / "status"
    return folder


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One writer at a time, of all processes."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
