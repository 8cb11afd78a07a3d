"""What else is known of agencies: the newest version of each fact, unless it was taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import bindparam, exists, or_, select
from sqlalchemy.orm import aliased

from portal.ground.database import db
from visa_check.details import PERSON, PUBLIC, SPAN, DetailKind, Standing
from visa_check.facts import Facts, from_plain, pick
from visa_check.models import AgencyDetail, AgencyDetailPerson, AgencyIndex

_later, _own, _other = aliased(AgencyDetail), aliased(AgencyIndex), aliased(AgencyIndex)
STANDS = AgencyDetail.stands & ~exists().where(_later.replaces_id == AgencyDetail.id)
_WITH = (
    select(
        AgencyDetail,
        AgencyDetailPerson.name,
        _own.rl_no,
        _own.name,
        _other.rl_no,
        _other.name,
    )
    .join(_own, _own.agency_id == AgencyDetail.agency_id)
    .outerjoin(_other, _other.agency_id == AgencyDetail.other_id)
    .outerjoin(AgencyDetailPerson, AgencyDetailPerson.detail_id == AgencyDetail.id)
    .where(STANDS)
)
# An agency that another one sends through has that link on its page too.
_OF_AGENCY = _WITH.where(
    or_(
        AgencyDetail.agency_id == bindparam("agency_id"),
        AgencyDetail.other_id == bindparam("agency_id"),
    )
).order_by(AgencyDetail.valid_from.desc(), AgencyDetail.id.desc())
_BY_REF = _WITH.where(AgencyDetail.ref == bindparam("ref"), _own.rl_no == bindparam("rl_no"))


_PUBLIC = _OF_AGENCY.where(AgencyDetail.kind.in_(PUBLIC))


@dataclass(frozen=True)
class Detail:
    """A fact as it stands: its row, the name of a person where it has one, both agencies."""

    row: AgencyDetail
    person: str | None
    rl_no: int
    name: str
    other_rl_no: int | None
    other_name: str | None

    @property
    def kind(self) -> DetailKind:
        """What it is about."""
        return self.row.kind

    @property
    def facts(self) -> Facts:
        """Everything that its form asks."""
        plain: dict[str, Any] = from_plain(self.row.facts)
        plain |= {PERSON: self.person, "other_rl_no": self.other_rl_no}
        return plain | pick(self.row, (*SPAN, "source", "source_date"))

    def is_over(self, day: date) -> bool:
        """Whether its last day is past."""
        return self.row.days.on(day) is Standing.OVER

    def holds(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.row.days.on(day) is Standing.TODAY


def details(agency_id: int) -> Sequence[Detail]:
    """The facts of an agency, and its links with others; the newest first."""
    return [Detail(*row) for row in db.execute(_OF_AGENCY, {"agency_id": agency_id})]


def public_details(agency_id: int) -> Sequence[Detail]:
    """What everybody may know of it: the names of owners are not even read."""
    return [Detail(*row) for row in db.execute(_PUBLIC, {"agency_id": agency_id})]


def detail(rl_no: int, ref: str) -> Detail | None:
    """One fact of an agency as it stands."""
    row = db.execute(_BY_REF, {"rl_no": rl_no, "ref": ref}).first()
    return Detail(*row) if row else None


def newest(ref: str) -> AgencyDetail | None:
    """The newest version of a fact, taken back or not."""
    return db.scalar(select(AgencyDetail).filter_by(ref=ref).order_by(AgencyDetail.id.desc()))


def versions(ref: str) -> Sequence[AgencyDetail]:
    """Every version of a fact, the newest first."""
    found = select(AgencyDetail).filter_by(ref=ref).order_by(AgencyDetail.id.desc())
    return db.scalars(found.limit(50)).all()
