"""Signing in as staff: password and a code that works once; the first time with a code of ours."""

from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update

from portal.ground.clock import now
from portal.ground.database import db, transaction
from portal.ground.encryption import keyed_hash
from portal.ground.errors import Refusal
from portal.people import authenticator, codes, queries, throttle, visits
from portal.people.models import Credential, OneTimeCode, Person, Purpose, SignInSession


class WrongStaff(Refusal):
    """Number, password or code is another; which one is not told."""

    message = _l("Phone number, password and code do not belong together. Look at all three again.")


class WrongFirstCode(Refusal):
    """No such sign-in code for this number."""

    field = "code"
    message = _l("This code is not for this number, or it has ended.")


class WrongTotp(Refusal):
    """Another code is on the app, or this one was used."""

    field = "code"
    message = _l("This is not the code in your app now, or it was used. Wait for the next one.")


@transaction
def sign_in(
    phone: str, matching: str | None, code: str, device: str | None
) -> visits.Opened | Refusal:
    """Sign staff in; `matching` is the stored hash that the typed password was found to match."""
    counter = throttle.sign_in_counter(phone, device)
    wait = counter.refusal()
    if wait:
        return wait
    person = queries.staff_by_phone(phone)
    if person is None or matching is None or not _passes(person, matching, code):
        counter.fail()
        return WrongStaff()
    counter.succeed()
    visits.remember_device(person.id, device)
    return visits.open_session(person, confirmed_at=now())


def _passes(person: Person, matching: str, code: str) -> bool:
    """Whether the password still is that one, the app is enrolled, and the code is fresh."""
    credential = person.credential
    if credential is None or not credential.totp_enrolled:
        return False
    return credential.password_hash == matching and _take(credential, code)


def _take(credential: Credential, code: str) -> bool:
    """Take a code of the app: it works once, and no older one after it."""
    step = authenticator.step_that_matches(credential.totp_secret or "", code, now())
    if step is None:
        return False
    taken = (
        update(Credential)
        .where(Credential.id == credential.id, Credential.totp_step < step)
        .values(totp_step=step)
        .returning(Credential.id)
    )
    return db.scalar(taken) is not None


@transaction
def first_code(phone: str, code: str) -> codes.Sent | Refusal:
    """Begin the first sign-in with the code that `nirapod people add` printed."""
    counter = throttle.code_counter(phone)
    wait = counter.refusal()
    if wait:
        return wait
    found = db.scalar(
        select(OneTimeCode)
        .filter_by(phone_hash=keyed_hash("phone", phone), purpose=Purpose.STAFF)
        .where(OneTimeCode.ends_at > now())
        .with_for_update()
    )
    if codes.prove(found, code) is not None or found is None:
        counter.fail()
        return WrongFirstCode()
    counter.succeed()
    visit = visits.new_token()
    found.visit_hash = visits.token_hash(visit)
    return codes.Sent(visit)


@transaction
def set_password(visit: str | None, password_hash: str) -> None:
    """Keep a new member's password, and a secret for the app."""
    proof = codes.proved(visit, Purpose.STAFF)
    person = db.get_one(Person, proof.person_id)
    if person.credential is None:
        person.credential = Credential(changed_at=now())
    person.credential.password_hash = password_hash
    person.credential.totp_secret = authenticator.new_secret()
    person.credential.totp_enrolled = False
    person.credential.totp_step = 0
    person.credential.changed_at = now()
    visits.end_sessions(person.id)


@transaction
def enrol_app(
    visit: str | None, code: str, device: str | None, language: str
) -> visits.Opened | Refusal:
    """Take the first code of the app, which shows that it holds the secret; sign in."""
    proof = codes.proved(visit, Purpose.STAFF)
    person = db.get_one(Person, proof.person_id)
    counter = throttle.person_counter("enrol", person.id)
    wait = counter.refusal()
    if wait:
        return wait
    if person.credential is None or not _take(person.credential, code):
        counter.fail()
        return WrongTotp()
    counter.succeed()
    person.credential.totp_enrolled = True
    person.language = language
    codes.forget_codes(person.id)
    visits.remember_device(person.id, device)
    return visits.open_session(person, confirmed_at=now())


@transaction
def confirm(token: str, code: str) -> visits.Opened | Refusal:
    """Let staff prove again who they are: the session goes on under a new token."""
    session = db.scalar(
        select(SignInSession)
        .filter_by(token_hash=visits.token_hash(token))
        .where(SignInSession.idle_end > now(), SignInSession.absolute_end > now())
    )
    if session is None:
        return WrongTotp()
    counter = throttle.person_counter("confirm", session.person_id)
    refusal = counter.refusal()
    if refusal:
        return refusal
    if session.person.credential is None or not _take(session.person.credential, code):
        counter.fail()
        return WrongTotp()
    counter.succeed()
    return _under_new_token(session, now())


def _under_new_token(session: SignInSession, confirmed_at: datetime) -> visits.Opened:
    """Give a session another token; the old one opens nothing any more."""
    token = visits.new_token()
    session.token_hash = visits.token_hash(token)
    session.confirmed_at = confirmed_at
    return visits.Opened(token, session.person_id)
