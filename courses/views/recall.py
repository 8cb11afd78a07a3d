"""Three questions by SMS: a link that opens them without sign-in, one a screen.

Phones are shared and messengers open links to show what is behind them, so a page shows nothing of
the person, and to look at it changes nothing. What does not lead to questions is told alike.
"""

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from courses import paper, telling
from courses import queries as course_queries
from courses.actions import recall as actions
from courses.forms.recall import MessagesForm, RecallForm
from courses.models import Recall
from courses.queries import recall as queries
from courses.queries import teaching
from courses.refusals import Gone, NoAnswer
from portal.ground.access import Role, only, person, public
from portal.ground.i18n import language

bp = Blueprint("recall", __name__, url_prefix="/recall")


@bp.get("/<token>")
@public
def ask(token: str) -> ResponseReturnValue:
    """Ask the next question; a used link says that it is used."""
    recall = queries.opened(token)
    if recall is None:
        return _unknown(token)
    position = _next(recall)
    if position is None:
        return render_template("recall/_used.html", token=token), 410
    return _question(recall, token, position, RecallForm())


@bp.post("/<token>/<int:position>")
@public
def answer(token: str, position: int) -> ResponseReturnValue:
    """Keep the answer to one question, and tell what there is to learn from it."""
    recall = queries.opened(token)
    if recall is None:
        return _unknown(token)
    form = RecallForm()
    if not form.validate():
        return _question(recall, token, position, form), 422
    try:
        actions.answer(token, position, form.choice.data or [])
    except Gone:
        abort(404)
    except NoAnswer as refusal:
        return _question(recall, token, position, form.refuse(refusal)), refusal.status
    return redirect(url_for(".told", token=token, position=position), 303)


@bp.get("/<token>/<int:position>")
@public
def told(token: str, position: int) -> ResponseReturnValue:
    """Tell how one question was answered, what is right, and where it is taught."""
    recall = queries.opened(token)
    if recall is None:
        return _unknown(token)
    row = next((one for one in recall.answers if one.position == position), None)
    if row is None or row.choice is None:
        return redirect(url_for(".ask", token=token), 303)
    question = course_queries.questions([row.question_id], language())[row.question_id]
    return render_template(
        "recall/told.html",
        token=token,
        version=recall.course_pass.version,
        one=telling.told(recall.seed, [question], {1: row.choice})[0],
        position=position,
        total=len(recall.answers),
        right=sum(one.mark == 100 for one in recall.answers),
        is_over=_next(recall) is None,
        lessons=teaching.lessons([row.question_id], language()).get(row.question_id, []),
    )


@bp.post("/<token>/stop")
@public
def stop(token: str) -> ResponseReturnValue:
    """Send no more such messages to whom the link belongs."""
    actions.stop(token)
    return redirect(url_for(".stopped"), 303)


@bp.get("/stopped")
@public
def stopped() -> ResponseReturnValue:
    """Say that no more such messages are sent."""
    return render_template("recall/stopped.html")


@bp.get("/messages")
@only(Role.MIGRANT)
def messages() -> ResponseReturnValue:
    """Show whether the visitor gets questions by SMS."""
    return _messages_page(MessagesForm())


@bp.post("/messages")
@only(Role.MIGRANT)
def choose() -> ResponseReturnValue:
    """Switch the questions by SMS on or off."""
    form = MessagesForm()
    if not form.validate():
        return _messages_page(form), 422
    actions.choose(person().id, wanted=form.wanted.data == "yes")
    return redirect(url_for(".messages"), 303)


def _messages_page(form: MessagesForm) -> str:
    return render_template("recall/messages.html", wanted=queries.wants(person()), form=form)


def _next(recall: Recall) -> int | None:
    return next((one.position for one in recall.answers if one.answered_at is None), None)


def _question(recall: Recall, token: str, position: int, form: RecallForm) -> str:
    """One question; the key is not in what the page gets."""
    row = next((one for one in recall.answers if one.position == position), None) or abort(404)
    question = course_queries.questions([row.question_id], language())[row.question_id]
    screen = paper.screen(
        recall.seed, question, position, len(recall.answers), [], form.choice.data or None
    )
    return render_template(
        "recall/ask.html",
        token=token,
        version=recall.course_pass.version,
        screen=screen,
        form=form,
    )


def _unknown(token: str) -> ResponseReturnValue:
    """The same page for a link that ran out and for one that never was; programs have to wait."""
    page = render_template("recall/_unknown.html", token=token)
    wait = queries.wait_for_unknown()
    if wait:
        return page, 429, {"Retry-After": str(wait)}
    actions.count_unknown()
    return page, 404


@bp.after_request
def _kept_by_nobody(response: Response) -> Response:
    """No copy, no search engine, and no other page learns the address of a link."""
    if request.view_args and "token" in request.view_args:
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Referrer-Policy"] = "no-referrer"
    return response


@bp.record_once
def _without_form_tokens(state: BlueprintSetupState) -> None:
    """The link's own token keeps what it opens; no referrer comes that could be checked."""
    for view in (answer, stop):
        state.app.extensions["csrf"].exempt(view)
