"""Files whose columns an officer chooses, and the choices that are remembered."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.ground.database import Base, Key
from portal.ground.encryption import EncryptedBytes
from visa_check.models.imports import ListKind


class WaitingFile(Base):
    """A file as it was sent, until its list is proposed or forgotten: nobody sends it again."""

    __tablename__ = "waiting_file"

    id: Mapped[Key]
    ref: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[ListKind]
    file_name: Mapped[str]
    complete: Mapped[bool]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(index=True)
    # The list that was made of it; none while its columns are not known.
    import_id: Mapped[int | None] = mapped_column(ForeignKey("import.id"), unique=True)
    content: Mapped[bytes] = mapped_column(EncryptedBytes("waiting.file"), deferred=True)


class ColumnChoice(Base):
    """Which of our columns stands under each header of files of one shape."""

    __tablename__ = "column_choice"
    __table_args__ = (UniqueConstraint("kind", "headers", "office_id"),)

    id: Mapped[Key]
    kind: Mapped[ListKind]
    # Keyed hash of the headers: a file without any has people in its first line.
    headers: Mapped[bytes]
    # For one office; none: for all.
    office_id: Mapped[int | None] = mapped_column(ForeignKey("office.id"))
    # Names of our columns in the order of the sorted headers, None where nobody reads one.
    columns: Mapped[list[Any]]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    chosen_at: Mapped[datetime]
