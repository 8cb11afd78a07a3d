"""What programs send to check certificates and slips, and what they get: JSON both ways."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from certificates.answering import Given
from portal.ground.problems import Fault, Problem
from portal.papers.keylist import Purpose

# 1,000 texts of 1,400 characters, with quotation marks and commas around them.
LARGEST = 2 * 1024 * 1024
MOST_TEXTS = 1000


def read(mimetype: str, body: bytes) -> list[str]:
    """The texts that a program asks about; a Problem for anything but the one right form."""
    if mimetype != "application/json":
        raise Problem(Fault.MEDIA_TYPE)
    sent = _parse(body)
    if not isinstance(sent, dict):
        raise Problem(Fault.WRONG_TYPE, "/")
    for name in sent:
        if name not in {"text", "texts"}:
            raise Problem(Fault.UNKNOWN_MEMBER, f"/{_escaped(name)}")
    if len(sent) != 1:
        raise Problem(Fault.WHAT)
    if "text" in sent:
        return [_text(sent["text"], "/text")]
    return _texts(sent["texts"])


def _texts(sent: object) -> list[str]:
    if not isinstance(sent, list):
        raise Problem(Fault.WRONG_TYPE, "/texts")
    if not sent:
        raise Problem(Fault.EMPTY, "/texts")
    if len(sent) > MOST_TEXTS:
        raise Problem(Fault.TOO_MANY_TEXTS, "/texts")
    return [_text(one, f"/texts/{place}") for place, one in enumerate(sent)]


def _text(sent: object, pointer: str) -> str:
    if not isinstance(sent, str):
        raise Problem(Fault.WRONG_TYPE, pointer)
    return sent


def _parse(body: bytes) -> Any:
    """One JSON document: strictly UTF-8, no member twice, no NaN, not too deep to walk through."""
    try:
        return json.loads(body.decode(), object_pairs_hook=_once, parse_constant=_refused)
    except (ValueError, RecursionError):
        raise Problem(Fault.NOT_JSON) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Problem(Fault.TWICE)
    return found


def _refused(_name: str) -> None:
    raise Problem(Fault.NOT_JSON)


def _escaped(name: str) -> str:
    """The name of a member as a step of a JSON pointer, cut short."""
    return name[:40].replace("~", "~0").replace("/", "~1")


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
