"""The test of a module: its rules, one question a screen, the review, and the result."""

from dataclasses import dataclass
from typing import Any

from flask import abort, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from courses import paper, queries, telling
from courses.actions import studying
from courses.forms.learning import AnswerForm, ButtonForm
from courses.models import Attempt
from courses.path import next_step
from courses.refusals import AnsweredElsewhere, Ended, NoAnswer
from courses.views.blueprint import bp
from portal.ground.access import helped, helper, person, signed_in
from portal.ground.errors import Refusal
from portal.ground.forms import typed
from portal.ground.i18n import language
from portal.people import sessions

# So many seconds a result stands on a shared tablet when nobody touches it.
_RESULT_STAYS = 180


@bp.get("/<slug>/test/<module>")
@helped
@signed_in
def test(slug: str, module: str) -> ResponseReturnValue:
    """Tell the rules of a test, and where the visitor stands with it."""
    return _test_page(slug, module, ButtonForm())


@bp.post("/<slug>/test/<module>/begin")
@helped
@signed_in
def begin(slug: str, module: str) -> ResponseReturnValue:
    """Begin a test, or go on with the one that is begun."""
    version = queries.version_for(slug, person()) or abort(404)
    found = queries.module(version, module) or abort(404)
    try:
        ref = studying.begin_attempt(person().id, found.id, helper())
    except Refusal as refusal:
        return _test_page(slug, module, ButtonForm().refuse(refusal)), refusal.status
    return redirect(url_for(".resume", slug=slug, module=module, ref=ref), 303)


@bp.get("/<slug>/test/<module>/<ref>")
@helped
@signed_in
def resume(slug: str, module: str, ref: str) -> ResponseReturnValue:
    """Go to the question where the visitor stopped, on whatever phone that was."""
    attempt = _own_attempt(slug, module, ref)
    if not attempt.is_open:
        return redirect(url_for(".result", slug=slug, module=module, ref=ref), 303)
    return _go_on(_place(attempt), after=0)


@bp.get("/<slug>/test/<module>/<ref>/<int:position>")
@helped
@signed_in
def question(slug: str, module: str, ref: str, position: int) -> ResponseReturnValue:
    """Ask one question."""
    attempt = _own_attempt(slug, module, ref)
    if not attempt.is_open:
        return redirect(url_for(".result", slug=slug, module=module, ref=ref), 303)
    return _question_page(attempt, position, AnswerForm())


@bp.post("/<slug>/test/<module>/<ref>/<int:position>")
@helped
@signed_in
def answer(slug: str, module: str, ref: str, position: int) -> ResponseReturnValue:
    """Keep an answer, and go on to the next question without one."""
    attempt = _own_attempt(slug, module, ref)
    if not attempt.is_open:
        return _result_page(attempt, Ended().text), Ended.status
    form, place = AnswerForm(), _place(attempt)
    if not form.validate():
        return _question_page(attempt, position, form), 422
    try:
        studying.save_answer(
            person().id,
            ref,
            position,
            form.choice.data or [],
            int(typed(form.sequence)),
            helper(),
        )
    except Ended as refusal:
        return _result_page(attempt, refusal.text), refusal.status
    except (NoAnswer, AnsweredElsewhere) as refusal:
        return _question_page(attempt, position, form.refuse(refusal)), refusal.status
    return _go_on(place, after=position)


@bp.get("/<slug>/test/<module>/<ref>/review")
@helped
@signed_in
def review(slug: str, module: str, ref: str) -> ResponseReturnValue:
    """Show what is answered and what is not, before handing in."""
    attempt = _own_attempt(slug, module, ref)
    if not attempt.is_open:
        return redirect(url_for(".result", slug=slug, module=module, ref=ref), 303)
    given = queries.given(attempt)
    asked = queries.asked(attempt, language())
    screens = [
        paper.screen(attempt.seed, question, position, len(asked), given.get(position, []))
        for position, question in enumerate(asked, 1)
    ]
    return render_template(
        "courses/review.html", attempt=attempt, screens=screens, form=ButtonForm()
    )


