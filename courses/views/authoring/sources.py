"""The sources of a course."""

from typing import Any

from flask import abort, flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from courses.actions import arranging as actions
from courses.drafts import lessons, outline
from courses.forms.authoring import NewSourceForm, SourceForm
from courses.forms.learning import ButtonForm
from courses.models import DraftState
from courses.queries import authoring as queries
from courses.views.authoring.blueprint import AUTHORS, back_to, bp, draft, plan_of
from portal.ground.access import only, person
from portal.ground.errors import Refusal, attempt


@bp.get("/<ref>/sources")
@only(*AUTHORS)
def sources(ref: str) -> ResponseReturnValue:
    """List the sources of a course and the lessons that use each."""
    return _page(ref)


@bp.post("/<ref>/sources")
@only(*AUTHORS)
def add_source(ref: str) -> ResponseReturnValue:
    """Add a source."""
    draft(ref)
    form = NewSourceForm(prefix="source-")
    if not form.validate():
        return _page(ref, form), 422
    outcome = attempt(lambda: actions.save_source(person().id, ref, None, form.facts()))
    if isinstance(outcome, Refusal):
        return _page(ref, form.refuse(outcome)), outcome.status
    flash(_("Saved."))
    return back_to(".sources", ref=ref)


@bp.get("/<ref>/sources/<id>")
@only(*AUTHORS)
def source(ref: str, id: str) -> ResponseReturnValue:
    """Show one source."""
    facts = plan_of(draft(ref)).source(id) or abort(404)
    return _one(ref, id, SourceForm(formdata=None, data=facts))


@bp.post("/<ref>/sources/<id>")
@only(*AUTHORS)
def save_source(ref: str, id: str) -> ResponseReturnValue:
    """Keep what a source says of itself."""
    plan_of(draft(ref)).source(id) or abort(404)
    form = SourceForm()
    if not form.validate():
        return _one(ref, id, form), 422
    outcome = attempt(lambda: actions.save_source(person().id, ref, id, form.facts()))
    if isinstance(outcome, Refusal):
        return _one(ref, id, form.refuse(outcome)), outcome.status
    flash(_("Saved."))
    return back_to(".sources", ref=ref)


@bp.post("/<ref>/sources/<id>/remove")
@only(*AUTHORS)
def remove_source(ref: str, id: str) -> ResponseReturnValue:
    """Remove a source that no lesson uses."""
    draft(ref)
    outcome = attempt(lambda: actions.remove_source(person().id, ref, id))
    if isinstance(outcome, Refusal):
        return _page(ref, refusal=outcome), outcome.status
    flash(_("Removed."))
    return back_to(".sources", ref=ref)


def _page(ref: str, form: NewSourceForm | None = None, refusal: Refusal | None = None) -> str:
    found = draft(ref)
    files = queries.files(found)
    plan = outline.read(files)
    used: dict[str, list[str]] = {}
    for slug in plan.lessons:
        for id in lessons.read(files, slug).sources:
            used.setdefault(id, []).append(slug)
    form = form or NewSourceForm(prefix="source-", formdata=None)
    return render_template(
        "authoring/sources.html",
        draft=found,
        sources=plan.sources,
        used=used,
        form=form.refuse(refusal) if refusal else form,
        button=ButtonForm(),
        may_write=found.state is DraftState.WRITING,
    )


def _one(ref: str, id: str, form: SourceForm) -> str:
    found = draft(ref)
    context: dict[str, Any] = {"draft": found, "id": id, "form": form}
    may_write = found.state is DraftState.WRITING
    return render_template("authoring/source.html", **context, may_write=may_write)
