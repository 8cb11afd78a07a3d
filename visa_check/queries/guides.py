"""What is read about guides: as they hold now, one by its reference, what was known when."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased

from portal.ground.database import db
from visa_check.facts import pick
from visa_check.guides import GUIDE_FACTS, Asked, GuideNow, first_guides
from visa_check.models import Guide, GuideCheck, GuideEntry


def guides() -> list[GuideNow]:
    """All guides, country by country."""
    query = _newest().order_by(GuideEntry.destination, Guide.id)
    return [_now(*row) for row in db.execute(query)]


def guides_for(destination: str) -> list[GuideNow]:
    """The guides of a country."""
    query = _newest().where(GuideEntry.destination == destination).order_by(Guide.id)
    return [_now(*row) for row in db.execute(query)]


def has_missing() -> bool:
    """Whether a guide that comes with the portal is not there yet."""
    return bool({row["ref"] for row in first_guides()} - set(db.scalars(select(Guide.ref))))


def guide(ref: str) -> GuideNow | None:
    """A guide by its reference."""
    row = db.execute(_newest().where(Guide.ref == ref)).first()
    return _now(*row) if row else None


def entries(ref: str) -> Sequence[GuideEntry]:
    """What a guide said, the newest first."""
    query = select(GuideEntry).join(Guide, Guide.id == GuideEntry.guide_id).where(Guide.ref == ref)
    return db.scalars(query.order_by(GuideEntry.id.desc()).limit(50)).all()


def _newest() -> Select[str, GuideEntry, date]:
    """Guides with their newest entry and the last day on which somebody looked."""
    entry = aliased(GuideEntry)
    last = select(func.max(entry.id)).where(entry.guide_id == Guide.id).correlate(Guide)
    looked = select(func.max(GuideCheck.checked_on)).where(GuideCheck.entry_id == GuideEntry.id)
    return (
        select(Guide.ref, GuideEntry, looked.correlate(GuideEntry).scalar_subquery())
        .select_from(Guide)
        .join(GuideEntry, GuideEntry.id == last.scalar_subquery())
    )


def _now(ref: str, entry: GuideEntry, looked: date | None) -> GuideNow:
    facts = pick(entry, GUIDE_FACTS)
    facts["asks"] = tuple(Asked(asked) for asked in entry.asks)
    facts["checked_on"] = max(entry.checked_on, looked or entry.checked_on)
    return GuideNow(ref=ref, entry_id=entry.id, **facts)
