"""The questions of a module as GIFT text, with a check and a preview; files of GIFT."""

from collections.abc import Mapping
from typing import Any

from flask import abort, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from courses.actions import writing as actions
from courses.drafts import asking, bank, checks, course_map, outline
from courses.drafts.difference import compared
from courses.drafts.marks import mark
from courses.drafts.refusals import ChangedMeanwhile, Unreadable
from courses.drafts.words import FIELDS, told, told_faults
from courses.drafts.words import LANGUAGES as LANGUAGE_NAMES
from courses.forms.authoring import GiftForm, QuestionsForm
from courses.models import Draft, DraftState
from courses.pack.parts import LANGUAGES, BrokenPack, Fault
from courses.queries import authoring as queries
from courses.views.authoring.blueprint import AUTHORS, back_to, bp, content_of, draft
from portal.ground.access import only, person
from portal.ground.errors import Refusal, attempt
from portal.ground.formatting import digits
from portal.ground.i18n import language


@bp.get("/<ref>/questions/<module>")
@only(*AUTHORS)
def questions(ref: str, module: str) -> ResponseReturnValue:
    """Show the questions of a module in both languages."""
    desk = _Desk(ref, module)
    form = QuestionsForm(formdata=None)
    form.fill(desk.kept)
    form.seen.data = mark(desk.kept)
    return desk.page(form)


@bp.post("/<ref>/questions/<module>")
@only(*AUTHORS)
def save_questions(ref: str, module: str) -> ResponseReturnValue:
    """Keep the questions of a module; what is wrong in them is told, not refused."""
    desk = _Desk(ref, module)
    form = QuestionsForm()
    if not form.validate():
        return desk.page(form), 422
    texts, seen = form.texts(), str(form.seen.data)
    outcome = attempt(lambda: actions.save_questions(person().id, ref, module, texts, seen))
    if isinstance(outcome, Refusal):
        desk = _Desk(ref, module)
        is_late = isinstance(outcome, ChangedMeanwhile)
        if is_late:
            form.seen.data = mark(desk.kept)
        return desk.page(form.refuse(outcome), is_late=is_late), outcome.status
    flash(_("Saved.") if outcome else _("Nothing was changed."))
    return back_to(".questions", ref=ref, module=module)


@bp.post("/<ref>/questions/<module>/check")
@only(*AUTHORS)
def check_questions(ref: str, module: str) -> ResponseReturnValue:
    """Tell what is wrong in questions and show them as learners will see them; keep nothing."""
    desk = _Desk(ref, module)
    form = QuestionsForm()
    form.validate()
    return desk.page(form)


@bp.get("/<ref>/questions/")
@only(*AUTHORS)
def banks(ref: str) -> ResponseReturnValue:
    """Show how many questions each module has, and take and give files of GIFT."""
    return _banks_page(ref)


@bp.post("/<ref>/questions/")
@only(*AUTHORS)
def take_gift(ref: str) -> ResponseReturnValue:
    """Take the questions of a file of GIFT."""
    form = _gift_form(draft(ref))
    if not form.validate():
        return _banks_page(ref, form), 422
    outcome = attempt(lambda: _take(ref, form))
    if isinstance(outcome, Refusal):
        faults = outcome.faults if isinstance(outcome, Unreadable) else []
        return _banks_page(ref, form.refuse(outcome), faults), outcome.status
    flash(_("The questions are taken in. Look through them."))
    return back_to(".banks", ref=ref)


class _Desk:
    """The questions of a module, with what their page needs."""

    def __init__(self, ref: str, module: str) -> None:
        self.draft: Draft = draft(ref)
        files = queries.files(self.draft, outline.FILE, *map(bank.path, LANGUAGES))
        self.plan = outline.read(files)
        self.module: dict[str, Any] = self.plan.module(module) or abort(404)
        self.kept = {one: bank.section(files, one, module) for one in LANGUAGES}
        self.pictures = {
            path: url_for(".media", ref=ref, name=path.removeprefix("media/"))
            for path in queries.pictures(self.draft)
        }

    def page(self, form: QuestionsForm, *, is_late: bool = False) -> str:
        """The page with what was typed, what is wrong in it, and how learners will see it."""
        name, texts = self.module["id"], form.texts()
        screens = {one: self.screens(texts[one], one) for one in LANGUAGES}
        return render_template(
            "authoring/questions.html",
            draft=self.draft,
            module=name,
            title=course_map.titled(outline.both(self.module["title"]), language()) or name,
            form=form,
            findings=told(checks.of_questions(texts, name, self.pictures)),
            notes={one: _note(len(found), self.module) for one, found in screens.items()},
            phones={one: questions_phone(found, one) for one, found in screens.items()},
            theirs=_theirs(texts, self.kept) if is_late else [],
            fields=FIELDS,
            languages=LANGUAGE_NAMES,
            may_write=self.draft.state is DraftState.WRITING,
        )

    def screens(self, text: str, language: str) -> list[tuple[str, Any]]:
        """Each question as it will be asked, those that can be read."""
        return list(asking.screens(text, self.module["id"], language, self.pictures))


def _note(count: int, module: dict[str, Any]) -> str:
    """How many questions there are, and how many a test asks."""
    found = ngettext("%(count)s question", "%(count)s questions", count, count=digits(count))
    draw = str(module.get("draw", ""))
    asked = _("a test asks %(draw)s", draw=digits(draw))
    return f"{found}, {asked}" if draw else found


def questions_phone(screens: list[tuple[str, Any]], language: str) -> str:
    """Questions as a learner sees them in a language, one under the other."""
    with force_locale(language):
        return render_template("authoring/_phone_questions.html", screens=screens)


def _theirs(mine: Mapping[str, str], theirs: Mapping[str, str]) -> list[dict[str, Any]]:
    """What somebody else saved where it differs from what was typed here."""
    return [
        {
            "field": "question",
            "language": one,
            "text": theirs[one],
            "lines": compared(mine[one], theirs[one]),
        }
        for one in LANGUAGES
        if mine[one] != theirs[one]
    ]


def _take(ref: str, form: GiftForm) -> None:
    """Read a file and put its questions where the author said."""
    content = content_of(form.file.data, bank.LARGEST)
    plan = outline.read(queries.files(draft(ref), outline.FILE))
    try:
        modules = [one["id"] for one in plan.modules]
        parts = bank.taken_apart(content, modules, str(form.module.data or ""))
    except BrokenPack as broken:
        raise Unreadable(broken.faults) from None
    actions.put_bank(person().id, ref, str(form.language.data), parts)


def _gift_form(found: Draft, **more: Any) -> GiftForm:
    form = GiftForm(**more)
    plan = outline.read(queries.files(found, outline.FILE))
    modules = [
        (one["id"], course_map.titled(outline.both(one["title"]), language()) or one["id"])
        for one in plan.modules
    ]
    form.module.choices = [("", _("Into the modules that the file names ($CATEGORY)")), *modules]
    return form


def _banks_page(ref: str, form: GiftForm | None = None, faults: list[Fault] | None = None) -> str:
    found = draft(ref)
    return render_template(
        "authoring/banks.html",
        draft=found,
        modules=course_map.modules(queries.files(found), [], language()),
        form=form or _gift_form(found, formdata=None),
        faults=told_faults(faults or []),
        may_write=found.state is DraftState.WRITING,
    )
