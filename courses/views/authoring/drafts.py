"""Drafts: the list, how one begins, its page, thrown away and brought back, packed up."""

from typing import Any

from flask import Response, flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from courses import queries as public_queries
from courses.actions import drafting, reviewing
from courses.drafts import archive, bank, checks, course_map, opening, outline
from courses.drafts.refusals import Unreadable
from courses.drafts.words import LANGUAGES, STATES, WHERE, told_faults
from courses.forms.authoring import (
    CopyForm,
    NewCourseForm,
    NewModuleForm,
    PackForm,
    TakeBackForm,
)
from courses.forms.learning import ButtonForm
from courses.models import Draft, DraftState
from courses.pack.parts import BrokenPack, Fault
from courses.queries import authoring as queries
from courses.views.authoring.blueprint import (
    AUTHORS,
    any_draft,
    back_to,
    bp,
    content_of,
    draft,
)
from portal.ground.access import only, person
from portal.ground.clock import today
from portal.ground.errors import Refusal, attempt
from portal.ground.i18n import language


@bp.get("/")
@only(*AUTHORS)
def index() -> ResponseReturnValue:
    """List the drafts of one's own centre or office, and the courses that wait for a decision."""
    drafts = queries.drafts(person())
    waiting = queries.waiting(person())
    ids = {one.changed_by_id for one in drafts} | {one.proposal.proposed_by_id for one in waiting}
    return render_template(
        "authoring/index.html",
        drafts=drafts,
        waiting=waiting,
        names=queries.names(ids),
        states=STATES,
        form=ButtonForm(),
    )


@bp.get("/new")
@only(*AUTHORS)
def new() -> ResponseReturnValue:
    """Ask how a draft begins: from a course, as a new course, or from a pack."""
    return _new_page()


@bp.post("/new/copy")
@only(*AUTHORS)
def copy() -> ResponseReturnValue:
    """Begin a draft of a published course."""
    form = _copy_form()
    if not form.validate():
        return _new_page(copy=form), 422
    outcome = attempt(lambda: drafting.begin(person().id, form.course.data))
    if isinstance(outcome, Refusal):
        return _new_page(copy=form.refuse(outcome)), outcome.status
    return back_to(".show", ref=outcome)


@bp.post("/new/course")
@only(*AUTHORS)
def found() -> ResponseReturnValue:
    """Begin a course that there was not."""
    form = NewCourseForm(prefix="new-")
    if not form.validate():
        return _new_page(course=form), 422
    name, titles = str(form.slug.data), form.titles()
    outcome = attempt(lambda: drafting.begin_new(person().id, name, titles))
    if isinstance(outcome, Refusal):
        return _new_page(course=form.refuse(outcome)), outcome.status
    return back_to(".show", ref=outcome)


@bp.post("/new/pack")
@only(*AUTHORS)
def take_pack() -> ResponseReturnValue:
    """Begin a draft with the files of a pack."""
    form = PackForm(prefix="pack-")
    if not form.validate():
        return _new_page(pack=form), 422
    outcome = attempt(lambda: _begin_from(content_of(form.file.data, archive.LARGEST)))
    if isinstance(outcome, Refusal):
        faults = outcome.faults if isinstance(outcome, Unreadable) else []
        return _new_page(pack=form.refuse(outcome), faults=faults), outcome.status
    return back_to(".show", ref=outcome)


@bp.get("/<ref>/")
@only(*AUTHORS)
def show(ref: str) -> ResponseReturnValue:
    """Show a draft: its modules, lessons and questions, and what is still missing."""
    return show_page(any_draft(ref))


@bp.post("/<ref>/throw-away")
@only(*AUTHORS)
def throw_away(ref: str) -> ResponseReturnValue:
    """Put a draft out of the way."""
    any_draft(ref)
    drafting.throw_away(person().id, ref)
    flash(_("Thrown away. For thirty days it can be brought back from this list."))
    return back_to(".index")


