"""An approved list put in force: staged lines become rows of the histories inside the database.

One statement for each table, whatever the length of the list, so the writing lock is held shortly.
"""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, delete, exists, func, insert, literal, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from portal.deeds import journal
from portal.deeds.models import Proposal
from portal.deeds.record import By
from portal.ground.clock import now
from portal.ground.database import Base, UtcDateTime, db
from visa_check.facts import AGENCY_FACTS, STATUS_FACTS, VISA_FACTS
from visa_check.models import (
    Absence,
    Agency,
    AgencyEntry,
    AgencyStatus,
    Import,
    ImportState,
    ListKind,
    Outcome,
    StagedAgency,
    StagedVisa,
    Visa,
    VisaDouble,
    VisaEntry,
    VisaHolder,
    VisaLookUp,
)
from visa_check.queries import lists as queries
from visa_check.recording import slips
from visa_check.recording.agencies import Outdated, index

ADDS = (Outcome.NEW, Outcome.CHANGED)
Columns = dict[str, Any]


def apply_list(by: By, proposal: Proposal) -> None:
    """Put the whole list of a proposal in force."""
    found = queries.import_of(proposal)
    if found is None or found.state is not ImportState.PROPOSED:
        raise Outdated
    common: Columns = {
        "import_id": literal(found.id),
        "proposal_id": literal(proposal.id),
        "recorded_at": literal(now(), UtcDateTime()),
    }
    recorder = {"recorded_by_id": literal(by.person_id)}
    if found.kind is ListKind.AGENCIES:
        _apply_agencies(found, common, recorder)
    else:
        _apply_visas(found, common | recorder)
        slips.end_outlived(by, proposal.id)
    found.state = ImportState.IN_FORCE
    db.flush()


def _apply_agencies(found: Import, common: Columns, recorder: Columns) -> None:
    staged, here = StagedAgency, StagedAgency.import_id == found.id
    is_new = and_(here, staged.outcome == Outcome.NEW)
    taken = exists().where(Agency.rl_no == staged.rl_no)
    _refuse_if(select(staged.id).where(is_new, taken))
    _refuse_if(_moved_on(staged, AgencyEntry, AgencyEntry.agency_id, staged.agency_id, found))
    _copy(
        Agency,
        {"rl_no": staged.rl_no, "created_at": common["recorded_at"]},
        select(staged.id).where(is_new).order_by(staged.id),
    )
    lines = select(staged.id).join(Agency, Agency.rl_no == staged.rl_no).where(here)
    lines = lines.order_by(staged.id)
    of_agency: Columns = {"agency_id": Agency.id} | common
    entry = of_agency | _columns(staged, (*AGENCY_FACTS, "line"))
    _copy(AgencyEntry, entry, lines.where(staged.adds_entry))
    status = of_agency | _columns(staged, (*STATUS_FACTS, "source", "source_date")) | recorder
    _copy(AgencyStatus, status, lines.where(staged.adds_status))
    _copy_absences(found, staged, {"agency_id": staged.agency_id}, common)
    _tell(Agency, select(Agency.id).join(staged, Agency.rl_no == staged.rl_no).where(is_new))
    _tell_added(found, AgencyEntry, AgencyStatus, Absence)
    index(db.scalars(select(AgencyEntry.agency_id).filter_by(import_id=found.id)))


