"""A portal that has the keys, the lists and the papers of the cases, at the time of the cases."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Flask

from portal.ground.database import db, transaction
from portal.papers import code, signing, status
from portal.papers.claims import Claims
from portal.papers.keylist import Purpose, in_base64
from portal.papers.models import (
    Paper,
    PaperChange,
    PaperEvent,
    PaperFace,
    PaperLevel,
    PaperState,
)
from tests.make import cases

WORDS = {"layout": 1, "subject": {"bn": "ছোট", "en": "Small"}, "version": "1"}
_STATES = {
    cases.CANCELLED: PaperState.CANCELLED,
    cases.BOTH: PaperState.CANCELLED,
    cases.REPLACED: PaperState.REPLACED,
    cases.SUSPENDED: PaperState.SUSPENDED,
}


@contextmanager
def portal_of(read: dict[str, Any], app: Flask, folder: Path) -> Iterator[None]:
    """The portal with the keys of the cases, at their time."""
    before = app.config["DATA"], app.config["CLOCK"]
    keys = folder / "keys"
    keys.mkdir()
    root = in_base64(bytes.fromhex(read["root"]))
    (keys / "root.json").write_text(f'{{"public": "{root}"}}')
    for name, content in zip(("keys.json", "keys.json.sig"), read["keys"], strict=True):
        (keys / name).write_bytes(bytes.fromhex(content))
    app.config["DATA"], app.config["CLOCK"] = folder, lambda: cases.AT
    held = app.extensions.pop("keys", None)
    try:
        yield
    finally:
        app.config["DATA"], app.config["CLOCK"] = before
        app.extensions["keys"] = held


def publish(read: dict[str, Any], which: str, folder: Path) -> None:
    """Lay the status lists of a case where the portal publishes its own."""
    here = folder / "published" / "status"
    here.mkdir(parents=True, exist_ok=True)
    for name, (content, signature) in read["lists"][which].items():
        (here / name).write_bytes(bytes.fromhex(content))
        (here / f"{name}.sig").write_bytes(bytes.fromhex(signature))


@transaction
def enter(person_id: int, text: str, said: Claims, at: datetime, purpose: Purpose) -> None:
    """Take the paper of a QR into the register, in the state that the lists of the cases have."""
    message = code.read(text).message
    list_number, place = divmod(said.status_index, status.SIZE)
    paper = Paper(
        number=said.number,
        purpose=purpose,
        kid=signing.read(message).kid,
        list_number=list_number,
        place=place,
        issued_on=said.issued_on,
        expires_on=said.expires_on,
        level=PaperLevel.SELF_STUDY,
        person_id=None if purpose is Purpose.SLIP else person_id,
        face=PaperFace(message=message, words=WORDS),
    )
    db.add(paper)
    db.flush()
    db.add(PaperEvent(paper_id=paper.id, change=PaperChange.ISSUED, at=at, reason=""))
    state = _STATES.get(place, PaperState.LIVE) if list_number == 1 else PaperState.LIVE
    if state is PaperState.REPLACED:
        paper.replaced_by_id = paper.id
    paper.state = state
