"""The list of courses, a course, and its lessons: open to everybody."""

from typing import Any

from flask import Response, abort, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from courses import queries, way
from courses.actions import guests, studying
from courses.forms.learning import ButtonForm
from courses.path import next_step
from courses.queries import Place
from courses.views import reader
from courses.views.blueprint import bp
from courses.views.words import destination_name, work_name
from portal.ground.access import helped, on_tablet, person, public
from portal.ground.headers import policy
from portal.ground.i18n import language

_YEAR = 365 * 24 * 3600


@bp.get("/")
@public
def index() -> ResponseReturnValue:
    """List the courses: the visitor's own, and the others by whom they are for."""
    offers = queries.courses(reader.reader())
    answers = reader.answers()
    mine = way.chosen(offers, answers)
    return render_template(
        "courses/index.html",
        mine=mine,
        here=way.here(mine, offers, has_account=bool(person())),
        others=[offer for offer in offers if offer not in mine],
        country=destination_name(answers.destination) if answers else None,
        work=work_name(answers.work) if answers else None,
        was_this_you=bool(reader.studied()),
    )


@bp.get("/<slug>/")
@helped
@public
def show(slug: str) -> ResponseReturnValue:
    """Show a course: its modules, how far the visitor is, and what comes next."""
    version = queries.version_for(slug, person()) or abort(404)
    modules = queries.path(version, reader.reader(), language())
    before = queries.before(version, person())
    return render_template(
        "courses/show.html",
        version=version,
        modules=modules,
        before=before,
        step=next_step(modules, reader.barrier(before)),
        course_pass=queries.passed(person(), slug),
        alerts=_alerts(version.destination),
    )


def _alerts(destination: str | None) -> Any:
    """Lines about frauds with visas for the country of a course, by whom the roof names."""
    return current_app.extensions["alerts"](destination) if destination else []


@bp.get("/<slug>/<lesson>")
@helped
@public
def lesson(slug: str, lesson: str) -> ResponseReturnValue:
    """Show a lesson."""
    version = queries.version_for(slug, person()) or abort(404)
    lines = queries.outline(version, language(), reader.reader())
    place = queries.place(lines, lesson)
    if place is None:
        abort(404)
    return render_template(
        "courses/lesson.html",
        version=version,
        place=place,
        text=queries.lesson_text(place.line.lesson, language()),
        sources=[version.sources[source] for source in place.line.lesson.sources],
        form=ButtonForm(),
    )


@bp.post("/<slug>/<lesson>/read")
@helped
@public
def read(slug: str, lesson: str) -> ResponseReturnValue:
    """Keep that the visitor has read a lesson, with or without an account, and go on."""
    version = queries.version_for(slug, person()) or abort(404)
    place = queries.place(queries.outline(version, language(), person()), lesson)
    if place is None:
        abort(404)
    if person():
        studying.mark_read(person().id, place.line.lesson.id)
        return redirect(_after(slug, place, has_account=True), 303)
    token = guests.mark_read(reader.guest_token(), place.line.lesson.id)
    response = redirect(_after(slug, place, has_account=False), 303)
    return reader.keep(response, token, reader.guest_answers())


def _after(slug: str, place: Place, *, has_account: bool) -> str:
    """What follows a lesson: the test of its module, the next lesson, or the course."""
    if place.next and not place.is_last_of_module:
        return url_for(".lesson", slug=slug, lesson=place.next.lesson.slug)
    if has_account:
        return url_for(".test", slug=slug, module=place.line.module.slug)
    return url_for(".show", slug=slug)


@bp.get("/<slug>/media/<version>/<name>")
@on_tablet
@public
def picture(slug: str, version: str, name: str) -> ResponseReturnValue:
    """Give a picture of a course; a published one never changes."""
    file = queries.picture(slug, version, name) or abort(404)
    response = Response(file.content, mimetype="image/svg+xml")
    response.headers["Content-Security-Policy"] = policy(
        default_src="'none'", style_src="'unsafe-inline'", sandbox=""
    )
    response.headers["Cache-Control"] = f"public, max-age={_YEAR}, immutable"
    return response
