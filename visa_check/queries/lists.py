"""What is read about lists that wait, and about proposals on the register."""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import func, select

from portal.deeds.models import Proposal, ProposalState
from portal.ground.database import db
from portal.people.models import Person
from portal.people.rights import proposals_reach
from visa_check.kinds import KINDS
from visa_check.models import (
    AgencyEntry,
    Import,
    ImportState,
    ListKind,
    Outcome,
    StagedAgency,
    StagedVisa,
    VisaEntry,
    VisaHolder,
)

PAGE = 50
Staged = StagedAgency | StagedVisa


def staged_model(kind: ListKind) -> type[StagedAgency] | type[StagedVisa]:
    """The table where the lines of a list wait."""
    return StagedAgency if kind is ListKind.AGENCIES else StagedVisa


def import_by_ref(ref: str, person_id: int | None) -> Import | None:
    """A list that this person sent and has not laid before anybody yet."""
    return db.scalar(
        select(Import).filter_by(ref=ref, person_id=person_id, state=ImportState.STAGED)
    )


def files_of(import_ids: Iterable[int | None]) -> dict[int, tuple[Import, str]]:
    """Lists by their key, each with the reference of its proposal."""
    keys = {key for key in import_ids if key}
    rows = db.execute(
        select(Import, Proposal.ref)
        .join(Proposal, Proposal.id == Import.proposal_id)
        .where(Import.id.in_(keys))
    )
    return {found.id: (found, ref) for found, ref in rows}


def ref_of(import_id: int | None) -> str | None:
    """The reference of a list."""
    return db.scalar(select(Import.ref).filter_by(id=import_id)) if import_id else None


def import_of(proposal: Proposal) -> Import | None:
    """The list that a proposal is about."""
    return db.scalar(select(Import).filter_by(proposal_id=proposal.id))


def waiting_of(kind: str) -> Sequence[Proposal]:
    """The proposals of one kind that wait."""
    return db.scalars(select(Proposal).filter_by(kind=kind, state=ProposalState.WAITING)).all()


def counts(found: Import) -> dict[Outcome, int]:
    """How many lines of a list are new, changed, the same, vanished, refused."""
    model = staged_model(found.kind)
    rows = db.execute(
        select(model.outcome, func.count()).filter_by(import_id=found.id).group_by(model.outcome)
    )
    told = {Outcome(outcome): count for outcome, count in rows}
    return {outcome: told.get(outcome, 0) for outcome in Outcome}


def staged_agencies(
    found: Import, outcome: Outcome, page: int, size: int = PAGE
) -> Sequence[tuple[StagedAgency, AgencyEntry | None]]:
    """A page of lines about agencies beside the entries that they were compared with."""
    rows = db.execute(
        select(StagedAgency, AgencyEntry)
        .outerjoin(AgencyEntry, AgencyEntry.id == StagedAgency.basis_id)
        .where(StagedAgency.import_id == found.id, StagedAgency.outcome == outcome)
        .order_by(StagedAgency.id)
        .offset((page - 1) * size)
        .limit(size)
    )
    return [(staged, entry) for staged, entry in rows]


def staged_visas(
    found: Import, outcome: Outcome, page: int, size: int = PAGE
) -> Sequence[tuple[StagedVisa, VisaEntry | None, VisaHolder | None]]:
    """A page of lines about visas beside the facts that they were compared with."""
    rows = db.execute(
        select(StagedVisa, VisaEntry, VisaHolder)
        .outerjoin(VisaEntry, VisaEntry.id == StagedVisa.basis_id)
        .outerjoin(VisaHolder, VisaHolder.entry_id == VisaEntry.id)
        .where(StagedVisa.import_id == found.id, StagedVisa.outcome == outcome)
        .order_by(StagedVisa.id)
        .offset((page - 1) * size)
        .limit(size)
    )
    return [(staged, entry, holder) for staged, entry, holder in rows]


def refused_lines(found: Import) -> Iterator[tuple[int, list[list[str]]]]:
    """Number and faults of each refused line, in the order of the file."""
    model = staged_model(found.kind)
    rows = db.execute(
        select(model.line, model.faults)
        .filter_by(import_id=found.id, outcome=Outcome.REFUSED)
        .order_by(model.id)
        .execution_options(yield_per=PAGE)
    )
    yield from ((number, faults) for number, faults in rows)


def proposal(person: Person, ref: str) -> Proposal | None:
    """A proposal about the register, if this person may see it."""
    return db.scalar(
        select(Proposal).where(
            Proposal.ref == ref, Proposal.kind.in_(KINDS), proposals_reach(person)
        )
    )
