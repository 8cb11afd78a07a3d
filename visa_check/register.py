"""The whole register as one file to take along: written, and read as far as its date.

Its facts stand in columns, one list for each fact and one place in all of them for each agency:
packed that is a fifth smaller than agency by agency. It holds nothing of a person. The agencies
stand in the order in which they came into the register, which decides between equally near names.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from portal.papers.keylist import KeyList, Purpose
from portal.papers.refused import Reason, Refused
from visa_check.rules import rules
from visa_check.verdicts import Span

FORMAT = 1


@dataclass(frozen=True)
class Carried:
    """What is taken along of an agency; from its statuses the answer of any day follows."""

    rl_no: int
    name: str
    name_bn: str | None
    past_names: tuple[str, ...]
    address: str | None
    phone: str | None
    source: str | None
    source_date: date | None
    is_missing: bool
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Edition:
    """Which register a file holds: what changes with its content, and when it was signed."""

    version: str
    issued: datetime


def contents(agencies: Sequence[Carried]) -> dict[str, Any]:
    """The register without its date: the rules of comparing, and the agencies."""
    return {
        "rules": rules(),
        "agencies": {
            "rl_no": [one.rl_no for one in agencies],
            "name": [one.name for one in agencies],
            "name_bn": [one.name_bn for one in agencies],
            "past_names": [one.past_names for one in agencies],
            "address": [one.address for one in agencies],
            "phone": [one.phone for one in agencies],
            "source": [one.source for one in agencies],
            "source_date": [_day(one.source_date) for one in agencies],
            "missing": [place for place, one in enumerate(agencies) if one.is_missing],
            "statuses": [[_status(span) for span in one.spans] for one in agencies],
        },
    }


def version_of(told: dict[str, Any]) -> str:
    """The same for the same content, on every day."""
    return hashlib.sha256(_json(told)).hexdigest()[:16]


def write(told: dict[str, Any], at: datetime) -> bytes:
    """The file; its signature lies beside it."""
    head = {
        "format": FORMAT,
        "issued": at.isoformat(timespec="seconds"),
        "version": version_of(told),
    }
    return _json(head | told)


def read(content: bytes, signature: bytes, keys: KeyList) -> Edition:
    """Which register a file is, if a key for registers signed it."""
    if not keys.vouches(Purpose.REGISTER, signature, content):
        raise Refused(Reason.REGISTER_SIGNATURE_WRONG)
    try:
        told = json.loads(content)
        edition = Edition(str(told["version"]), datetime.fromisoformat(told["issued"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Refused(Reason.REGISTER_MALFORMED) from None
    if told.get("format") != FORMAT or edition.issued.tzinfo is None:
        raise Refused(Reason.REGISTER_MALFORMED)
    return edition


def _status(span: Span) -> list[str | None]:
    return [span.status.value, span.valid_from.isoformat(), _day(span.valid_to)]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
