"""What a paper says of itself: the claims inside the signed message, under integer keys."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from typing import Any

from portal.papers import cbor, ids
from portal.papers.refused import Reason, Refused

FORMAT = 1
LONGEST_NAME = 39
_EPOCH = date(2020, 1, 1)
_LAST_DAY = 36524
NAME = re.compile(r"[A-Z][A-Z .'-]{0,38}")
_CODE = re.compile(r"[0-9A-Za-z/ .-]{1,40}")
_LAST_3 = re.compile(r"[0-9A-Z]{3}")
_HOLDER_CHECK = 2


class Assurance(IntEnum):
    """How sure it is who learnt: level of a certificate; a slip says 0, which nobody reads."""

    SELF_STUDY = 0
    ATTENDED = 1


@dataclass(frozen=True)
class Claims:
    """The claims of format 1 (TRUST.md, Papers and their QR)."""

    number: str
    name: str
    issued_on: date
    # Course code and version, or the visa's destination.
    subject: str
    status_index: int
    place: str | None = None
    holder_check: bytes | None = None
    last_3: str | None = None
    assurance: Assurance = Assurance.SELF_STUDY
    expires_on: date | None = None

    def to_bytes(self) -> bytes:
        """The claims in deterministic CBOR; what is absent takes no room."""
        values = {
            1: FORMAT,
            2: ids.to_bytes(self.number),
            3: self.name,
            4: (self.issued_on - _EPOCH).days,
            5: self.subject,
            6: self.place,
            7: self.status_index,
            8: self.holder_check,
            9: self.last_3,
            10: int(self.assurance),
            11: (self.expires_on - _EPOCH).days if self.expires_on else None,
        }
        return cbor.dumps({key: value for key, value in values.items() if value is not None})


def read(raw: bytes) -> Claims:
    """The claims of a payload; refused unless every one is as the format says."""
    values = cbor.loads(raw)
    if not isinstance(values, dict) or type(values.get(1)) is not int:
        raise Refused(Reason.CLAIMS_MALFORMED)
    if values[1] != FORMAT:
        raise Refused(Reason.FORMAT_UNKNOWN)
    if not {1, 2, 3, 4, 5, 7, 10} <= set(values) <= set(range(1, 12)):
        raise Refused(Reason.CLAIMS_MALFORMED)
    return Claims(
        number=ids.to_text(_bytes(values[2], 8)),
        name=_text(values[3], NAME),
        issued_on=_day(values[4]),
        subject=_text(values[5], _CODE),
        status_index=_number(values[7], 2**53),
        place=_text(values[6], _CODE) if 6 in values else None,
        holder_check=_bytes(values[8], _HOLDER_CHECK) if 8 in values else None,
        last_3=_text(values[9], _LAST_3) if 9 in values else None,
        assurance=Assurance(_number(values[10], len(Assurance))),
        expires_on=_day(values[11]) if 11 in values else None,
    )


def _number(value: Any, below: int) -> int:
    if type(value) is not int or not 0 <= value < below:
        raise Refused(Reason.CLAIMS_MALFORMED)
    return value


def _day(value: Any) -> date:
    return _EPOCH + timedelta(days=_number(value, _LAST_DAY))


def _text(value: Any, pattern: re.Pattern[str]) -> str:
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise Refused(Reason.CLAIMS_MALFORMED)
    return value


def _bytes(value: Any, length: int) -> bytes:
    if not isinstance(value, bytes) or len(value) != length:
        raise Refused(Reason.CLAIMS_MALFORMED)
    return value
