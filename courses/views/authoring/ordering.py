"""The order of modules and lessons, and lessons that go."""

from flask import abort, flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from courses.actions import arranging as actions
from courses.forms.authoring import LessonPlaceForm, MoveForm
from courses.views.authoring.blueprint import AUTHORS, back_to, bp, draft, plan_of
from portal.ground.access import only, person


@bp.post("/<ref>/modules/<module>/move")
@only(*AUTHORS)
def move_module(ref: str, module: str) -> ResponseReturnValue:
    """Move a module one place up or down."""
    draft(ref)
    form = MoveForm()
    if form.validate():
        actions.move_module(person().id, ref, module, int(form.step.data or 0))
    return back_to(".show", ref=ref, anchor=f"module-{module}")


@bp.post("/<ref>/lessons/<lesson>/move")
@only(*AUTHORS)
def move_lesson(ref: str, lesson: str) -> ResponseReturnValue:
    """Move a lesson one place up or down."""
    home = plan_of(draft(ref)).module_of(lesson) or abort(404)
    form = MoveForm()
    if form.validate():
        actions.move_lesson(person().id, ref, lesson, int(form.step.data or 0))
    return back_to(".module", ref=ref, module=home["id"], anchor=f"lesson-{lesson}")


@bp.post("/<ref>/lessons/<lesson>/put")
@only(*AUTHORS)
def put_lesson(ref: str, lesson: str) -> ResponseReturnValue:
    """Move a lesson to another module."""
    plan = plan_of(draft(ref))
    home = plan.module_of(lesson) or abort(404)
    form = LessonPlaceForm()
    form.module.choices = [(one["id"], one["id"]) for one in plan.modules]
    if not form.validate():
        return back_to(".module", ref=ref, module=home["id"])
    actions.put_lesson(person().id, ref, lesson, form.module.data)
    return back_to(".module", ref=ref, module=form.module.data, anchor=f"lesson-{lesson}")


@bp.post("/<ref>/lessons/<lesson>/remove")
@only(*AUTHORS)
def remove_lesson(ref: str, lesson: str) -> ResponseReturnValue:
    """Remove a lesson in every language."""
    home = plan_of(draft(ref)).module_of(lesson) or abort(404)
    actions.remove_lesson(person().id, ref, lesson)
    flash(_("The lesson is removed from this draft."))
    return back_to(".module", ref=ref, module=home["id"])
