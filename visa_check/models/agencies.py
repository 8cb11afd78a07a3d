"""Recruiting agencies: what is known of them since when, and how their names are found."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.ground.database import Base, Key
from visa_check.licences import LARGEST, show_licence
from visa_check.verdicts import Span, Status


class Agency(Base):
    """A recruiting agency: its licence number, once and for ever."""

    __tablename__ = "agency"
    __append_only__ = True
    __journaled__ = True
    __table_args__ = (CheckConstraint(f"rl_no BETWEEN 1 AND {LARGEST}", name="licence"),)

    id: Mapped[Key]
    rl_no: Mapped[int] = mapped_column(unique=True)
    created_at: Mapped[datetime]

    @property
    def licence(self) -> str:
        """The licence number as it is shown."""
        return show_licence(self.rl_no)


class AgencyEntry(Base):
    """What a source said of an agency on its day; the newest entry counts."""

    __tablename__ = "agency_entry"
    __append_only__ = True
    __journaled__ = True
    __table_args__ = (
        Index(None, "agency_id", "id"),
        UniqueConstraint("import_id", "line"),
    )

    id: Mapped[Key]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    name: Mapped[str]
    name_bn: Mapped[str | None]
    business_address: Mapped[str | None]
    phone: Mapped[str | None]
    email: Mapped[str | None]
    source: Mapped[str | None]
    source_date: Mapped[date | None]
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import.id"))
    line: Mapped[int | None]
    # Nobody's word alone: an agency's facts always come by a proposal.
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"))
    recorded_at: Mapped[datetime]


class AgencyStatus(Base):
    """A status of an agency from a day on; a correction replaces an earlier row."""

    __tablename__ = "agency_status"
    __append_only__ = True
    __journaled__ = True
    __table_args__ = (
        Index(None, "agency_id"),
        CheckConstraint("valid_to IS NULL OR valid_from <= valid_to", name="days"),
        # One officer alone may only suspend, and only for a while.
        CheckConstraint(
            "proposal_id IS NOT NULL OR (status = 'suspended' AND valid_to IS NOT NULL"
            " AND replaces_id IS NULL)",
            name="four_eyes",
        ),
    )

    id: Mapped[Key]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    status: Mapped[Status]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    order_no: Mapped[str | None]
    source: Mapped[str | None]
    source_date: Mapped[date | None]
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("agency_status.id"), unique=True)
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import.id"))
    proposal_id: Mapped[int | None] = mapped_column(ForeignKey("proposal.id"))
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime]

    @property
    def span(self) -> Span:
        """The status and its days."""
        return Span(self.status, self.valid_from, self.valid_to)


class AgencyIndex(Base):
    """The newest entry of an agency, for search; made anew from the entries at any time."""

    __tablename__ = "agency_index"

    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True)
    rl_no: Mapped[int] = mapped_column(unique=True)
    name: Mapped[str]
    name_bn: Mapped[str | None]
    # The names as they are compared, for a search that finds nothing by their own words.
    key: Mapped[str]
    # What it was called before, a name on each line.
    past: Mapped[str] = mapped_column(default="", server_default="")


class AgencyIndexing(Base):
    """How far the index of names was made by some rules of comparing; an update brings others."""

    __tablename__ = "agency_indexing"

    id: Mapped[Key]
    # A digest of the rules.
    rules: Mapped[str] = mapped_column(unique=True)
    # The last agency that was indexed by them.
    last_id: Mapped[int]
    is_whole: Mapped[bool]


class AgencyIndexState(Base):
    """One row: which state the index of names is in; each change of it gives another one."""

    __tablename__ = "agency_index_state"

    id: Mapped[Key]
    # Random: a count would come again after a change that was rolled back.
    state: Mapped[str]


class AgencyTrigram(Base):
    """Three letters that a name holds; made anew from the entries at any time."""

    __tablename__ = "agency_trigram"
    __table_args__ = {"sqlite_with_rowid": False}

    run: Mapped[str] = mapped_column(primary_key=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), primary_key=True, index=True)
