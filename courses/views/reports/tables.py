"""How questions were answered, put together for a page or a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Response
from flask_babel import gettext as _

from courses import markdown
from courses.queries import classes as class_queries
from courses.queries import teaching
from courses.queries.reports import questions as queries
from courses.queries.reports.questions import Asked, Report, Shares, Words
from courses.queries.reports.scope import Scope
from courses.queries.teaching import Taught
from courses.recalling import ROUNDS
from courses.views.reports import words
from courses.views.reports.blueprint import file
from portal.ground import asked as asked_for

PAGE = 25
# So many bars are still a picture, not a list.
TOP = 10


@dataclass(frozen=True)
class Line:
    """A question of the report with its words, lessons and what stands out."""

    asked: Asked
    # By round: how it was answered a week and a month later.
    again: Mapping[int, Shares]
    words: Words
    lessons: Sequence[Taught]
    findings: Sequence[str]


@dataclass(frozen=True)
class Sheet:
    """A page of the report, and the questions that most got wrong for its picture."""

    report: Report
    lines: Sequence[Line]
    top: Sequence[Line]
    page: int
    pages: int


def questions(scope: Scope, language: str) -> Sheet:
    """The page of the report that the address asks for."""
    report = queries.report(scope)
    page = asked_for.page()
    shown = report.asked[(page - 1) * PAGE : page * PAGE]
    top = report.asked[:TOP]
    told = _lines(scope, [*shown, *top], language)
    return Sheet(
        report=report,
        lines=[told[one.question.id] for one in shown],
        top=[told[one.question.id] for one in top],
        page=page,
        pages=-(-len(report.asked) // PAGE),
    )


def questions_file(name: str, scope: Scope, language: str) -> Response:
    """All of the report as a file, a line for each question."""
    report = queries.report(scope)
    told = _lines(scope, report.asked, language)
    heads = [
        _("Course"),
        _("Version"),
        _("Module"),
        _("Name of the question"),
        _("Question"),
        _("Answers"),
        _("Right in per cent"),
        _("Wrong in per cent"),
        _("How well it tells apart, in per cent"),
        *(f"{_('Right in per cent')}, {words.ROUNDS[round_]}" for round_ in ROUNDS),
        _("What stands out"),
        *(_("Answer %(number)s, taken", number=place) for place in range(1, _most(report) + 1)),
    ]
    titles = course_titles(language)
    rows = [_cells(told[one.question.id], titles, language) for one in report.asked]
    return file(name, heads, rows)


def course_titles(language: str) -> dict[int, str]:
    """What every course is called, by its key."""
    versions = class_queries.newest_versions()
    return {course_id: version.title(language) for course_id, version in versions.items()}


def _lines(scope: Scope, asked: Sequence[Asked], language: str) -> dict[int, Line]:
    told = queries.words(asked, language)
    again = queries.again(scope, asked)
    lessons = teaching.lessons([one.question.id for one in asked], language)
    return {
        one.question.id: Line(
            one,
            again.get(one.question.id, {}),
            told[one.question.id],
            lessons.get(one.question.id, []),
            words.findings(one.figures),
        )
        for one in asked
    }


def _most(report: Report) -> int:
    return max((len(one.figures.options) for one in report.asked), default=0)


def _cells(line: Line, titles: Mapping[int, str], language: str) -> list[object]:
    asked, figures = line.asked, line.asked.figures
    again = [line.again.get(round_) for round_ in ROUNDS]
    return [
        titles[asked.version.course_id],
        asked.version.version,
        asked.module.title(language),
        asked.question.slug,
        markdown.plain(line.words.stem),
        figures.answers,
        figures.share_right,
        figures.share_wrong,
        figures.tells,
        *(one.share_right if one else None for one in again),
        " ".join(line.findings),
        *(option.taken for option in figures.options),
    ]
