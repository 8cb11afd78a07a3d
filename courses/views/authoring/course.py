"""The facts of a course, and new modules."""

from typing import Any

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from courses import queries as public_queries
from courses.actions import arranging as actions
from courses.drafts.marks import mark
from courses.drafts.outline import COURSE_FACTS, Outline, facts_of
from courses.drafts.refusals import ChangedMeanwhile
from courses.forms.authoring import CourseForm, NewModuleForm
from courses.models import Draft, DraftState
from courses.views.authoring.blueprint import AUTHORS, back_to, bp, draft, plan_of
from courses.views.authoring.drafts import show_page
from courses.work import KINDS
from portal.ground.access import only, person
from portal.ground.countries import COUNTRIES
from portal.ground.errors import Refusal, attempt
from portal.ground.i18n import language


@bp.get("/<ref>/course")
@only(*AUTHORS)
def course(ref: str) -> ResponseReturnValue:
    """Show the facts of a course."""
    found = draft(ref)
    plan = plan_of(found)
    form = _form(found, formdata=None)
    form.fill(plan.values)
    form.seen.data = _seen(plan)
    return _page(found, form)


@bp.post("/<ref>/course")
@only(*AUTHORS)
def save_course(ref: str) -> ResponseReturnValue:
    """Keep the facts of a course."""
    found = draft(ref)
    form = _form(found)
    if not form.validate():
        return _page(found, form), 422
    seen = str(form.seen.data)
    outcome = attempt(lambda: actions.save_course(person().id, ref, form.facts(), seen))
    if isinstance(outcome, Refusal):
        found = draft(ref)
        theirs = None
        if isinstance(outcome, ChangedMeanwhile):
            theirs = plan_of(found)
            form.seen.data = _seen(theirs)
        return _page(found, form.refuse(outcome), theirs), outcome.status
    flash(_("Saved."))
    return back_to(".show", ref=ref)


@bp.post("/<ref>/modules")
@only(*AUTHORS)
def add_module(ref: str) -> ResponseReturnValue:
    """Add a module at the end of the course."""
    found = draft(ref)
    form = NewModuleForm(prefix="module-")
    if not form.validate():
        return show_page(found, module_form=form), 422
    name, titles = str(form.slug.data), form.titles()
    outcome = attempt(lambda: actions.add_module(person().id, ref, name, titles))
    if isinstance(outcome, Refusal):
        return show_page(draft(ref), module_form=form.refuse(outcome)), outcome.status
    return back_to(".module", ref=ref, module=name)


def _seen(plan: Outline) -> str:
    return mark(facts_of(plan.values, COURSE_FACTS))


def _form(found: Draft, **more: Any) -> CourseForm:
    form = CourseForm(**more)
    kinds = [(slug, work.name(language())) for slug, work in KINDS.items()]
    countries = [(code, one.name(language())) for code, one in COUNTRIES.items()]
    form.work.choices = [("", _("Every work")), *kinds]
    form.destination.choices = [("", _("Every country")), *sorted(countries, key=lambda c: c[1])]
    form.prerequisites.choices = [
        (offer.slug, offer.version.title(language()))
        for offer in public_queries.courses(None)
        if offer.slug != found.slug
    ]
    return form


def _page(found: Draft, form: CourseForm, theirs: Outline | None = None) -> str:
    return render_template(
        "authoring/course.html",
        draft=found,
        form=form,
        theirs=CourseForm.told(theirs.values) if theirs else [],
        may_write=found.state is DraftState.WRITING,
    )
