"""A lesson in both languages, beside its preview at the width of a phone."""

from typing import Any

from flask import abort, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale, ngettext
from flask_babel import gettext as _

from courses.actions import writing as actions
from courses.drafts import checks, lessons, outline
from courses.drafts.difference import compared
from courses.drafts.lessons import LessonDraft
from courses.drafts.marks import mark
from courses.drafts.refusals import ChangedMeanwhile
from courses.drafts.words import FIELDS, told
from courses.drafts.words import LANGUAGES as LANGUAGE_NAMES
from courses.forms.authoring import LessonForm
from courses.forms.authoring.lesson import PARTS
from courses.markdown import page as clean_page
from courses.models import Draft, DraftState
from courses.pack.parts import LANGUAGES, LessonText
from courses.queries import authoring as queries
from courses.views.authoring.blueprint import AUTHORS, back_to, bp, draft
from portal.ground.access import only, person
from portal.ground.clock import today
from portal.ground.errors import Refusal, attempt
from portal.ground.formatting import digits


@bp.get("/<ref>/lessons/<lesson>")
@only(*AUTHORS)
def lesson(ref: str, lesson: str) -> ResponseReturnValue:
    """Show a lesson in both languages, with its preview."""
    desk = _Desk(ref, lesson)
    form = desk.form(formdata=None)
    form.fill(desk.kept)
    form.seen.data = mark(desk.kept)
    return desk.page(form, desk.kept)


@bp.post("/<ref>/lessons/<lesson>")
@only(*AUTHORS)
def save_lesson(ref: str, lesson: str) -> ResponseReturnValue:
    """Keep a lesson; what it lacks is told, not refused."""
    desk = _Desk(ref, lesson)
    form = desk.form()
    if not form.validate():
        return desk.page(form, form.lesson(desk.kept)), 422
    typed, seen = form.lesson(desk.kept), str(form.seen.data)
    outcome = attempt(lambda: actions.save_lesson(person().id, ref, typed, seen))
    if isinstance(outcome, Refusal):
        desk = _Desk(ref, lesson)
        is_late = isinstance(outcome, ChangedMeanwhile)
        if is_late:
            form.seen.data = mark(desk.kept)
        return desk.page(form.refuse(outcome), typed, is_late=is_late), outcome.status
    flash(_("Saved.") if outcome else _("Nothing was changed."))
    return back_to(".lesson", ref=ref, lesson=lesson)


@bp.post("/<ref>/lessons/<lesson>/preview")
@only(*AUTHORS)
def preview_lesson(ref: str, lesson: str) -> ResponseReturnValue:
    """Show how a lesson will look and what it lacks; nothing is kept."""
    desk = _Desk(ref, lesson)
    form = desk.form()
    form.validate()
    return desk.page(form, form.lesson(desk.kept))


class _Desk:
    """A lesson of a draft, with what its page needs."""

    def __init__(self, ref: str, slug: str) -> None:
        self.draft: Draft = draft(ref)
        self.slug = slug
        self.files = queries.files(self.draft, outline.FILE, *lessons.paths(slug))
        self.plan = outline.read(self.files)
        self.module: dict[str, Any] = self.plan.module_of(slug) or abort(404)
        self.kept: LessonDraft = lessons.read(self.files, slug)
        self.pictures = queries.pictures(self.draft)

    def form(self, **more: Any) -> LessonForm:
        """The form with what can be chosen."""
        form = LessonForm(**more)
        sources = [(one["id"], f"{one['id']}: {one.get('title', '')}") for one in self.plan.sources]
        form.offer(self.pictures, sources, self.kept)
        return form

    def page(self, form: LessonForm, shown: LessonDraft, *, is_late: bool = False) -> str:
        """The page with what was typed, its preview, and what is to be mended."""
        files = self.files | {path: new or b"" for path, new in lessons.write(shown).items()}
        files |= dict.fromkeys(self.pictures, b"")
        findings = checks.of_lesson(files, self.slug) + checks.advice_on_lesson(shown, today())
        at = self.plan.lessons.index(self.slug)
        paths = lessons.paths(self.slug)
        last = queries.last_change(self.draft, paths) if is_late else None
        return render_template(
            "authoring/lesson.html",
            draft=self.draft,
            slug=self.slug,
            module=self.module,
            form=form,
            shown=shown,
            findings=told(findings),
            notes={one: _note(shown.words[one].text) for one in LANGUAGES},
            missing={one: _missing(shown, one) for one in LANGUAGES},
            phones={one: self.phone(shown, one) for one in LANGUAGES},
            theirs=_theirs(shown, self.kept) if is_late else [],
            last=last,
            last_by=queries.names([last.changed_by_id])[last.changed_by_id] if last else "",
            fields=FIELDS,
            languages=LANGUAGE_NAMES,
            following=self.plan.lessons[at + 1 :][:1],
            may_write=self.draft.state is DraftState.WRITING,
        )

    def phone(self, shown: LessonDraft, language: str) -> str:
        """The lesson as a learner sees it, as a page of its own."""
        address = url_for(".media", ref=self.draft.ref, name=shown.picture.removeprefix("media/"))
        return lesson_phone(shown, language, address if shown.picture in self.pictures else None)


def lesson_phone(shown: LessonDraft, language: str, picture: str | None) -> str:
    """A lesson as a learner sees it in a language."""
    words = shown.words[language]
    text = LessonText(words.title, clean_page(words.text), words.remember, words.picture_text)
    with force_locale(language):
        return render_template("authoring/_phone.html", text=text, picture=picture)


def _note(text: str) -> str:
    """How long a text is to read."""
    count = checks.count_words(text)
    words = ngettext("%(count)s word", "%(count)s words", count, count=digits(count))
    told = _("a good length")
    if not checks.SHORT <= count <= checks.LONG:
        told = _("a little short") if count < checks.SHORT else _("a little long")
    return f"{words}: {told}"


def _missing(shown: LessonDraft, language: str) -> list[str]:
    """What a language still lacks."""
    words = shown.words[language]
    return [str(FIELDS[part]) for part in PARTS if not getattr(words, part)]


def _theirs(mine: LessonDraft, theirs: LessonDraft) -> list[dict[str, Any]]:
    """What somebody else saved where it differs from what was typed here."""
    return [
        {
            "field": part,
            "language": language,
            "text": getattr(theirs.words[language], part),
            "lines": compared(
                getattr(mine.words[language], part), getattr(theirs.words[language], part)
            ),
        }
        for language in LANGUAGES
        for part in PARTS
        if getattr(mine.words[language], part) != getattr(theirs.words[language], part)
    ]
