"""The shared tablet of a class: opened and closed by staff, handed from learner to learner."""

from flask import (
    abort,
    current_app,
    flash,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from courses.actions import tablets as actions
from courses.finding import matching
from courses.forms.classes import ButtonForm
from courses.forms.tablets import HandOverForm, OpenTabletForm
from courses.models import ClassTablet, Cohort
from courses.queries import classes as queries
from courses.queries import tablets
from courses.refusals import EasyHandOver, TabletClosed
from courses.views.classes.blueprint import STAFF, bp, found_cohort, may_run
from portal.deeds.asking import asked_by
from portal.ground.access import (
    helped,
    helper,
    on_tablet,
    only,
    person,
    public,
    signed_in,
    tablet_cookie,
)
from portal.ground.errors import Refusal
from portal.ground.forms import Form, typed
from portal.ground.i18n import language
from portal.people import sessions, strength
from portal.people.actions import sign_in


@bp.get("/office/classes/<ref>/tablet")
@only(*STAFF)
def open_tablet(ref: str) -> ResponseReturnValue:
    """Say how a test is taken on a shared tablet, and list the open tablets of the class."""
    return _staff_page(found_cohort(ref), OpenTabletForm())


@bp.post("/office/classes/<ref>/tablet")
@only(*STAFF)
def begin_tablet(ref: str) -> ResponseReturnValue:
    """Make this browser the shared tablet of the class; the visitor is signed out here."""
    cohort, form = found_cohort(ref), OpenTabletForm()
    if not form.validate():
        return _staff_page(cohort, form), 422
    if strength.is_easy_pin(typed(form.code), person().phone):
        return _staff_page(cohort, form.refuse(EasyHandOver())), 422
    try:
        opened = actions.open_tablet(asked_by(form), sessions.token(), ref, typed(form.code))
    except Refusal as refusal:
        return _staff_page(found_cohort(ref), form.refuse(refusal)), refusal.status
    return _become(sessions.end(redirect(url_for(".tablet"), 303)), opened)


@bp.post("/office/classes/<ref>/tablet/<tablet_ref>/close")
@only(*STAFF)
def close_tablet(ref: str, tablet_ref: str) -> ResponseReturnValue:
    """Close a tablet of the class from here."""
    found_cohort(ref)
    if not ButtonForm(prefix="close-").validate():
        abort(404)
    actions.close_tablet(person().id, ref, tablet_ref)
    flash(_("The tablet is closed. Whoever was in a test there is signed out."))
    return redirect(url_for(".open_tablet", ref=ref), 303)


@bp.get("/tablet")
@on_tablet
@public
def tablet() -> ResponseReturnValue:
    """Show the names of the class on its tablet; a closed one is a browser like any other."""
    found = _tablet()
    return _names_page(found, HandOverForm()) if found else _no_tablet()


@bp.get("/tablet/<enrolment_ref>")
@on_tablet
@public
def hand_over(enrolment_ref: str) -> ResponseReturnValue:
    """Ask staff for the code, to hand the tablet to one of the class."""
    found = _tablet()
    return _hand_over_page(found, enrolment_ref, HandOverForm()) if found else _no_tablet()


@bp.post("/tablet/<enrolment_ref>")
@on_tablet
@public
def begin_turn(enrolment_ref: str) -> ResponseReturnValue:
    """Hand the tablet to one of the class, who reaches lessons and tests there and nothing else."""
    found, form = _tablet(), HandOverForm()
    if found is None:
        return _no_tablet()
    if not form.validate():
        return _hand_over_page(found, enrolment_ref, form), 422
    opened = actions.begin_turn(_token(), enrolment_ref, typed(form.code), sessions.token())
    if isinstance(opened, TabletClosed):
        return _no_tablet()
    if isinstance(opened, Refusal):
        again = _tablet()
        if again is None:
            return _no_tablet()
        return _hand_over_page(again, enrolment_ref, form.refuse(opened)), opened.status
    return sessions.begin(redirect(url_for(".turn"), 303), opened)


@bp.get("/tablet/turn")
@helped
@signed_in
def turn() -> ResponseReturnValue:
    """Lead whoever has the tablet to the course of the class, or show its courses."""
    found = _tablet()
    if found is None:
        return _no_tablet()
    slugs = [one.course.slug for one in found.cohort.courses]
    if len(slugs) == 1:
        return redirect(url_for("courses.show", slug=slugs[0]), 303)
    titles = queries.titles(found.cohort, language())
    named = [(one.course.slug, titles[one.course_id]) for one in found.cohort.courses]
    return render_template("classes/turn.html", courses=named)


@bp.post("/tablet/finish")
@on_tablet
@public
def finish_turn() -> ResponseReturnValue:
    """End the turn of whoever is helped here; the names are back."""
    if helper():
        sign_in.sign_out(sessions.token())
    return sessions.end(redirect(url_for(".tablet"), 303))


@bp.post("/tablet/close")
@on_tablet
@public
def close_here() -> ResponseReturnValue:
    """Close the tablet itself with the code; the browser is one like any other again."""
    found, form = _tablet(), HandOverForm()
    if found is None:
        return _no_tablet()
    if not form.validate():
        return _names_page(found, form), 422
    refusal = actions.close_here(_token(), typed(form.code))
    if refusal is None:
        return _forget(sessions.end(redirect(url_for("people.sign_in_staff"), 303)))
    again = _tablet()
    if again is None:
        return _no_tablet()
    return _names_page(again, form.refuse(refusal)), refusal.status


def _token() -> str | None:
    return request.cookies.get(tablet_cookie())


def _tablet() -> ClassTablet | None:
    return tablets.tablet(_token())


def _become(response: Response, opened: actions.OpenedTablet) -> Response:
    """Let the browser hold the token of a tablet and nothing else of anybody."""
    response.set_cookie(
        tablet_cookie(),
        opened.token,
        expires=opened.ends_at,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )
    _delete(response, sessions.device_cookie_name())
    return sessions.keep_guest(response, "", 0)


def _forget(response: Response) -> Response:
    """Let the browser be no tablet any more."""
    _delete(response, tablet_cookie())
    return response


def _delete(response: Response, cookie: str) -> None:
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    response.delete_cookie(cookie, secure=secure, httponly=True, samesite="Lax")


def _no_tablet() -> ResponseReturnValue:
    """Say that the tablet is closed, and let the browser forget that it was one."""
    page = render_template("classes/tablet.html", cohort=None)
    return _forget(make_response(page, 200 if request.method == "GET" else 409))


def _names_page(found: ClassTablet, form: HandOverForm) -> str:
    """The names; none while somebody is in the middle of something."""
    asked = request.args.get("q", "").strip()[:40]
    seats = [] if helper() else matching(queries.enrolled(found.cohort_id), asked)
    return render_template(
        "classes/tablet.html", cohort=found.cohort, seats=seats, asked=asked, form=form
    )


def _hand_over_page(found: ClassTablet, enrolment_ref: str, form: HandOverForm) -> str:
    seat = tablets.seat(found, enrolment_ref) or abort(404)
    return render_template("classes/hand_over.html", seat=seat, form=form)


def _staff_page(cohort: Cohort, form: Form) -> str:
    return render_template(
        "classes/open_tablet.html",
        cohort=cohort,
        tablets=tablets.tablets(cohort),
        may_run=may_run(cohort),
        form=form,
        close=ButtonForm(formdata=None, prefix="close-"),
    )
