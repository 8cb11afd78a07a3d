"""The list of classes, and a class with who sits there."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from courses.queries import classes as queries
from courses.views.classes.blueprint import READERS, bp
from portal.ground import asked
from portal.ground.access import only, person


@bp.get("/")
@only(*READERS)
def index() -> ResponseReturnValue:
    """List the classes within reach."""
    page = asked.page()
    return render_template(
        "classes/index.html",
        cohorts=queries.cohorts(person(), page),
        page=page,
        pages=-(-queries.count_cohorts(person()) // queries.PAGE),
    )


@bp.get("/<ref>/")
@only(*READERS)
def show(ref: str) -> ResponseReturnValue:
    """Show a class and who sits there."""
    cohort = queries.cohort(person(), ref) or abort(404)
    return render_template("classes/show.html", cohort=cohort, seats=queries.seats(cohort))
