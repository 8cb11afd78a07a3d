"""A class: who is where, and how its questions were answered."""

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from courses.helping import by_need
from courses.models import Cohort
from courses.queries.reports import centres, progress, scope
from courses.views.reports import tables, words
from courses.views.reports.blueprint import READERS, bp, file, found_cohort
from portal.ground.access import only
from portal.ground.clock import today
from portal.ground.i18n import language


@bp.get("/classes/<ref>/progress")
@only(*READERS)
def progress_of(ref: str) -> ResponseReturnValue:
    """Show who of a class is where, who needs help first at the top."""
    cohort = found_cohort(ref)
    rows = _rows(cohort)
    return render_template(
        "reports/progress_of.html",
        cohort=cohort,
        rows=rows,
        counts=words.counts(rows),
        later=centres.later(scope.of_class(cohort)),
        titles=tables.course_titles(language()),
        rounds=words.ROUNDS,
    )


@bp.get("/classes/<ref>/progress.csv")
@only(*READERS)
def progress_file(ref: str) -> Response:
    """Give who of a class is where as a table for spreadsheets."""
    cohort = found_cohort(ref)
    heads = [
        _("Name"),
        _("Seat"),
        _("Needs"),
        _("Steps done in per cent"),
        _("Lessons read"),
        _("Lessons"),
        _("Tests passed"),
        _("Tests"),
        _("Failed tries"),
        _("Now"),
        _("Course"),
        _("Last seen"),
    ]
    return file(f"progress-{cohort.ref[:8]}", heads, [_cells(row) for row in _rows(cohort)])


@bp.get("/classes/<ref>/questions")
@only(*READERS)
def questions_of(ref: str) -> ResponseReturnValue:
    """Show how the questions were answered in a class, in numbers only."""
    cohort = found_cohort(ref)
    return render_template(
        "reports/questions_of.html",
        cohort=cohort,
        sheet=tables.questions(scope.of_class(cohort), language()),
        rounds=words.ROUNDS,
    )


@bp.get("/classes/<ref>/questions.csv")
@only(*READERS)
def questions_of_file(ref: str) -> Response:
    """Give how the questions were answered in a class as a table for spreadsheets."""
    cohort = found_cohort(ref)
    return tables.questions_file(f"questions-{cohort.ref[:8]}", scope.of_class(cohort), language())


def _rows(cohort: Cohort) -> list[words.Row]:
    learners = by_need(progress.learners(cohort, language()), today())
    many = len(cohort.courses) > 1
    return [words.row(one, today(), many=many) for one in learners]


def _cells(row: words.Row) -> list[object]:
    one = row.learner
    return [
        one.name,
        one.seat,
        row.needs,
        one.share,
        one.read,
        one.lessons,
        one.passed,
        one.tests,
        one.failed,
        row.now,
        row.course,
        one.last_seen.isoformat() if one.last_seen else "",
    ]
