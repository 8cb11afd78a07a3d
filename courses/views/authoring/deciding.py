"""A draft laid before somebody else: asked, looked at, sent back, taken back, published."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from courses.actions import reviewing as actions
from courses.drafts import asking, bank, difference, lessons, numbers, outline
from courses.drafts.difference import Part
from courses.drafts.words import LANGUAGES, WORDS
from courses.forms.authoring import AskForm, DecisionForm, SendBackForm, TakeBackForm
from courses.models import DraftReview, DraftState
from courses.queries import authoring as queries
from courses.views.authoring.blueprint import AUTHORS, DECIDERS, READERS, bp, draft
from courses.views.authoring.lessons import lesson_phone
from courses.views.authoring.pictures import drawing
from courses.views.authoring.questions import questions_phone
from portal.deeds.asking import asked_by
from portal.deeds.models import ProposalState
from portal.ground.access import confirmed, only, person
from portal.ground.clock import today
from portal.ground.errors import Refusal, attempt
from portal.ground.forms import typed
from portal.ground.typed import seen

# A comment on one place.
_LONGEST_COMMENT = 500


@bp.get("/<ref>/ask")
@only(*AUTHORS)
def ask(ref: str) -> ResponseReturnValue:
    """Ask for the number of the new version, and what was changed."""
    newest = queries.newest(draft(ref).slug)
    number = numbers.following(newest.version if newest else None, today().year)
    return _ask_page(ref, AskForm(formdata=None, version=number))


@bp.post("/<ref>/ask")
@only(*AUTHORS)
def ask_review(ref: str) -> ResponseReturnValue:
    """Lay a copy of a draft before somebody else."""
    draft(ref)
    form = AskForm()
    if not form.validate():
        return _ask_page(ref, form), 422
    version, note = typed(form.version), typed(form.note)
    outcome = attempt(lambda: actions.ask_review(asked_by(form), ref, version, note))
    if isinstance(outcome, Refusal):
        return _ask_page(ref, form.refuse(outcome)), outcome.status
    flash(_("Asked. An officer or a supervisor who wrote nothing in it decides."))
    return redirect(url_for(".proposal", ref=outcome), 303)


@bp.post("/<ref>/take-back")
@only(*AUTHORS)
def take_back(ref: str) -> ResponseReturnValue:
    """Go on writing in a draft that nobody has decided about."""
    draft(ref)
    form = TakeBackForm()
    if form.validate():
        actions.take_back(asked_by(form), ref)
        flash(_("Taken back: you can go on writing."))
    return redirect(url_for(".show", ref=ref), 303)


@bp.get("/proposals/<ref>")
@only(*READERS)
def proposal(ref: str) -> ResponseReturnValue:
    """Show what a draft would change for learners."""
    return _page(_found(ref), SendBackForm(prefix="back-", formdata=None))


@bp.post("/proposals/<ref>/publish")
@only(*DECIDERS)
@confirmed
def publish(ref: str) -> ResponseReturnValue:
    """Publish a draft as a new version of its course."""
    review = _found(ref)
    form = DecisionForm()
    if not form.validate():
        return _page(review, SendBackForm(prefix="back-", formdata=None)), 422
    outcome = attempt(lambda: actions.publish_draft(asked_by(form), ref))
    if isinstance(outcome, Refusal):
        refused = SendBackForm(prefix="back-", formdata=None).refuse(outcome)
        return _page(_found(ref), refused), outcome.status
    flash(_("Published. Who is in the middle of a test keeps the version before."))
    return redirect(url_for(".proposal", ref=ref), 303)


@bp.post("/proposals/<ref>/send-back")
@only(*DECIDERS)
def send_back(ref: str) -> ResponseReturnValue:
    """Give a draft back to its authors with what should be changed."""
    review = _found(ref)
    form = SendBackForm(prefix="back-")
    if not form.validate():
        return _page(review, form), 422
    comments = _comments(_parts(review))
    outcome = attempt(lambda: actions.send_back(asked_by(form), ref, typed(form.reason), comments))
    if isinstance(outcome, Refusal):
        return _page(_found(ref), form.refuse(outcome)), outcome.status
    flash(_("Sent back: nothing has changed for learners."))
    return redirect(url_for(".proposal", ref=ref), 303)


@bp.get("/proposals/<ref>/lessons/<lesson>")
@only(*READERS)
def reviewed_lesson(ref: str, lesson: str) -> ResponseReturnValue:
    """Show a lesson of a proposed course as learners will see it."""
    review = _found(ref)
    files = queries.review_files(review)
    if outline.read(files).module_of(lesson) is None:
        abort(404)
    shown = lessons.read(files, lesson)
    picture = url_for(".reviewed_media", ref=ref, name=shown.picture.removeprefix("media/"))
    phones = {one: lesson_phone(shown, one, picture) for one in shown.words}
    return render_template(
        "authoring/reviewed_lesson.html",
        review=review,
        shown=shown,
        phones=phones,
        languages=LANGUAGES,
    )


@bp.get("/proposals/<ref>/questions/<module>")
@only(*READERS)
def reviewed_questions(ref: str, module: str) -> ResponseReturnValue:
    """Show the questions of a module of a proposed course as learners will see them."""
    review = _found(ref)
    files = queries.review_files(review)
    if outline.read(files).module(module) is None:
        abort(404)
    pictures = {
        path: url_for(".reviewed_media", ref=ref, name=path.removeprefix("media/"))
        for path in files
        if path.startswith("media/")
    }
    phones = {
        one: questions_phone(
            asking.screens(bank.section(files, one, module), module, one, pictures), one
        )
        for one in ("bn", "en")
    }
    return render_template(
        "authoring/reviewed_questions.html",
        review=review,
        module=module,
        phones=phones,
        languages=LANGUAGES,
    )


@bp.get("/proposals/<ref>/media/<name>")
@only(*READERS)
def reviewed_media(ref: str, name: str) -> ResponseReturnValue:
    """Give a picture of a proposed course."""
    path = f"media/{name}"
    content = queries.review_files(_found(ref), path).get(path)
    return drawing(content if content is not None else abort(404))


def _found(ref: str) -> DraftReview:
    return queries.review_of(person(), ref) or abort(404)


def _parts(review: DraftReview) -> list[Part]:
    """What a review changes against the version that it goes on from."""
    before = queries.published(review.draft.slug, review.proposal.difference["from"])
    old = queries.version_files(before.id if before else None)
    return difference.parts(old, queries.review_files(review))


def _comments(parts: list[Part]) -> dict[str, str]:
    """What was said about single places; only places that there are."""
    sent = {part.key: request.form.get(f"comment {part.key}", "") for part in parts}
    cleaned = {key: seen(text).strip()[:_LONGEST_COMMENT] for key, text in sent.items()}
    return {key: text for key, text in cleaned.items() if text}


def _ask_page(ref: str, form: AskForm) -> str:
    found = draft(ref)
    return render_template(
        "authoring/ask.html",
        draft=found,
        form=form,
        newest=queries.newest(found.slug),
        may_write=found.state is DraftState.WRITING,
    )


def _page(review: DraftReview, form: SendBackForm) -> str:
    about = review.proposal
    parts = _parts(review)
    is_open = about.state is ProposalState.WAITING
    wrote = queries.has_written(person(), review.draft_id)
    own = about.proposed_by_id == person().id
    names = queries.names({about.proposed_by_id, about.decided_by_id})
    return render_template(
        "authoring/proposal.html",
        review=review,
        parts=parts,
        before=about.difference["from"],
        names=names,
        may_decide=is_open and not own and not wrote and person().role in DECIDERS,
        wrote=is_open and (own or wrote),
        may_open_draft=queries.draft_of(person(), review.draft.ref) is not None,
        typed_comments=_comments(parts) if form.errors or form.form_errors else review.comments,
        approval=DecisionForm(formdata=None),
        form=form,
        words=WORDS,
    )
