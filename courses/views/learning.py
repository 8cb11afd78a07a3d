"""The list of courses, a course, and its lessons: open to everybody."""

from flask import Response, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from courses import queries
from courses.actions import studying
from courses.forms.learning import ButtonForm
from courses.path import next_step
from courses.views.blueprint import bp
from portal.ground.access import person, public, signed_in
from portal.ground.headers import policy
from portal.ground.i18n import language

_YEAR = 365 * 24 * 3600


@bp.get("/")
@public
def index() -> ResponseReturnValue:
    """List the courses."""
    return render_template("courses/index.html", courses=queries.courses(person()))


@bp.get("/<slug>/")
@public
def show(slug: str) -> ResponseReturnValue:
    """Show a course: its modules, how far the visitor is, and what comes next."""
    version = queries.version_for(slug, person()) or abort(404)
    modules = queries.path(version, person(), language())
    return render_template(
        "courses/show.html",
        version=version,
        modules=modules,
        step=next_step(modules),
        course_pass=queries.passed(person(), slug),
    )


@bp.get("/<slug>/<lesson>")
@public
def lesson(slug: str, lesson: str) -> ResponseReturnValue:
    """Show a lesson."""
    version = queries.version_for(slug, person()) or abort(404)
    lines = queries.outline(version, language(), person())
    place = queries.place(lines, lesson)
    if place is None:
        abort(404)
    return render_template(
        "courses/lesson.html",
        version=version,
        place=place,
        text=queries.lesson_text(place.line.lesson, language()),
        sources=[version.sources[source] for source in place.line.lesson.sources],
        form=ButtonForm() if person() else None,
    )


@bp.post("/<slug>/<lesson>/read")
@signed_in
def read(slug: str, lesson: str) -> ResponseReturnValue:
    """Keep that the visitor has read a lesson, and go on to what follows it."""
    version = queries.version_for(slug, person()) or abort(404)
    place = queries.place(queries.outline(version, language(), person()), lesson)
    if place is None:
        abort(404)
    studying.mark_read(person().id, place.line.lesson.id)
    if place.is_last_of_module:
        return redirect(url_for(".test", slug=slug, module=place.line.module.slug), 303)
    following = place.next.lesson.slug if place.next else lesson
    return redirect(url_for(".lesson", slug=slug, lesson=following), 303)


@bp.get("/<slug>/media/<version>/<name>")
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
