"""The guide: three questions, one a screen, and the way through the courses they lead to."""

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from courses import queries, way
from courses.actions import guests as actions
from courses.forms.learning import GuideForm
from courses.path import Step, next_step
from courses.queries import Offer
from courses.views import reader
from courses.views.blueprint import bp
from courses.views.words import destination_name, work_name
from courses.work import KINDS
from portal.ground.access import person, public
from portal.ground.forms import typed
from portal.ground.i18n import language


@dataclass(frozen=True)
class Choice:
    """One answer to a question of the guide, and where it leads."""

    # In static/images/choices.svg.
    picture: str
    title: str
    href: str


@bp.get("/guide")
@public
def guide() -> ResponseReturnValue:
    """Ask where to, what work, and whether it is the first time: one question a screen."""
    return _question(GuideForm(to=request.args.get("to"), work=request.args.get("work")))


@bp.post("/guide")
@public
def choose() -> ResponseReturnValue:
    """Keep the three answers, and show the way they lead to."""
    form = GuideForm()
    found = way.answers_of(typed(form.to), typed(form.work), typed(form.first))
    if not form.validate() or found is None:
        return _question(form, is_wrong=True), 422
    response = redirect(url_for(".way"), 303)
    if person():
        actions.choose(person().id, found)
        return response
    return reader.keep(response, reader.guest_token(), found)


@bp.get("/guide/way", endpoint="way")
@public
def show_way() -> ResponseReturnValue:
    """Show the courses that the visitor's answers lead to, in order, and what comes next."""
    answers = reader.answers()
    if answers is None:
        return redirect(url_for(".guide"), 303)
    offers = queries.courses(reader.reader())
    mine = way.ordered(offers, answers)
    here = way.here(mine, offers, has_account=bool(person()))
    return render_template(
        "courses/way.html",
        answers=answers,
        country=destination_name(answers.destination),
        work=work_name(answers.work),
        mine=mine,
        here=here,
        step=_step(here) if here else None,
        lacks_country=way.lacks_country(offers, answers),
        lacks_work=way.lacks_work(offers, answers),
    )


def _step(here: Offer) -> Step | None:
    """What comes next in the course to go on with."""
    version = queries.version_for(here.slug, reader.reader()) or here.version
    before = queries.before(version, reader.reader())
    modules = queries.path(version, reader.reader(), language())
    return next_step(modules, reader.barrier(before))


def _question(form: GuideForm, *, is_wrong: bool = False) -> str:
    """The first question that has no good answer yet; the good ones stay above it."""
    to, work = typed(form.to), typed(form.work)
    choices, past = _destinations(), []
    if way.is_destination(to):
        past.append(_destination(to, url_for(".guide")))
        choices = _works(to)
    if past and way.is_work(work):
        past.append(_work(work, url_for(".guide", to=to)))
        choices = []
    return render_template(
        "courses/guide.html", past=past, choices=choices, form=form, is_wrong=is_wrong
    )


def _destinations() -> list[Choice]:
    codes = dict.fromkeys([*way.DESTINATIONS, *queries.destinations()])
    words = [*codes, way.OTHER, way.UNKNOWN]
    return [_destination(word, url_for(".guide", to=word)) for word in words]


def _destination(word: str, href: str) -> Choice:
    is_drawn = word in way.DESTINATIONS or word == way.UNKNOWN
    return Choice(word if is_drawn else "country", destination_name(word), href)


def _works(to: str) -> list[Choice]:
    return [
        _work(word, url_for(".guide", to=to, work=word))
        for word in [*KINDS, way.OTHER, way.UNKNOWN]
    ]


def _work(word: str, href: str) -> Choice:
    return Choice(word, work_name(word), href)
