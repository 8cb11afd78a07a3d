"""What the reports say in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from courses.figures import EASY, HARD, Figures, Finding
from courses.helping import CourseWay, Learner, Need
from courses.path import Next
from portal.ground.formatting import digits, moment

NEEDS = {
    Need.STUCK: _l("Stuck at a test"),
    Need.NOT_BEGUN: _l("Has not begun"),
    Need.AWAY: _l("Not seen for a week or longer"),
    Need.ON_THE_WAY: _l("On the way"),
    Need.DONE: _l("Everything passed"),
}
ROUNDS = {1: _l("a week later"), 2: _l("a month later")}
FINDINGS = {
    Finding.HARD: _l("Hard: fewer than %(bound)s of 100 know it. Is it clear in the lesson?"),
    Finding.EASY: _l("Easy: more than %(bound)s of 100 know it."),
    Finding.TELLS_LITTLE: _l("Who knows the rest of the test gets it right hardly more often."),
}
_BOUNDS = {Finding.HARD: HARD, Finding.EASY: EASY}


@dataclass(frozen=True)
class Row:
    """Somebody of a class and how they stand, in words."""

    learner: Learner
    need: Need
    needs: str
    # The next step, and of which course where the class learns several.
    now: str
    course: str


def row(learner: Learner, today: date, *, many: bool) -> Row:
    """The words of one person; `many`: the class learns several courses."""
    need = learner.need(today)
    course = learner.way.title if many and learner.way else ""
    return Row(learner, need, _need(learner, need, today), _now(learner.way), course)


def findings(figures: Figures) -> list[str]:
    """What stands out about a question."""
    found = [
        str(FINDINGS[one]) % {"bound": digits(_BOUNDS[one])}
        if one in _BOUNDS
        else str(FINDINGS[one])
        for one in figures.findings
    ]
    if figures.never:
        count = len(figures.never)
        found.append(
            ngettext(
                "Nobody took one of the wrong answers.",
                "Nobody took %(count)s of the wrong answers.",
                count,
                count=digits(count),
            )
        )
    if figures.misleading:
        found.append(_("A wrong answer was taken more often than the right one."))
    return found


def counts(rows: Sequence[Row]) -> list[tuple[Need, str, int]]:
    """How many stand in each way, who needs help most first."""
    return [(need, str(NEEDS[need]), sum(one.need is need for one in rows)) for need in Need]


def _need(learner: Learner, need: Need, today: date) -> str:
    if need is Need.STUCK:
        title, times = learner.hardest
        return str(_("Failed %(times)s times: %(title)s", times=digits(times), title=title))
    if need is Need.AWAY and learner.last_seen:
        days = (today - learner.last_seen).days
        return str(_("Not seen for %(days)s days", days=digits(days)))
    return str(NEEDS[need])


def _now(way: CourseWay | None) -> str:
    """What comes next for somebody."""
    if way is None:
        return ""
    step = way.step
    module = step.module.title if step.module else ""
    lesson = step.lesson.title if step.lesson else ""
    told = {
        Next.LESSON: _("Lesson: %(title)s", title=lesson),
        Next.TEST: _("Test: %(title)s", title=module),
        Next.GO_ON: _("In the middle of the test: %(title)s", title=module),
        Next.COURSES: _("First has to pass other courses"),
        Next.WAIT: _("Test: %(title)s", title=module),
    }.get(step.kind, "")
    if step.kind is Next.WAIT and step.module and step.module.trial.wait_until:
        again = moment(step.module.trial.wait_until)
        told = _("Waits until %(moment)s for the test: %(title)s", moment=again, title=module)
    return str(told)
