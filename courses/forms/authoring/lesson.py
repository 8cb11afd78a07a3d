"""A lesson in both languages, with what they share."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField

from courses.drafts.lessons import LessonDraft, Words
from courses.forms.authoring.fields import (
    LineField,
    ProseField,
    count_text,
    day_text,
    show_day,
)
from courses.markdown import LONGEST
from courses.pack.lessons import MOST_MINUTES
from courses.pack.parts import LANGUAGES
from portal.ground.fields import CountField, DayField, ManyField
from portal.ground.forms import Form

_TITLE, _TEXT = _l("Title"), _l("Text (Markdown)")
_REMEMBER, _PICTURE_TEXT = _l("Line to remember"), _l("What the picture shows")
PARTS = ("title", "text", "remember", "picture_text")


class LessonForm(Form):
    """A lesson; any part may still be missing."""

    seen = HiddenField()
    minutes = CountField(_l("Minutes"), least=1, most=MOST_MINUTES)
    last_checked = DayField(_l("Last checked on"))
    picture = SelectField(_l("Picture"))
    sources = ManyField(_l("Sources"))
    title_bn = LineField(_TITLE, render_kw={"lang": "bn"})
    text_bn = ProseField(_TEXT, most=LONGEST, rows=18, lang="bn")
    remember_bn = LineField(_REMEMBER, render_kw={"lang": "bn"})
    picture_text_bn = LineField(_PICTURE_TEXT, render_kw={"lang": "bn"})
    title_en = LineField(_TITLE, render_kw={"lang": "en"})
    text_en = ProseField(_TEXT, most=LONGEST, rows=18, lang="en")
    remember_en = LineField(_REMEMBER, render_kw={"lang": "en"})
    picture_text_en = LineField(_PICTURE_TEXT, render_kw={"lang": "en"})

    def offer(
        self, pictures: Sequence[str], sources: list[tuple[str, str]], draft: LessonDraft
    ) -> None:
        """Say what can be chosen; what the lesson names stays there even if it is missing."""
        named = [draft.picture] if draft.picture and draft.picture not in pictures else []
        shown = [(path, path.removeprefix("media/")) for path in [*pictures, *named]]
        self.picture.choices = [("", _l("None yet")), *shown]
        known = {id for id, _ in sources}
        lost = [(id, id) for id in draft.sources if id not in known]
        self.sources.choices = [*sources, *lost]

    def fill(self, draft: LessonDraft) -> None:
        """Show what the draft says."""
        self.minutes.data = draft.minutes
        show_day(self.last_checked, draft.last_checked)
        self.picture.data, self.sources.data = draft.picture, list(draft.sources)
        for language, words in draft.words.items():
            for part in PARTS:
                self[f"{part}_{language}"].data = getattr(words, part)

    def lesson(self, before: LessonDraft) -> LessonDraft:
        """The lesson as it was sent; sources that stay keep their order."""
        chosen = self.sources.data or []
        kept = [id for id in before.sources if id in chosen]
        return LessonDraft(
            before.slug,
            {
                language: Words(*(str(self[f"{part}_{language}"].data or "") for part in PARTS))
                for language in LANGUAGES
            },
            minutes=count_text(self.minutes),
            picture=str(self.picture.data or ""),
            sources=(*kept, *(id for id in chosen if id not in kept)),
            last_checked=day_text(self.last_checked),
        )
