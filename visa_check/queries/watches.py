"""Which agencies somebody follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.ground.database import db
from visa_check.licences import show_licence
from visa_check.models import AgencyIndex, AgencyWatch
from visa_check.queries.agencies import verdicts
from visa_check.verdicts import AgencyVerdict


@dataclass(frozen=True)
class Followed:
    """An agency that somebody follows, and the answer about it."""

    agency: AgencyIndex
    since: datetime
    verdict: AgencyVerdict

    @property
    def licence(self) -> str:
        """The licence number as it is shown."""
        return show_licence(self.agency.rl_no)


def followed(person_id: int, day: date) -> Sequence[Followed]:
    """What somebody follows, the newest first."""
    mine = select(AgencyWatch).filter_by(person_id=person_id).order_by(AgencyWatch.id.desc())
    watches = db.scalars(mine.options(joinedload(AgencyWatch.agency))).all()
    found = verdicts((watch.agency_id for watch in watches), day)
    return [Followed(watch.agency, watch.since, found[watch.agency_id]) for watch in watches]