@bp.post("/<ref>/bring-back")
@only(*AUTHORS)
def bring_back(ref: str) -> ResponseReturnValue:
    """Take up again what was thrown away."""
    any_draft(ref)
    drafting.bring_back(person().id, ref)
    flash(_("The draft is back."))
    return back_to(".show", ref=ref)


@bp.post("/<ref>/take-over")
@only(*AUTHORS)
def take_over(ref: str) -> ResponseReturnValue:
    """Bring the changes of a version that was published meanwhile into a draft."""
    any_draft(ref)
    both = reviewing.take_over(person().id, ref)
    flash(_("The changes are taken over."))
    if both:
        places = ", ".join(both)
        told = _("Both had changed this, and the draft's words stay: %(places)s", places=places)
        flash(told)
    return back_to(".differences", ref=ref)


@bp.get("/<ref>/pack.zip")
@only(*AUTHORS)
def download(ref: str) -> ResponseReturnValue:
    """Give the whole draft as a pack."""
    found = draft(ref)
    files = queries.files(found)
    version = outline.read(files).values["version"]
    return _file(archive.pack(files), "application/zip", f"{found.slug}-{version}.zip")


@bp.get("/<ref>/<any(bn, en):language>/questions.gift")
@only(*AUTHORS)
def gift(ref: str, language: str) -> ResponseReturnValue:
    """Give the questions of a draft in a language as GIFT."""
    found = draft(ref)
    path = bank.path(language)
    content = queries.files(found, path).get(path, b"")
    return _file(content, "text/plain; charset=utf-8", f"{found.slug}-{language}.gift")


def show_page(found: Draft, module_form: NewModuleForm | None = None) -> str:
    """The page of a draft, with what was typed on it."""
    is_open = found.state in {DraftState.WRITING, DraftState.IN_REVIEW}
    files = queries.files(found) if is_open else {}
    findings = checks.findings(files, today()) if is_open else []
    newest = queries.newest(found.slug)
    reviews = queries.reviews(found)
    people: set[int | None] = {found.begun_by_id, found.changed_by_id}
    for one in reviews:
        people |= {one.proposal.proposed_by_id, one.proposal.decided_by_id}
    return render_template(
        "authoring/show.html",
        draft=found,
        state=STATES[found.state],
        modules=course_map.modules(files, findings, language()) if is_open else [],
        faults=sum(1 for one in findings if one.is_fault),
        advice=sum(1 for one in findings if not one.is_fault),
        newer=newest if newest and newest.id != found.base_id else None,
        reviews=reviews,
        names=queries.names(people),
        languages=LANGUAGES,
        where=WHERE,
        may_write=found.state is DraftState.WRITING,
        module_form=module_form or NewModuleForm(prefix="module-", formdata=None),
        take_back=TakeBackForm(formdata=None),
        form=ButtonForm(),
    )


def _begin_from(content: bytes) -> str:
    try:
        pack = opening.opened(archive.unpack(content))
    except BrokenPack as broken:
        raise Unreadable(broken.faults) from None
    return drafting.begin_from(person().id, pack)


def _new_page(
    copy: CopyForm | None = None,
    course: NewCourseForm | None = None,
    pack: PackForm | None = None,
    faults: list[Fault] | None = None,
) -> str:
    return render_template(
        "authoring/new.html",
        copy=copy or _copy_form(formdata=None),
        course=course or NewCourseForm(prefix="new-", formdata=None),
        pack=pack or PackForm(prefix="pack-", formdata=None),
        faults=told_faults(faults or []),
    )


def _copy_form(**more: Any) -> CopyForm:
    form = CopyForm(prefix="copy-", **more)
    offers = public_queries.courses(None)
    form.course.choices = [
        (offer.slug, f"{offer.version.title(language())} ({offer.version.version})")
        for offer in offers
    ]
    return form


def _file(content: bytes, type_: str, name: str) -> Response:
    response = Response(content, content_type=type_)
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
