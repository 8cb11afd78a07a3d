"""What is read of reports about agencies; who asks is part of the question."""

from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum

from sqlalchemy import ColumnElement, bindparam, func, select
from sqlalchemy.orm import joinedload, selectinload, undefer

from portal.ground.clock import DHAKA
from portal.ground.database import db
from portal.people.models import Person
from portal.people.rights import cases_reach
from visa_check.complaints import FOUND_TRUE, ReportState, counted
from visa_check.hashes import reference_hash
from visa_check.models import (
    AgencyCounts,
    AgencyIndex,
    AgencyReport,
    AgencyReportNote,
    AgencyReportPicture,
    AgencyReportSaid,
    AgencyReportStep,
)

PAGE = 25
_OPEN = (ReportState.NEW, ReportState.LOOKING, ReportState.SENT_ON)
# Put together once: every page of an agency asks this.
_COUNTS = (
    select(AgencyCounts)
    .where(AgencyCounts.agency_id == bindparam("agency_id"))
    .order_by(AgencyCounts.id.desc())
    .limit(1)
)


class Pile(StrEnum):
    """Which reports of the desk are listed."""

    OPEN = "open"
    MINE = "mine"
    CLOSED = "closed"


def reports(person: Person, pile: Pile, page: int) -> Sequence[AgencyReport]:
    """Reports within reach: what waits longest first, or what was closed last first."""
    order = AgencyReport.closed_at.desc() if pile is Pile.CLOSED else AgencyReport.id
    found = (
        select(AgencyReport)
        .options(joinedload(AgencyReport.agency), joinedload(AgencyReport.office))
        .where(*_within(person, pile))
        .order_by(order)
    )
    return db.scalars(found.offset((page - 1) * PAGE).limit(PAGE)).all()


def count_reports(person: Person, pile: Pile) -> int:
    """How many reports of a pile lie within reach."""
    return db.scalar(select(func.count(AgencyReport.id)).where(*_within(person, pile))) or 0


def count_waiting(person: Person) -> int:
    """How many reports within reach nobody has taken yet."""
    found = select(func.count(AgencyReport.id)).where(
        AgencyReport.double_of_id.is_(None),
        AgencyReport.state == ReportState.NEW,
        cases_reach(AgencyReport.office_id, person),
    )
    return db.scalar(found) or 0


def report(person: Person, ref: str) -> AgencyReport | None:
    """A report within reach, with what its reporter said; another office's is not there."""
    return db.scalar(
        select(AgencyReport)
        .options(
            joinedload(AgencyReport.agency),
            joinedload(AgencyReport.office),
            joinedload(AgencyReport.contact),
            selectinload(AgencyReport.said),
        )
        .where(AgencyReport.ref == ref, cases_reach(AgencyReport.office_id, person))
    )


def by_reference(reference: str, *, is_held: bool = False) -> AgencyReport | None:
    """The report of a reporter's reference; held until the end of an action where asked."""
    found = select(AgencyReport).filter_by(reference=reference_hash(reference))
    return db.scalar(found.with_for_update() if is_held else found)


def pictures(*found: AgencyReport) -> Sequence[AgencyReportPicture]:
    """What was sent with reports, page by page; the pictures themselves stay unread."""
    rows = select(AgencyReportPicture).where(
        AgencyReportPicture.report_id.in_([one.id for one in found])
    )
    page = (AgencyReportPicture.report_id, AgencyReportPicture.file, AgencyReportPicture.page)
    return db.scalars(rows.order_by(*page)).all()


def count_files(found: AgencyReport) -> int:
    """How many files were sent with a report."""
    files = select(func.count(AgencyReportPicture.file.distinct())).filter_by(report_id=found.id)
    return db.scalar(files) or 0


def picture(found: AgencyReport, ref: str) -> AgencyReportPicture | None:
    """One page of what was sent with a report, to be shown."""
    rows = select(AgencyReportPicture).options(undefer(AgencyReportPicture.content))
    return db.scalar(rows.filter_by(report_id=found.id, ref=ref))