@bp.post("/<slug>/test/<module>/<ref>/submit")
@helped
@signed_in
def submit(slug: str, module: str, ref: str) -> ResponseReturnValue:
    """Hand the test in; it is marked here and nowhere else."""
    _own_attempt(slug, module, ref)
    if helper():
        studying.submit_attempt(person().id, ref, sessions.token())
        return _handed_in(_own_attempt(slug, module, ref))
    studying.submit_attempt(person().id, ref)
    return redirect(url_for(".result", slug=slug, module=module, ref=ref), 303)


@bp.get("/<slug>/test/<module>/<ref>/result")
@helped
@signed_in
def result(slug: str, module: str, ref: str) -> ResponseReturnValue:
    """Tell the result, and what there is to learn from each question."""
    attempt = _own_attempt(slug, module, ref)
    if attempt.is_open:
        return redirect(url_for(".resume", slug=slug, module=module, ref=ref), 303)
    return _result_page(attempt)


def _handed_in(attempt: Attempt) -> ResponseReturnValue:
    """The result, once, on a shared tablet where nobody is signed in any more."""
    told = telling.told(attempt.seed, queries.asked(attempt, language()), queries.given(attempt))
    response = make_response(render_template("courses/submit.html", attempt=attempt, told=told))
    response.headers["Refresh"] = f"{_RESULT_STAYS}; url={url_for('classes.tablet')}"
    return sessions.end(response)


def _own_attempt(slug: str, module: str, ref: str) -> Attempt:
    found: Attempt = queries.attempt_of(person(), slug, module, ref) or abort(404)
    return found


@dataclass(frozen=True)
class _Place:
    """Where an attempt stands, known before something is kept: it need not be read again."""

    attempt_id: int
    total: int
    address: dict[str, Any]


def _place(attempt: Attempt) -> _Place:
    slug, module = attempt.module.version.course.slug, attempt.module.slug
    address = {"slug": slug, "module": module, "ref": attempt.ref}
    return _Place(attempt.id, len(attempt.asked), address)


def _go_on(place: _Place, after: int) -> ResponseReturnValue:
    """To the next question without an answer, or to the review."""
    position = paper.next_open(place.total, queries.answered(place.attempt_id), after)
    if position is None:
        return redirect(url_for(".review", **place.address), 303)
    return redirect(url_for(".question", **place.address, position=position), 303)


def _test_page(slug: str, module: str, form: ButtonForm) -> str:
    version = queries.version_for(slug, person()) or abort(404)
    modules = queries.path(version, person(), language())
    step = next((one for one in modules if one.slug == module), None) or abort(404)
    return render_template(
        "courses/test.html",
        version=version,
        module=queries.module(version, module),
        step=step,
        before=queries.before(version, person()),
        form=form,
    )


def _question_page(attempt: Attempt, position: int, form: AnswerForm) -> str:
    """One question, with what was chosen before; the key is not in what the page gets."""
    question = queries.asked_at(attempt, position, language()) or abort(404)
    answers = queries.answers(attempt)
    before = answers.get(position)
    form.sequence.data = str(before.sequence + 1 if before else 1)
    screen = paper.screen(
        attempt.seed,
        question,
        position,
        len(attempt.asked),
        before.choice if before else [],
        form.choice.data or None,
    )
    return render_template(
        "courses/question.html",
        attempt=attempt,
        screen=screen,
        answered=len(answers),
        form=form,
    )


def _result_page(attempt: Attempt, late: str | None = None) -> str:
    version = attempt.module.version
    told = telling.told(attempt.seed, queries.asked(attempt, language()), queries.given(attempt))
    modules = queries.path(version, person(), language())
    return render_template(
        "courses/result.html",
        attempt=attempt,
        told=told,
        step=next_step(modules),
        mine=next(one for one in modules if one.slug == attempt.module.slug),
        course_pass=queries.passed(person(), version.course.slug),
        late=late,
    )
