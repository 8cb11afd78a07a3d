"""How papers are made and changed: plain steps that deeds of any package use inside themselves."""

import secrets
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.deeds.record import By
from portal.ground.clock import now, today
from portal.ground.database import db
from portal.papers import ids, keys, names, queries, status
from portal.papers.claims import Assurance, Claims
from portal.papers.claims import read as read_claims
from portal.papers.keylist import Purpose
from portal.papers.models import (
    Paper,
    PaperChange,
    PaperEvent,
    PaperFace,
    PaperLevel,
    PaperState,
    PaperWord,
)

# A list is left half empty, so that a random place is found at once.
_PER_LIST = status.SIZE // 2
_ASSURANCE = {
    PaperLevel.SELF_STUDY: Assurance.SELF_STUDY,
    PaperLevel.ATTENDED: Assurance.ATTENDED,
}
_STATES = {
    PaperChange.SUSPENDED: PaperState.SUSPENDED,
    PaperChange.RESTORED: PaperState.LIVE,
    PaperChange.CANCELLED: PaperState.CANCELLED,
    PaperChange.REPLACED: PaperState.REPLACED,
}


@dataclass(frozen=True)
class Draft:
    """What is to stand on a new paper."""

    purpose: Purpose
    # Whose account it is; a slip belongs to no account.
    person_id: int | None
    name: str
    # In the QR: course and version, or the visa's destination.
    subject: str
    # On the paper: {layout, subject: {bn, en}, centre}.
    words: dict[str, Any]
    level: PaperLevel = PaperLevel.SELF_STUDY
    office_id: int | None = None
    place: str | None = None
    holder_check: bytes | None = None
    last_3: str | None = None
    expires_on: date | None = None


def issue(by: By, draft: Draft) -> Paper:
    """Number, sign and keep a new paper."""
    list_number, place = _free_place()
    claims = Claims(
        number=ids.new_number(),
        name=draft.name,
        issued_on=today(),
        subject=draft.subject,
        status_index=list_number * status.SIZE + place,
        place=draft.place,
        holder_check=draft.holder_check,
        last_3=draft.last_3,
        assurance=_ASSURANCE[draft.level],
        expires_on=draft.expires_on,
    )
    payload = claims.to_bytes()
    if read_claims(payload) != claims:
        raise ValueError("a checker would not read this paper as it is written")
    kid, message = keys.sign(draft.purpose, payload)
    paper = Paper(
        number=claims.number,
        purpose=draft.purpose,
        kid=kid,
        list_number=list_number,
        place=place,
        issued_on=claims.issued_on,
        expires_on=draft.expires_on,
        level=draft.level,
        state=PaperState.LIVE,
        person_id=draft.person_id,
        office_id=draft.office_id,
        face=PaperFace(message=message, words=draft.words),
    )
    db.add(paper)
    db.flush()
    index(paper, draft.name)
    _tell(by, paper, PaperChange.ISSUED)
    return paper


def index(paper: Paper, name: str) -> None:
    """Let officers find a paper by the words of its name."""
    db.add_all(PaperWord(paper_id=paper.id, word=word) for word in names.hashes(name))


def change(
    by: By,
    paper: Paper,
    what: PaperChange,
    *,
    reason: str = "",
    proposal_id: int | None = None,
    replaced_by: Paper | None = None,
) -> None:
    """Suspend, restore, cancel or replace a paper; its events keep what was."""
    paper.state = _STATES[what]
    paper.replaced_by = replaced_by
    _tell(by, paper, what, reason, proposal_id)


def _tell(
    by: By, paper: Paper, what: PaperChange, reason: str = "", proposal_id: int | None = None
) -> None:
    db.add(
        PaperEvent(
            paper_id=paper.id,
            change=what,
            at=now(),
            by_id=by.person_id,
            reason=reason,
            proposal_id=proposal_id,
        )
    )
    db.flush()


def _free_place() -> tuple[int, int]:
    """A random free place, which says nothing about day or office."""
    list_number = 1 + queries.last_id() // _PER_LIST
    while True:
        place = secrets.randbelow(status.SIZE)
        if not queries.is_taken(list_number, place):
            return list_number, place
