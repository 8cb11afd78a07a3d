"""Questions as GIFT text, typed or as a file."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, SelectField

from courses.forms.authoring.fields import ProseField
from courses.pack.parts import LANGUAGES
from portal.ground.forms import Form

# Fifty questions in Bangla need less than half of it.
_LONGEST = 60_000


class QuestionsForm(Form):
    """The questions of a module in both languages."""

    seen = HiddenField()
    text_bn = ProseField(_l("Questions in Bangla (GIFT)"), most=_LONGEST, rows=24, lang="bn")
    text_en = ProseField(_l("Questions in English (GIFT)"), most=_LONGEST, rows=24, lang="en")

    def fill(self, texts: dict[str, str]) -> None:
        """Show what the draft says."""
        for language in LANGUAGES:
            self[f"text_{language}"].data = texts[language]

    def texts(self) -> dict[str, str]:
        """The questions as they were sent."""
        return {language: str(self[f"text_{language}"].data or "") for language in LANGUAGES}


class GiftForm(Form):
    """A file of GIFT for one language."""

    file = FileField(_l("GIFT file (UTF-8)"), [FileRequired(_l("Choose a file."))])
    language = SelectField(_l("Language"), choices={"bn": "বাংলা", "en": "English"})
    module = SelectField(_l("Where the questions go"))
