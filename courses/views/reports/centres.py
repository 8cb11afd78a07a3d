"""The classes of a centre, or of all within reach, in some days."""

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from courses.queries import cohorts
from courses.queries.reports import centres as queries
from courses.views.reports import tables, words
from courses.views.reports.blueprint import READERS, asked, bp, file
from portal.ground import asked as asked_for
from portal.ground.access import only, person
from portal.ground.i18n import language


@bp.get("/learning/")
@only(*READERS)
def learning() -> ResponseReturnValue:
    """Show what the classes of a centre come to in some days."""
    wanted = asked()
    page = asked_for.page()
    return render_template(
        "reports/learning.html",
        wanted=wanted,
        centres=cohorts.centres(person()),
        classes=queries.classes(wanted.scope, page),
        page=page,
        pages=-(-queries.count_classes(wanted.scope) // queries.PAGE),
        later=queries.later(wanted.scope),
        titles=tables.course_titles(language()),
        rounds=words.ROUNDS,
    )


@bp.get("/learning/classes.csv")
@only(*READERS)
def learning_file() -> Response:
    """Give what the classes come to as a table for spreadsheets."""
    heads = [
        _("Class"),
        _("Centre"),
        _("First day"),
        _("Last day"),
        _("People"),
        _("Courses to pass"),
        _("Courses passed"),
        _("Tests handed in"),
        _("Tests passed"),
    ]
    rows: list[list[object]] = [
        [
            one.cohort.title,
            one.cohort.centre.name(language()),
            one.cohort.begins_on.isoformat(),
            one.cohort.ends_on.isoformat(),
            one.learners,
            one.to_pass,
            one.passed,
            one.tests,
            one.tests_passed,
        ]
        for one in queries.classes(asked().scope)
    ]
    return file("classes", heads, rows)


@bp.get("/learning/later.csv")
@only(*READERS)
def later_file() -> Response:
    """Give what is still known a week and a month later as a table for spreadsheets."""
    titles = tables.course_titles(language())
    heads = [_("Course"), _("When"), _("Messages"), _("Answers"), _("Right in per cent")]
    rows: list[list[object]] = [
        [titles[one.course_id], words.ROUNDS[one.round], one.sent, one.answers, one.share_right]
        for one in queries.later(asked().scope)
    ]
    return file("later", heads, rows)


@bp.get("/learning/questions")
@only(*READERS)
def questions() -> ResponseReturnValue:
    """Show how the questions were answered in the classes of a centre, in numbers only."""
    wanted = asked()
    return render_template(
        "reports/questions.html",
        wanted=wanted,
        centres=cohorts.centres(person()),
        sheet=tables.questions(wanted.scope, language()),
        rounds=words.ROUNDS,
    )


@bp.get("/learning/questions.csv")
@only(*READERS)
def questions_file() -> Response:
    """Give how the questions were answered as a table for spreadsheets."""
    return tables.questions_file("questions", asked().scope, language())
