"""The verdict on a paper: one pure function, the same in the command, the server and the browser.

static/js/paper/verdict.js is its twin; tests/data/cases/papers.json holds both to the same answers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from portal.papers import claims, code, signing, status
from portal.papers.claims import Claims
from portal.papers.code import Code
from portal.papers.keylist import KeyList, KeyState, PublicKey, Purpose
from portal.papers.refused import Reason, Refused
from portal.papers.status import Kind, StatusList

# A list signed longer ago than this says too little about today.
FRESH = timedelta(days=7)
_DHAKA = ZoneInfo("Asia/Dhaka")
_PAPERS = {Purpose.CERTIFICATE, Purpose.SLIP}


class Verdict(StrEnum):
    """The closed set of answers about a paper (TRUST.md), and what cannot be read."""

    GENUINE = "genuine"
    STATUS_OLD = "status-old"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    REPLACED = "replaced"
    NOT_OURS = "not-ours"
    NO_SUCH_NUMBER = "no-such-number"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Standing:
    """How a paper stands, from the lists at hand or from the register itself."""

    cancelled: bool = False
    replaced: bool = False
    suspended: bool = False
    expires_on: date | None = None
    # Set where the lists at hand say too little.
    doubt: Reason | None = None


@dataclass(frozen=True)
class Entry:
    """What the register knows of a number: the message that was issued, and its standing."""

    message: bytes
    logged_at: datetime
    standing: Standing


@dataclass(frozen=True)
class Answer:
    """A verdict with its reason, what the paper says, and the three named checks."""

    verdict: Verdict
    reason: Reason
    code: Code | None = None
    claims: Claims | None = None
    # What kind of paper of ours it is: a certificate or a slip.
    purpose: Purpose | None = None
    # True and False are findings; None is not known.
    signature: bool | None = None
    issuer: bool | None = None
    status: bool | None = None


Lists = Mapping[str, StatusList]
# Of a paper that is not ours: what is known of its signature and its issuer.
_CHECKED: dict[Reason, tuple[bool | None, bool | None]] = {
    Reason.IDS_DIFFER: (None, None),
    Reason.KEY_UNKNOWN: (None, False),
    Reason.KEY_WRONG_PURPOSE: (None, False),
    Reason.SIGNATURE_WRONG: (False, None),
    Reason.KEY_NOT_IN_FORCE: (True, False),
    Reason.MESSAGE_DIFFERS: (True, False),
}


def judge(text: str, keys: KeyList, lists: Lists | Entry | None, at: datetime) -> Answer:
    """Judge a QR's text by the lists at hand, or by the register's entry (None: it has none)."""
    try:
        found = code.read(text)
        message = signing.read(found.message)
        said = claims.read(message.payload or b"")
    except Refused as refused:
        return Answer(Verdict.UNREADABLE, refused.reason)
    try:
        key = _key_of(message, found, said, keys)
        standing = _standing(lists, found, said, at)
    except Refused as refused:
        checked = _CHECKED[refused.reason]
        return Answer(Verdict.NOT_OURS, refused.reason, found, said, None, *checked)
    kind = key.purpose
    if standing is None:
        return Answer(Verdict.NO_SUCH_NUMBER, Reason.NOT_IN_REGISTER, found, said, kind, True, True)
    if key.state is KeyState.COMPROMISED and not _logged_before(lists, key):
        standing = replace(standing, doubt=Reason.KEY_COMPROMISED)
    verdict, reason = stand(standing, at)
    return Answer(verdict, reason, found, said, kind, True, True, _status_check(verdict))


def stand(standing: Standing, at: datetime) -> tuple[Verdict, Reason]:
    """The verdict on a paper that is ours: what stops beats what warns."""
    today = at.astimezone(_DHAKA).date()
    if standing.cancelled:
        return Verdict.CANCELLED, Reason.CANCELLED
    if standing.replaced:
        return Verdict.REPLACED, Reason.REPLACED
    if standing.expires_on and standing.expires_on < today:
        return Verdict.EXPIRED, Reason.EXPIRED
    if standing.suspended:
        return Verdict.SUSPENDED, Reason.SUSPENDED
    if standing.doubt:
        return Verdict.STATUS_OLD, standing.doubt
    return Verdict.GENUINE, Reason.GENUINE


def _key_of(message: signing.Message, found: Code, said: Claims, keys: KeyList) -> PublicKey:
    """The key that signed the message for this number."""
    if said.number != found.number:
        raise Refused(Reason.IDS_DIFFER)
    key = keys.keys.get(message.kid)
    if key is None:
        raise Refused(Reason.KEY_UNKNOWN)
    if key.purpose not in _PAPERS:
        raise Refused(Reason.KEY_WRONG_PURPOSE)
    if not message.is_signed_by(key.public):
        raise Refused(Reason.SIGNATURE_WRONG)
    if said.issued_on < key.begins or (key.ends and said.issued_on > key.ends):
        raise Refused(Reason.KEY_NOT_IN_FORCE)
    return key


def _standing(
    lists: Lists | Entry | None, found: Code, said: Claims, at: datetime
) -> Standing | None:
    if lists is None:
        return None
    if isinstance(lists, Entry):
        if lists.message != found.message:
            raise Refused(Reason.MESSAGE_DIFFERS)
        return lists.standing
    return _by_lists(lists, said, at)


def _by_lists(lists: Lists, said: Claims, at: datetime) -> Standing:
    """What the three lists at hand say of a place, and whether they are whole and fresh."""
    number, place = divmod(said.status_index, status.SIZE)
    three = {kind: lists.get(status.name_of(number, kind)) for kind in Kind}
    there = [found for found in three.values() if found]
    old = any(abs(at - found.signed_at) > FRESH for found in there)
    doubt = Reason.LIST_OLD if old else None
    marks = {kind.value: found is not None and found.has(place) for kind, found in three.items()}
    return Standing(
        **marks,
        expires_on=said.expires_on,
        doubt=Reason.LIST_MISSING if len(there) < len(three) else doubt,
    )


def _logged_before(lists: Lists | Entry | None, key: PublicKey) -> bool:
    """Whether the register logged the paper before its key came into other hands."""
    return isinstance(lists, Entry) and key.since is not None and lists.logged_at < key.since


def _status_check(verdict: Verdict) -> bool | None:
    return None if verdict is Verdict.STATUS_OLD else verdict is Verdict.GENUINE