def said_later(found: AgencyReport) -> Sequence[AgencyReportSaid]:
    """What a reporter added after the report itself."""
    rows = select(AgencyReportSaid).filter_by(report_id=found.id).order_by(AgencyReportSaid.id)
    return db.scalars(rows.offset(1)).all()


def worked_on(found: AgencyReport) -> AgencyReport:
    """The report itself, or the one of the same event that is worked on instead."""
    return db.get_one(AgencyReport, found.double_of_id) if found.double_of_id else found


def of_agency(person: Person, agency_id: int, most: int = PAGE) -> Sequence[AgencyReport]:
    """The newest reports about an agency within reach, doubles apart."""
    found = (
        select(AgencyReport)
        .options(joinedload(AgencyReport.office))
        .where(
            AgencyReport.agency_id == agency_id,
            AgencyReport.double_of_id.is_(None),
            cases_reach(AgencyReport.office_id, person),
        )
        .order_by(AgencyReport.id.desc())
    )
    return db.scalars(found.limit(most)).all()


def doubles(found: AgencyReport) -> Sequence[AgencyReport]:
    """The reports of the same event that stand behind this one, with what they said."""
    rows = select(AgencyReport).filter_by(double_of_id=found.id).order_by(AgencyReport.id)
    return db.scalars(rows.options(selectinload(AgencyReport.said))).all()


def steps(found: AgencyReport) -> Sequence[AgencyReportStep]:
    """What was done with a report, the newest first."""
    rows = select(AgencyReportStep).filter_by(report_id=found.id)
    return db.scalars(rows.order_by(AgencyReportStep.id.desc())).all()


def notes(found: AgencyReport) -> Sequence[AgencyReportNote]:
    """What officers wrote about a report, the newest first."""
    rows = select(AgencyReportNote).filter_by(report_id=found.id)
    return db.scalars(rows.order_by(AgencyReportNote.id.desc())).all()


def names(ids: Iterable[int | None]) -> dict[int, str]:
    """Names of members of staff by their key, in one query."""
    found = select(Person).where(Person.id.in_({key for key in ids if key}))
    people = db.scalars(found.options(selectinload(Person.details)))
    return {person.id: person.name for person in people}


def agency_names(agency_ids: Iterable[int]) -> dict[int, AgencyIndex]:
    """Agencies by their key as they are called now, in one query."""
    found = select(AgencyIndex).where(AgencyIndex.agency_id.in_(set(agency_ids)))
    return {row.agency_id: row for row in db.scalars(found)}


def found_true(agency_id: int) -> tuple[dict[str, int], int | None]:
    """How often officers found each kind to be so, and the year of the first such report."""
    rows = db.execute(
        select(AgencyReport.found, AgencyReport.at).where(
            AgencyReport.agency_id == agency_id,
            AgencyReport.double_of_id.is_(None),
            AgencyReport.outcome.in_(FOUND_TRUE),
        )
    ).all()
    years = [at.astimezone(DHAKA).year for _kinds, at in rows]
    return counted(kinds for kinds, _at in rows), min(years, default=None)


def public_counts(agency_id: int) -> AgencyCounts | None:
    """What was released last about the reports of an agency; nothing where it was taken back."""
    found = db.scalar(_COUNTS, {"agency_id": agency_id})
    return found if found and found.counts else None


def public_counts_of(agency_ids: Collection[int]) -> dict[int, AgencyCounts]:
    """What was released last about each agency, without those whose counts were taken back."""
    last = select(func.max(AgencyCounts.id)).where(AgencyCounts.agency_id.in_(agency_ids))
    found = select(AgencyCounts).where(AgencyCounts.id.in_(last.group_by(AgencyCounts.agency_id)))
    return {row.agency_id: row for row in db.scalars(found) if row.counts}


def _within(person: Person, pile: Pile) -> list[ColumnElement[bool]]:
    is_closed = AgencyReport.state == ReportState.CLOSED
    rules = [AgencyReport.double_of_id.is_(None), cases_reach(AgencyReport.office_id, person)]
    if pile is Pile.CLOSED:
        return [*rules, is_closed]
    if pile is Pile.MINE:
        rules.append(AgencyReport.taken_by_id == person.id)
    return [*rules, AgencyReport.state.in_(_OPEN)]
