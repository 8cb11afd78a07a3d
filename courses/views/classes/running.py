"""The list of classes, a class with who sits there, and somebody of a class."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from courses.doubles import Sitting, doubles
from courses.forms.classes import ButtonForm
from courses.models import Enrolment
from courses.queries import classes as queries
from courses.queries import cohorts, rolls
from courses.views.classes.blueprint import READERS, STAFF, bp, found_cohort, may_run
from portal.ground import asked
from portal.ground.access import Role, only, person, signed_in
from portal.ground.clock import today
from portal.ground.i18n import language
from portal.people import identities, passports
from portal.people.phones import masked


@bp.get("/office/classes/")
@only(*READERS)
def index() -> ResponseReturnValue:
    """List the classes within reach: today's, those to come, those that are over."""
    page = asked.page()
    meetings = cohorts.todays(person())
    coming, over = cohorts.coming(person()), cohorts.over(person(), page)
    listed = [*(one.cohort for one in meetings), *coming, *over]
    return render_template(
        "classes/index.html",
        meetings=meetings,
        tallies=rolls.tallies([one.id for one in meetings]),
        coming=coming,
        over=over,
        taken=cohorts.taken_seats([one.id for one in listed]),
        centres=cohorts.centres(person()) if person().role in STAFF else [],
        unnamed=person().centre if person().role is Role.TRAINER else None,
        may_open=person().role in STAFF,
        page=page,
        pages=-(-cohorts.count_over(person()) // cohorts.PAGE),
    )


@bp.get("/office/classes/<ref>/")
@only(*READERS)
def show(ref: str) -> ResponseReturnValue:
    """Show a class, its days, and who sits there."""
    cohort = found_cohort(ref)
    seats = queries.seats(cohort)
    return render_template(
        "classes/show.html",
        cohort=cohort,
        seats=seats,
        doubles=doubles([_sitting(seat.enrolment) for seat in seats]),
        tallies=rolls.tallies([one.id for one in cohort.meetings]),
        titles=queries.titles(cohort, language()).values(),
        may_run=may_run(cohort),
        today=today(),
    )


@bp.get("/office/classes/<ref>/list")
@only(*READERS)
def sheet(ref: str) -> ResponseReturnValue:
    """Show the list of a class for the wall: names, days, and room to sign."""
    cohort = found_cohort(ref)
    return render_template("classes/sheet.html", cohort=cohort, seats=queries.seats(cohort))


@bp.get("/office/classes/<ref>/people/<enrolment_ref>")
@only(*READERS)
def learner(ref: str, enrolment_ref: str) -> ResponseReturnValue:
    """Show somebody of a class: days, passport, and what is still missing."""
    cohort = found_cohort(ref)
    found = queries.enrolment(person(), ref, enrolment_ref) or abort(404)
    identity = identities.told(found.person_id)
    seen = identities.seen(identity)
    return render_template(
        "classes/learner.html",
        cohort=cohort,
        enrolment=found,
        phone=masked(found.person.phone) if found.person.phone else "",
        marks=rolls.marks(found),
        tests=rolls.tests(found),
        has_pin=found.person.credential is not None,
        identity=identity,
        seen=seen,
        masked_number=passports.masked(seen.number) if seen else "",
        place=identity.place(language()) if identity else "",
        is_child=seen is not None and seen.is_child(today()),
        may_run=may_run(cohort),
        leave=ButtonForm(formdata=None, prefix="leave-"),
    )


@bp.get("/account/classes")
@signed_in
def mine() -> ResponseReturnValue:
    """List the classes in which the visitor sits."""
    return render_template("classes/mine.html", classes=cohorts.attended(person()), today=today())


def _sitting(enrolment: Enrolment) -> Sitting:
    """Somebody of a class, as far as doubles go."""
    return Sitting(enrolment.ref, enrolment.person.name, enrolment.person.phone)
