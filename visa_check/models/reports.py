"""Reports about agencies: what was done stands for ever, what the reporter said can be deleted."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.ground.database import Base, Key
from portal.ground.encryption import Encrypted, EncryptedBytes, EncryptedJson
from portal.people.models import Office
from visa_check.complaints import EvidenceKind, ReportOutcome, ReportState, Route, Step
from visa_check.models.agencies import Agency


class AgencyReport(Base):
    """Somebody says that an agency did wrong. Who it was stands nowhere here."""

    __tablename__ = "agency_report"
    __journaled__ = True
    __refused__ = {
        "DELETE": None,
        "UPDATE": "NEW.ref <> OLD.ref OR NEW.agency_id <> OLD.agency_id OR NEW.at <> OLD.at",
    }
    __table_args__ = (
        CheckConstraint("(state = 'closed') = (outcome IS NOT NULL)", name="closed"),
        CheckConstraint("state = 'new' OR taken_by_id IS NOT NULL", name="taken"),
        CheckConstraint("double_of_id <> id", name="double"),
        Index(None, "double_of_id", "state", "office_id", "id"),
    )

    id: Mapped[Key]
    # What stands in the addresses of the desk.
    ref: Mapped[str] = mapped_column(unique=True)
    # HMAC of the reporter's own reference, which follows from ref under another key: it opens what
    # happens with the report, and neither the staff nor a copy of the database has it.
    reference: Mapped[bytes] = mapped_column(unique=True)
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), index=True)
    # The office of the district where it happened; none: every office may take it.
    office_id: Mapped[int | None] = mapped_column(ForeignKey("office.id"))
    at: Mapped[datetime]
    # Words of ReportKind.
    kinds: Mapped[list[Any]]
    state: Mapped[ReportState] = mapped_column(default=ReportState.NEW)
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    outcome: Mapped[ReportOutcome | None]
    # The kinds that officers found to be so.
    found: Mapped[list[Any]]
    closed_at: Mapped[datetime | None] = mapped_column(index=True)
    # The report of the same event that is worked on instead.
    double_of_id: Mapped[int | None] = mapped_column(ForeignKey("agency_report.id"))
    agency: Mapped[Agency] = relationship()
    office: Mapped[Office | None] = relationship()
    said: Mapped[list["AgencyReportSaid"]] = relationship(order_by="AgencyReportSaid.id")
    contact: Mapped["AgencyReportContact | None"] = relationship()


class AgencyReportSaid(Base):
    """What a reporter said, at first or later; deleted a year after the report was closed."""

    __tablename__ = "agency_report_said"
    __refused__ = {"UPDATE": None}

    id: Mapped[Key]
    report_id: Mapped[int] = mapped_column(ForeignKey("agency_report.id"), index=True)
    at: Mapped[datetime]
    # When, where to, how much money, to whom, and the own words.
    said: Mapped[dict[str, Any]] = mapped_column(EncryptedJson("agency report.said"))


class AgencyReportContact(Base):
    """How to reach a reporter; shown to who gives a reason, and that is written down."""

    __tablename__ = "agency_report_contact"
    __refused__ = {"UPDATE": None}

    id: Mapped[Key]
    report_id: Mapped[int] = mapped_column(ForeignKey("agency_report.id"), unique=True)
    contact: Mapped[str] = mapped_column(Encrypted("agency report.contact"))
    # The reporter allows that it goes along when the papers are sent on.
    may_pass_on: Mapped[bool]


class AgencyReportPicture(Base):
    """A page of what a reporter sent, as our own encoder wrote it; deleted with the words."""

    __tablename__ = "agency_report_picture"
    __refused__ = {"UPDATE": None}
    __table_args__ = (
        UniqueConstraint("report_id", "file", "page"),
        CheckConstraint("file BETWEEN 1 AND 3 AND page > 0", name="few"),
    )

    id: Mapped[Key]
    # What stands in its address at the desk.
    ref: Mapped[str] = mapped_column(unique=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("agency_report.id"))
    file: Mapped[int]
    page: Mapped[int]
    kind: Mapped[EvidenceKind]
    # Of the bytes as they came, under the report: sent twice it is there once, and two reports
    # with the same photo do not tell that one person sent both.
    digest: Mapped[bytes]
    width: Mapped[int]
    height: Mapped[int]
    # Lists of pictures do not read it.
    content: Mapped[bytes] = mapped_column(EncryptedBytes("agency report.picture"), deferred=True)


class AgencyReportStep(Base):
    """What an officer did with a report."""

    __tablename__ = "agency_report_step"
    __append_only__ = True
    __journaled__ = True
    __table_args__ = (CheckConstraint("(step = 'sent on') = (route IS NOT NULL)", name="where_to"),)

    id: Mapped[Key]
    report_id: Mapped[int] = mapped_column(ForeignKey("agency_report.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    step: Mapped[Step]
    route: Mapped[Route | None]
    outcome: Mapped[ReportOutcome | None]


class AgencyReportNote(Base):
    """What an officer wrote about a report; deleted together with what the reporter said."""

    __tablename__ = "agency_report_note"
    __journaled__ = True
    __refused__ = {"UPDATE": None}

    id: Mapped[Key]
    report_id: Mapped[int] = mapped_column(ForeignKey("agency_report.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    note: Mapped[str] = mapped_column(Encrypted("agency report.note"))


class AgencyReporterReveal(Base):
    """Somebody of the staff saw how to reach the reporter, and why."""

    __tablename__ = "agency_reporter_reveal"
    __append_only__ = True
    __journaled__ = True

    id: Mapped[Key]
    report_id: Mapped[int] = mapped_column(ForeignKey("agency_report.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(Encrypted("agency report.reveal"))
    at: Mapped[datetime]


class AgencyCounts(Base):
    """What the public reads of the reports about an agency; the newest row counts."""

    __tablename__ = "agency_counts"
    __append_only__ = True
    __journaled__ = True
    __table_args__ = (
        CheckConstraint("released_by_id <> proposed_by_id", name="four_eyes"),
        Index(None, "agency_id", "id"),
    )

    id: Mapped[Key]
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    # How often each kind was found to be so; empty takes the counts back.
    counts: Mapped[dict[str, Any]]
    # The year of the first of these reports.
    since: Mapped[int]
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), unique=True)
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    released_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    released_at: Mapped[datetime]
