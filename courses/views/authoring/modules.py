"""A module: its facts, its lessons, new lessons."""

from typing import Any

from flask import abort, flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from courses.actions import arranging as actions
from courses.drafts import bank, course_map, outline
from courses.drafts.marks import mark
from courses.drafts.outline import MODULE_FACTS, Outline, facts_of
from courses.drafts.refusals import ChangedMeanwhile
from courses.forms.authoring import LessonPlaceForm, ModuleForm, NewLessonForm
from courses.models import DraftState
from courses.pack.parts import LANGUAGES
from courses.queries import authoring as queries
from courses.views.authoring.blueprint import AUTHORS, back_to, bp, draft
from portal.ground.access import only, person
from portal.ground.errors import Refusal, attempt
from portal.ground.i18n import language


@bp.get("/<ref>/modules/<module>")
@only(*AUTHORS)
def module(ref: str, module: str) -> ResponseReturnValue:
    """Show a module: its facts, and its lessons in their order."""
    return _page(ref, module)


@bp.post("/<ref>/modules/<module>")
@only(*AUTHORS)
def save_module(ref: str, module: str) -> ResponseReturnValue:
    """Keep the facts of a module."""
    form = _form(_plan(ref), module)
    if not form.validate():
        return _page(ref, module, form), 422
    facts, seen = form.facts(), str(form.seen.data)
    outcome = attempt(lambda: actions.save_module(person().id, ref, module, facts, seen))
    if isinstance(outcome, Refusal):
        return _page(ref, module, form, refusal=outcome), outcome.status
    flash(_("Saved."))
    return back_to(".module", ref=ref, module=module)


@bp.post("/<ref>/modules/<module>/remove")
@only(*AUTHORS)
def remove_module(ref: str, module: str) -> ResponseReturnValue:
    """Remove a module in which nothing is left."""
    draft(ref)
    outcome = attempt(lambda: actions.remove_module(person().id, ref, module))
    if isinstance(outcome, Refusal):
        return _page(ref, module, refusal=outcome), outcome.status
    flash(_("Removed."))
    return back_to(".show", ref=ref)


@bp.post("/<ref>/modules/<module>/lessons")
@only(*AUTHORS)
def add_lesson(ref: str, module: str) -> ResponseReturnValue:
    """Add a lesson at the end of a module."""
    draft(ref)
    new = NewLessonForm(prefix="lesson-")
    if not new.validate():
        return _page(ref, module, new=new), 422
    name, titles = str(new.slug.data), new.titles()
    outcome = attempt(lambda: actions.add_lesson(person().id, ref, module, name, titles))
    if isinstance(outcome, Refusal):
        return _page(ref, module, new=new.refuse(outcome)), outcome.status
    return back_to(".lesson", ref=ref, lesson=name)


def _plan(ref: str) -> Outline:
    return outline.read(queries.files(draft(ref), outline.FILE))


def _form(plan: Outline, module: str, **more: Any) -> ModuleForm:
    """The form of a module, which can ask for the modules before it."""
    names = [one["id"] for one in plan.modules]
    if module not in names:
        abort(404)
    form = ModuleForm(**more)
    form.requires.choices = [
        (one["id"], course_map.titled(outline.both(one["title"]), language()) or one["id"])
        for one in plan.modules[: names.index(module)]
    ]
    return form


def _page(
    ref: str,
    module: str,
    form: ModuleForm | None = None,
    new: NewLessonForm | None = None,
    refusal: Refusal | None = None,
) -> str:
    """The page of a module with what was typed, or else with what the draft says."""
    found = draft(ref)
    files = queries.files(found)
    plan = outline.read(files)
    facts = plan.module(module) or abort(404)
    if form is None:
        form = _form(plan, module, formdata=None)
        form.fill(facts)
        form.seen.data = mark(facts_of(facts, MODULE_FACTS))
    theirs = isinstance(refusal, ChangedMeanwhile)
    if theirs:
        form.seen.data = mark(facts_of(facts, MODULE_FACTS))
    blocks = course_map.modules(files, [], language())
    block = next(one for one in blocks if one.slug == module)
    place = LessonPlaceForm(formdata=None)
    place.module.choices = [(one.slug, one.title) for one in blocks if one is not block]
    return render_template(
        "authoring/module.html",
        draft=found,
        block=block,
        form=form.refuse(refusal) if refusal else form,
        theirs=ModuleForm.told(facts) if theirs else [],
        new=new or NewLessonForm(prefix="lesson-", formdata=None),
        place=place,
        is_empty=not block.lessons
        and not any(bank.section(files, one, module) for one in LANGUAGES),
        may_write=found.state is DraftState.WRITING,
    )
