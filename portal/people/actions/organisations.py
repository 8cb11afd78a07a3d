"""Organisations and their tokens: kept by administrators, every change a deed."""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.deeds.record import By, deed
from portal.ground.access import Role
from portal.ground.clock import now
from portal.ground.database import db, transaction
from portal.ground.errors import Conflict
from portal.ground.limits import Rule, count_failure, waiting
from portal.people import queries
from portal.people.models import (
    Organisation,
    OrganisationContact,
    OrganisationKind,
    OrganisationToken,
    OrganisationTokenUse,
)
from portal.people.rights import OutOfReach, require

_MINUTE = timedelta(minutes=1)
CALLS = "organisation-calls"
# A person at a desk asks seldom; a program that asks more waits a minute.
RULE = Rule(free=60, within=_MINUTE, wait=_MINUTE, longest=_MINUTE)


class SameName(Conflict):
    """Workers are told the name: two of the same could not be told apart."""

    field = "name"
    message = _l("An organisation with this name stands here already.")


@dataclass(frozen=True)
class About:
    """What is kept of an organisation."""

    name: str
    kind: OrganisationKind
    contact: str
    note: str


@deed
def add_organisation(by: By, about: About) -> str:
    """Take up an organisation; its reference."""
    administrator = require(by.person_id, Role.ADMINISTRATOR)
    _refuse_same_name(about.name)
    added = Organisation(
        ref=uuid.uuid4().hex,
        name=about.name,
        kind=about.kind,
        created_by_id=administrator.id,
        created_at=now(),
        contact=OrganisationContact(contact=about.contact, note=about.note),
    )
    db.add(added)
    return added.ref


@deed
def change_organisation(by: By, ref: str, about: About) -> str:
    """Write down anew what is known of an organisation; its reference."""
    require(by.person_id, Role.ADMINISTRATOR)
    found = _held(ref)
    if about.name != found.name:
        _refuse_same_name(about.name)
    found.name, found.kind = about.name, about.kind
    found.contact.contact, found.contact.note = about.contact, about.note
    return ref


@deed
def make_token(by: By, ref: str, label: str, days: int, token_hash: bytes) -> str:
    """Give an organisation a token, of which only the hash comes here; the token's reference."""
    administrator = require(by.person_id, Role.ADMINISTRATOR)
    token = OrganisationToken(
        ref=uuid.uuid4().hex,
        organisation_id=_held(ref).id,
        hash=token_hash,
        label=label,
        created_by_id=administrator.id,
        created_at=now(),
        expires_at=now() + timedelta(days=days),
    )
    db.add(token)
    return token.ref


@deed
def revoke_token(by: By, ref: str, token_ref: str) -> str:
    """Let a token open nothing any more, from this moment on; the organisation's reference."""
    administrator = require(by.person_id, Role.ADMINISTRATOR)
    found = db.scalar(
        select(OrganisationToken)
        .filter_by(ref=token_ref, organisation_id=_held(ref).id)
        .with_for_update()
    )
    if found is None:
        raise OutOfReach
    if found.revoked_at is None:
        found.revoked_at, found.revoked_by_id = now(), administrator.id
    return ref


@transaction
def count_call(token_id: int, key: bytes) -> int:
    """Count a call of a token; or the seconds to wait before it, and then nothing is counted."""
    wait = waiting(CALLS, key)
    if not wait:
        # The count is held until the end, so two calls at once write the use one after the other.
        count_failure(CALLS, key, RULE)
        db.merge(OrganisationTokenUse(token_id=token_id, last_at=now()))
    return wait


def _held(ref: str) -> Organisation:
    """An organisation, held until the end of the deed."""
    found = queries.organisation(ref, is_held=True)
    if found is None:
        raise OutOfReach
    return found


def _refuse_same_name(name: str) -> None:
    if db.scalar(select(Organisation.id).filter_by(name=name)) is not None:
        raise SameName
