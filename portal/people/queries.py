"""What is read about people."""

from sqlalchemy import ColumnExpressionArgument, Select, and_, func, select
from sqlalchemy.orm import joinedload, selectinload

from portal.deeds.models import Proposal
from portal.ground.access import Role
from portal.ground.clock import now
from portal.ground.database import db
from portal.ground.encryption import keyed_hash
from portal.people import rights
from portal.people.models import (
    Centre,
    Credential,
    Office,
    OneTimeCode,
    Organisation,
    OrganisationToken,
    Person,
    PhoneIndex,
    Purpose,
    SignInSession,
)
from portal.people.visits import token_hash


def session_by_token(token: str) -> SignInSession | None:
    """The session of a cookie, with its person, while both are good."""
    return db.scalar(
        select(SignInSession)
        .join(SignInSession.person)
        .where(
            SignInSession.token_hash == token_hash(token),
            SignInSession.idle_end > now(),
            SignInSession.absolute_end > now(),
            rights.holds_role(),
        )
        .options(
            joinedload(SignInSession.person).joinedload(Person.details),
            joinedload(SignInSession.person).joinedload(Person.office),
        )
    )


def people_by_phone(phone: str) -> list[Person]:
    """Everybody with this number who may sign in, oldest account first."""
    return list(db.scalars(_with_phone(phone).order_by(Person.id)))


def migrants_by_phone(phone: str) -> list[Person]:
    """The migrants among them."""
    return list(db.scalars(_with_phone(phone, ~PhoneIndex.staff).order_by(Person.id)))


def staff_by_phone(phone: str) -> Person | None:
    """The member of staff with this number."""
    return db.scalar(_with_phone(phone, PhoneIndex.staff))


def staff_password(phone: str) -> str | None:
    """The stored hash of a member of staff's password."""
    found = staff_by_phone(phone)
    return found.credential.password_hash if found and found.credential else None


def by_pin(phone: str, pin_hash: str) -> Person | None:
    """The person with this number whom this PIN tells from the others."""
    with_pin = _with_phone(phone, ~PhoneIndex.staff).join(Person.credential)
    return db.scalar(with_pin.where(Credential.pin_hash == pin_hash))


def staff() -> list[Person]:
    """All staff who hold their role now."""
    return list(
        db.scalars(
            select(Person)
            .where(Person.role != Role.MIGRANT, rights.holds_role())
            .options(joinedload(Person.details), joinedload(Person.office))
            .order_by(Person.id)
        )
    )


def is_anybody_there() -> bool:
    """Whether the portal has any person yet."""
    return db.scalar(select(Person.id).limit(1)) is not None


def administrators() -> int:
    """How many administrators there are."""
    holding = select(func.count(Person.id)).where(
        Person.role == Role.ADMINISTRATOR, rights.holds_role()
    )
    return db.scalar(holding) or 0


def offices() -> list[Office]:
    """All offices by the English name of their district."""
    return list(db.scalars(select(Office).order_by(Office.district_en)))


def office_by_code(code: str) -> Office | None:
    """An office by its code."""
    return db.scalar(select(Office).filter_by(code=code))


def centre_of(person: Person) -> Centre | None:
    """The training centre of a trainer, once it has a name."""
    return db.scalar(select(Centre).filter_by(code=person.centre)) if person.centre else None


def open_visit(visit: str | None, purpose: Purpose) -> OneTimeCode | None:
    """A visit that waits for its code, or has proved it, and still has time."""
    return db.scalar(
        select(OneTimeCode)
        .filter_by(visit_hash=token_hash(visit or ""), purpose=purpose)
        .where(OneTimeCode.ends_at > now())
    )


def proved_visit(visit: str | None, purpose: Purpose) -> OneTimeCode | None:
    """A visit that has proved its code and still has time."""
    found = open_visit(visit, purpose)
    return found if found and found.proved_at else None


def person_by_id(person_id: int | None) -> Person | None:
    """A person by key, for those who hold the key already."""
    return db.get(Person, person_id) if person_id else None


def role_proposal(person: Person, ref: str) -> Proposal | None:
    """A proposal to give or take a role, if this person may see it."""
    return db.scalar(
        select(Proposal).where(
            Proposal.ref == ref,
            Proposal.kind == rights.ROLE_KIND,
            rights.proposals_reach(person),
        )
    )


def organisations() -> list[Organisation]:
    """All organisations by name, with their tokens and when each was used."""
    query = select(Organisation).options(_TOKENS).order_by(Organisation.name)
    return list(db.scalars(query))


def organisation(ref: str, *, is_held: bool = False) -> Organisation | None:
    """An organisation by its reference; held until the end of a deed where asked."""
    query = select(Organisation).filter_by(ref=ref).options(_TOKENS)
    return db.scalar(query.with_for_update() if is_held else query)


def token_by_ref(ref: str) -> OrganisationToken:
    """A token by its reference."""
    return db.scalars(select(OrganisationToken).filter_by(ref=ref)).one()


def open_token(token: str) -> OrganisationToken | None:
    """The token that a program shows, while it is neither revoked nor over."""
    return db.scalar(
        select(OrganisationToken).where(
            OrganisationToken.hash == token_hash(token),
            OrganisationToken.revoked_at.is_(None),
            OrganisationToken.expires_at > now(),
        )
    )


_TOKENS = selectinload(Organisation.tokens).options(
    joinedload(OrganisationToken.use),
    joinedload(OrganisationToken.created_by).joinedload(Person.details),
    joinedload(OrganisationToken.revoked_by).joinedload(Person.details),
)


def _with_phone(phone: str, *more: ColumnExpressionArgument[bool]) -> Select[Person]:
    """Select the people who have a number and hold their role."""
    number = PhoneIndex.phone_hash == keyed_hash("phone", phone)
    return (
        select(Person)
        .join(PhoneIndex, and_(PhoneIndex.person_id == Person.id, number))
        .where(rights.holds_role(), *more)
        .options(joinedload(Person.details))
    )