def _apply_visas(found: Import, common: Columns) -> None:
    staged, here = StagedVisa, StagedVisa.import_id == found.id
    is_new = and_(here, staged.outcome == Outcome.NEW)
    taken = exists().where(VisaDouble.identity == staged.identity)
    _refuse_if(select(staged.id).where(is_new, taken))
    _refuse_if(_moved_on(staged, VisaEntry, VisaEntry.visa_id, staged.visa_id, found))
    _copy(
        Visa,
        {"ref": staged.ref, "created_at": common["recorded_at"]},
        select(staged.id).where(is_new).order_by(staged.id),
    )
    adds = and_(here, staged.outcome.in_(ADDS))
    # In no order of ours: to sort a million lines takes longer than to copy them.
    lines = select(staged.id).join(Visa, Visa.ref == staged.ref).where(adds)
    before = aliased(VisaEntry)
    keeper = select(before.office_id).where(before.id == staged.basis_id).scalar_subquery()
    entry = {"visa_id": Visa.id, "office_id": keeper} | common
    _copy(VisaEntry, entry | _columns(staged, (*VISA_FACTS, "line")), lines)
    # From here on the lines are found by the entries that they became.
    entries = and_(VisaEntry.import_id == found.id, VisaEntry.line == staged.line)
    lines = select(staged.id).join(VisaEntry, entries).where(adds)
    _copy(VisaHolder, {"entry_id": VisaEntry.id, "facts": staged.facts}, lines)
    of_visa: Columns = {"visa_id": VisaEntry.visa_id}
    changed = select(staged.visa_id).where(here, staged.outcome == Outcome.CHANGED)
    for model in (VisaLookUp, VisaDouble):
        db.execute(delete(model).where(model.visa_id.in_(changed)))
    _copy(VisaLookUp, of_visa | _columns(staged, ("holder", "visa")), lines)
    links = ("group_key", "employer_key", "sponsor_key")
    _copy(VisaDouble, of_visa | _columns(staged, ("passport", "number", "identity", *links)), lines)
    _copy_absences(found, staged, {"visa_id": staged.visa_id}, common)
    _tell(Visa, select(VisaEntry.visa_id).join(staged, entries).where(is_new))
    holders = select(VisaHolder.id).join(VisaEntry, VisaEntry.id == VisaHolder.entry_id)
    _tell(VisaHolder, holders.where(VisaEntry.import_id == found.id))
    _tell_added(found, VisaEntry, Absence)


def _copy(model: type[Base], columns: Columns, source: Select[Any]) -> None:
    """Insert into a table what a query finds; encrypted columns travel as they are stored."""
    query = source.with_only_columns(*columns.values(), maintain_column_froms=True)
    db.execute(insert(model).from_select(list(columns), query))


def _copy_absences(
    found: Import,
    staged: type[StagedAgency] | type[StagedVisa],
    whose: Columns,
    common: Columns,
) -> None:
    """Write down what the complete list did not have any more."""
    columns = whose | {name: common[name] for name in ("import_id", "recorded_at")}
    gone = select(staged.id).where(staged.import_id == found.id, staged.outcome == Outcome.VANISHED)
    _copy(Absence, columns, gone.order_by(staged.id))


def _columns(model: type[Base], names: tuple[str, ...]) -> Columns:
    return {name: getattr(model, name) for name in names}


def _moved_on(
    staged: type[StagedAgency] | type[StagedVisa],
    model: type[AgencyEntry] | type[VisaEntry],
    owner: InstrumentedAttribute[int],
    whose: InstrumentedAttribute[int | None],
    found: Import,
) -> Select[int]:
    """Lines whose subject has a newer entry than the one they were compared with."""
    newest: ColumnElement[int] = (
        select(func.max(model.id)).where(owner == whose).correlate(staged).scalar_subquery()
    )
    return select(staged.id).where(
        staged.import_id == found.id, staged.basis_id.is_not(None), staged.basis_id != newest
    )


def _refuse_if(query: Select[Any]) -> None:
    """Somebody was faster with one of the lines: the whole list waits for a new look."""
    if db.execute(query.limit(1)).first():
        raise Outdated


def _tell_added(found: Import, *models: Any) -> None:
    """Tell the journal which rows of these tables the list added."""
    for model in models:
        _tell(model, select(model.id).where(model.import_id == found.id))


def _tell(model: type[Base], ids: Select[Any]) -> None:
    journal.added(model, ids)
