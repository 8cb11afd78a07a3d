"""How far the visitor is in learning, for the first stop of the home page's journey line."""

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from courses import queries, way
from courses.queries import Offer
from courses.views import reader
from portal.ground.access import person
from portal.ground.formatting import digits
from portal.ground.i18n import language


@dataclass(frozen=True)
class Standing:
    """A stop of the journey line: done or here, where it leads, and in words."""

    state: str
    href: str
    text: str


def standing() -> Standing | None:
    """How far the visitor is; None for who has neither learnt nor chosen anything yet."""
    who = reader.reader()
    answers = reader.answers()
    if who is None and answers is None:
        return None
    offers = queries.courses(who)
    mine = way.chosen(offers, answers)
    if not mine:
        return None
    here = way.here(mine, offers, has_account=bool(person()))
    if here is None:
        return Standing("done", url_for("courses.index"), _passed(len(mine)))
    return Standing("here", url_for("courses.show", slug=here.slug), _next(here))


def _passed(count: int) -> str:
    told: str = ngettext(
        "You have passed your course.",
        "You have passed all %(count)s courses of yours.",
        count,
        count=digits(count),
    )
    return told


def _next(here: Offer) -> str:
    title = here.version.title(language())
    if not here.read:
        return str(_("Next: %(title)s", title=title))
    read, lessons = digits(here.read), digits(here.lessons)
    return str(
        _(
            "Next: %(title)s, %(read)s of %(lessons)s lessons read",
            title=title,
            read=read,
            lessons=lessons,
        )
    )
