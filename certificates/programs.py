"""What programs send to check certificates and slips, and what they get: JSON both ways."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from certificates.answering import Given
from portal.ground.problems import Fault, Problem
from portal.ground.programs import read_object, read_text
from portal.papers.keylist import Purpose

# 1,000 texts of 1,400 characters, with quotation marks and commas around them.
LARGEST = 2 * 1024 * 1024
MOST_TEXTS = 1000


def read(mimetype: str, body: bytes) -> list[str]:
    """The texts that a program asks about; a Problem for anything but the one right form."""
    sent = read_object(mimetype, body, {"text", "texts"})
    if len(sent) != 1:
        raise Problem(Fault.WHAT)
    if "text" in sent:
        return [read_text(sent["text"], "/text")]
    return _texts(sent["texts"])


def _texts(sent: object) -> list[str]:
    if not isinstance(sent, list):
        raise Problem(Fault.WRONG_TYPE, "/texts")
    if not sent:
        raise Problem(Fault.EMPTY, "/texts")
    if len(sent) > MOST_TEXTS:
        raise Problem(Fault.TOO_MANY_TEXTS, "/texts")
    return [read_text(one, f"/texts/{place}") for place, one in enumerate(sent)]


def document(given: Sequence[Given], at: datetime, public_url: str) -> dict[str, Any]:
    """The answers in the order of the texts."""
    return {
        "checked_at": at.isoformat(timespec="seconds"),
        "answers": [answer(one, public_url) for one in given],
    }


def answer(one: Given, public_url: str) -> dict[str, Any]:
    """What the check page shows, and nothing more."""
    found = one.answer
    return {
        "about": "number" if one.is_number else "code",
        "verdict": found.verdict,
        "reason": found.reason,
        "checks": {
            "signature": found.signature,
            "status": found.status,
            "issuer": found.issuer,
        },
        "other_host": one.other_host(public_url),
        "paper": _paper(one),
    }


def _paper(one: Given) -> dict[str, Any] | None:
    said = one.claims
    if said is None:
        return None
    called = {language: one.subject(language) for language in ("bn", "en")}
    return {
        "kind": Purpose.SLIP if one.is_slip else Purpose.CERTIFICATE,
        "number": said.number,
        "name": said.name,
        "passport_ends_with": said.last_3,
        "course": None if one.is_slip else called,
        "destination": {"iso2": said.subject, **called} if one.is_slip else None,
        "level": one.level,
        "issued_on": said.issued_on.isoformat(),
        "expires_on": said.expires_on.isoformat() if said.expires_on else None,
        "centre": None if one.is_slip else said.place,
        "office": said.place if one.is_slip else None,
    }
