"""Giving and taking roles: on the command line until two administrators exist, then by two."""

import uuid
from dataclasses import asdict, dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.deeds.models import Proposal
from portal.deeds.outbox import Kind, send_sms
from portal.deeds.proposals import AlreadyDecided, close, propose, waiting_by_ref
from portal.deeds.record import By, deed
from portal.ground.access import Role
from portal.ground.clock import now
from portal.ground.database import db
from portal.ground.encryption import keyed_hash
from portal.ground.errors import Refusal
from portal.people import codes, queries, rights, visits
from portal.people.models import (
    Credential,
    Office,
    Person,
    PersonDetails,
    PhoneIndex,
    RoleGrant,
)
from portal.people.numbers import take_place

# From this many administrators on, nobody gives a role alone.
ALONE_BELOW = 2
NEEDS_OFFICE = {Role.OFFICER, Role.SUPERVISOR}


class NeedsTwo(Refusal):
    """There are two administrators: one proposes, another approves."""

    message = _l("There are two administrators now: say with --as who proposes.")


class AlreadyStaff(Refusal):
    """The number belongs to a member of staff."""

    message = _l("This number belongs to a member of staff already.")


class NotStaff(Refusal):
    """Nobody of the staff has this number."""

    message = _l("No member of staff has this number.")


class WrongPlace(Refusal):
    """Role and place do not fit."""

    message = _l(
        "Officers and supervisors need --office, trainers need --centre, nobody else has either."
    )


@dataclass(frozen=True)
class NewStaff:
    """A member of staff to be: role, name, number, and the office or centre."""

    role: str
    name: str
    phone: str
    office: str | None = None
    centre: str | None = None


@deed
def add_staff(by: By, new: NewStaff, code: str) -> str:
    """Make a member of staff alone, while fewer than two administrators exist."""
    if queries.administrators() >= ALONE_BELOW:
        raise NeedsTwo
    _check(new)
    return _add(by, new, code, None).public_id


@deed
def propose_staff(by: By, new: NewStaff) -> str:
    """Propose a member of staff to the other administrator."""
    rights.require(by.person_id, Role.ADMINISTRATOR)
    _check(new)
    difference = {"do": "add", **asdict(new)}
    return propose(by, kind=rights.ROLE_KIND, subject=new.name, difference=difference).ref


@deed
def remove_staff(by: By, phone: str) -> str:
    """Take a member of staff's role alone, while fewer than two administrators exist."""
    if queries.administrators() >= ALONE_BELOW:
        raise NeedsTwo
    return _remove(by, _staff(phone), None).public_id


@deed
def propose_removal(by: By, phone: str) -> str:
    """Propose to the other administrator to take a member of staff's role."""
    rights.require(by.person_id, Role.ADMINISTRATOR)
    person = _staff(phone)
    difference = {
        "do": "remove",
        "role": person.role.value,
        "name": person.name,
        "phone": phone,
        "office": person.office.code if person.office else None,
        "centre": person.centre,
    }
    return propose(by, kind=rights.ROLE_KIND, subject=person.name, difference=difference).ref


@deed
def approve(by: By, ref: str) -> str:
    """Approve a proposal about a role; a new member gets the first sign-in code by SMS."""
    proposal = _waiting(by, ref)
    difference = dict(proposal.difference)
    close(by, proposal, approved=True)
    if difference.pop("do") == "remove":
        return _remove(by, _staff(difference["phone"]), proposal).public_id
    new, code = NewStaff(**difference), codes.new_staff_code()
    _check(new)
    person = _add(by, new, code, proposal)
    text = _("Your first sign-in code for the Nirapod office: %(code)s", code=code)
    send_sms(new.phone, text, Kind.STAFF_CODE)
    return person.public_id


@deed
def refuse(by: By, ref: str, reason: str) -> str:
    """Refuse a proposal about a role."""
    close(by, _waiting(by, ref), approved=False, reason=reason)
    return ref


def _waiting(by: By, ref: str) -> Proposal:
    """The waiting proposal about a role that this person may decide."""
    proposal = waiting_by_ref(ref)
    if proposal is None or proposal.kind != rights.ROLE_KIND:
        raise AlreadyDecided
    rights.require_approver(by.person_id, proposal)
    return proposal


def _check(new: NewStaff) -> None:
    """Demand a place that fits the role, and a number that no member of staff has."""
    role = Role(new.role)
    fits = bool(new.office) == (role in NEEDS_OFFICE) and bool(new.centre) == (role is Role.TRAINER)
    if role is Role.MIGRANT or not fits or (new.office and not queries.office_by_code(new.office)):
        raise WrongPlace
    taken = select(PhoneIndex.id).filter_by(phone_hash=keyed_hash("phone", new.phone), staff=True)
    if db.scalar(taken):
        raise AlreadyStaff


def _add(by: By, new: NewStaff, code: str, proposal: Proposal | None) -> Person:
    """Write the rows of a member of staff, the grant, and the first code."""
    office = db.scalar(select(Office).filter_by(code=new.office)) if new.office else None
    person = Person(
        public_id=uuid.uuid4().hex,
        role=Role(new.role),
        office_id=office.id if office else None,
        centre=new.centre,
        created_at=now(),
        details=PersonDetails(name=new.name, phone=new.phone),
        credential=Credential(changed_at=now()),
    )
    db.add(person)
    db.flush()
    take_place(person, new.phone)
    _grant(by, person, proposal, active=True)
    codes.keep_staff_code(new.phone, person.id, code)
    return person


def _remove(by: By, person: Person, proposal: Proposal | None) -> Person:
    """Take the role, the number and every way in; name and deeds stay on record."""
    _grant(by, person, proposal, active=False)
    person.active = False
    visits.end_sessions(person.id)
    visits.forget_devices(person.id)
    codes.forget_codes(person.id)
    db.delete(db.scalars(select(PhoneIndex).filter_by(person_id=person.id)).one())
    if person.credential:
        db.delete(person.credential)
    return person


def _grant(by: By, person: Person, proposal: Proposal | None, *, active: bool) -> None:
    """Record that a role is given or taken."""
    db.add(
        RoleGrant(
            person_id=person.id,
            role=person.role,
            office_id=person.office_id,
            centre=person.centre,
            active=active,
            granted_by_id=by.person_id,
            proposal_id=proposal.id if proposal else None,
            granted_at=now(),
        )
    )


def _staff(phone: str) -> Person:
    """The member of staff with a number."""
    person = queries.staff_by_phone(phone)
    if person is None:
        raise NotStaff
    return person
