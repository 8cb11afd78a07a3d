"""Following an agency: a change of its answer or its name goes out by SMS. No deeds."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, func, or_, select

from portal.deeds.outbox import Kind, our_link, send_sms
from portal.ground.clock import now, today
from portal.ground.database import db, transaction
from portal.ground.errors import Refusal
from portal.ground.formatting import digits
from portal.people.models import Person
from visa_check.licences import show_licence
from visa_check.models import AgencyIndex, AgencyWatch
from visa_check.queries.agencies import verdicts
from visa_check.verdicts import AgencyVerdict
from visa_check.words import AGENCY_WORDS

# Nobody deals with more agencies; a program that follows all of them is stopped.
MOST = 20
# So many people are told at one turn of the worker, of so many agencies at a time.
LOT, AGENCIES = 100, 500
# What is this old says nothing about today.
_USEFUL = timedelta(days=7)


class TooManyFollowed(Refusal):
    """Somebody follows as many agencies as anybody may."""

    message = _l("You follow %(most)s agencies already. Stop following one of them first.")


@transaction
def follow(person_id: int, agency_id: int) -> None:
    """Follow an agency from now on; to ask again changes nothing."""
    # Held, so that two taps at once make one row and the count holds.
    db.scalars(select(Person).filter_by(id=person_id).with_for_update()).one()
    mine = select(AgencyWatch.id).filter_by(person_id=person_id)
    if db.scalar(mine.filter_by(agency_id=agency_id)):
        return
    if (db.scalar(select(func.count()).select_from(mine.subquery())) or 0) >= MOST:
        raise TooManyFollowed(most=digits(MOST))
    db.add(
        AgencyWatch(
            person_id=person_id,
            agency_id=agency_id,
            since=now(),
            told_verdict=verdicts([agency_id], today())[agency_id],
            told_name=db.get_one(AgencyIndex, agency_id).name,
        )
    )


@transaction
def unfollow(person_id: int, agency_id: int) -> None:
    """Hear no more of an agency."""
    db.execute(delete(AgencyWatch).filter_by(person_id=person_id, agency_id=agency_id))


@transaction
def tell_few() -> int:
    """Tell the next few for whom something changed, each with its message; how many that were."""
    db.execute(delete(AgencyWatch).where(AgencyWatch.person.has(Person.active.is_(False))))
    told = 0
    for agency_ids in _watched():
        for agency_id, verdict in verdicts(agency_ids, today()).items():
            for watch in _changed(agency_id, verdict, LOT - told):
                _tell(watch, verdict)
                told += 1
    return told


def _watched() -> Iterator[Sequence[int]]:
    """The agencies that somebody follows, some at a time."""
    last = 0
    while True:
        following = select(AgencyWatch.agency_id).where(AgencyWatch.agency_id > last).distinct()
        some = db.scalars(following.order_by(AgencyWatch.agency_id).limit(AGENCIES)).all()
        if not some:
            return
        yield some
        last = some[-1]


def _changed(agency_id: int, verdict: AgencyVerdict, most: int) -> Sequence[AgencyWatch]:
    """Who was told something else of an agency than what is so today."""
    return db.scalars(
        select(AgencyWatch)
        .join(AgencyWatch.agency)
        .where(
            AgencyWatch.agency_id == agency_id,
            or_(AgencyWatch.told_verdict != verdict, AgencyWatch.told_name != AgencyIndex.name),
        )
        .order_by(AgencyWatch.id)
        .limit(most)
        .with_for_update(of=AgencyWatch)
    ).all()


def _tell(watch: AgencyWatch, verdict: AgencyVerdict) -> None:
    """Write the message: the licence says which agency, for a name may look like an address."""
    licence = show_licence(watch.agency.rl_no)
    with force_locale(watch.person.language):
        text = (
            _("Nirapod: %(licence)s has another name in the register now.", licence=licence)
            if watch.told_verdict is verdict
            else _(
                "Nirapod: %(licence)s is now: %(word)s.",
                licence=licence,
                word=AGENCY_WORDS[verdict].word,
            )
        )
    watch.told_verdict, watch.told_name = verdict, watch.agency.name
    link = our_link(f"/agencies/{licence}")
    send_sms(watch.person.phone, f"{text} {link}", Kind.NOTICE, _USEFUL, by_day=True)
