"""What a course is made of."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField
from wtforms.validators import AnyOf

from courses.drafts import outline
from courses.forms.authoring.fields import (
    LineField,
    NameField,
    count_text,
    day_text,
    show_day,
)
from courses.pack.reading import LONGEST_WAIT, MOST_ATTEMPTS, MOST_DRAWN, MOST_MONTHS
from portal.ground.fields import CountField, DayField, ManyField
from portal.ground.forms import Form

_BANGLA, _ENGLISH = _l("Title in Bangla"), _l("Title in English")


class _FactsForm(Form):
    """Facts that somebody else may have saved meanwhile."""

    seen = HiddenField()

    def fill(self, values: dict[str, Any]) -> None:
        """Show what the draft says."""
        raise NotImplementedError

    @classmethod
    def told(cls, values: dict[str, Any]) -> list[tuple[str, str]]:
        """What the draft says, as names and texts."""
        form = cls(formdata=None)
        form.fill(values)
        found = [(field.label.text, field.data) for field in form if field.type != "HiddenField"]
        return [
            (name, ", ".join(data) if isinstance(data, list) else str(data))
            for name, data in found
            if data
        ]


class CourseForm(_FactsForm):
    """The facts of a course."""

    title_bn = LineField(_BANGLA)
    title_en = LineField(_ENGLISH)
    audience_bn = LineField(_l("For whom, in Bangla"))
    audience_en = LineField(_l("For whom, in English"))
    destination = SelectField(_l("Only for who goes to this country"), validate_choice=True)
    work = SelectField(_l("Only for who does this work"), validate_choice=True)
    prerequisites = ManyField(_l("Courses to pass before its tests open"))
    attempts = CountField(_l("Tries at a test before a wait"), least=1, most=MOST_ATTEMPTS)
    wait_hours = CountField(_l("Hours to wait then"), least=0, most=LONGEST_WAIT)
    expires_after = CountField(
        _l("Months that a pass counts (empty: for ever)"), least=1, most=MOST_MONTHS
    )
    last_checked = DayField(_l("Whole course last checked on"))

    def fill(self, values: dict[str, Any]) -> None:
        """Show what the draft says."""
        titles, audience = outline.both(values["title"]), outline.both(values["audience"])
        self.title_bn.data, self.title_en.data = titles["bn"], titles["en"]
        self.audience_bn.data, self.audience_en.data = audience["bn"], audience["en"]
        self.destination.data = values.get("destination") or ""
        self.work.data = values.get("work") or ""
        self.prerequisites.data = list(values.get("prerequisites") or [])
        self.attempts.data = str(values["attempts"].get("limit") or "")
        self.wait_hours.data = str(values["attempts"].get("wait_hours") or "")
        self.expires_after.data = str(values.get("expires_after") or "")
        show_day(self.last_checked, values.get("last_checked"))

    def facts(self) -> dict[str, Any]:
        """What course.yml will say."""
        attempts = {"limit": count_text(self.attempts), "wait_hours": count_text(self.wait_hours)}
        return {
            "title": {"bn": self.title_bn.data, "en": self.title_en.data},
            "audience": {"bn": self.audience_bn.data, "en": self.audience_en.data},
            "destination": self.destination.data,
            "work": self.work.data,
            "prerequisites": self.prerequisites.data or None,
            "expires_after": count_text(self.expires_after),
            "attempts": {key: value for key, value in attempts.items() if value},
            "last_checked": day_text(self.last_checked),
        }


class NewModuleForm(Form):
    """A module at the end of a course."""

    slug = NameField(_l("Name in addresses"), is_needed=True)
    title_bn = LineField(_BANGLA)
    title_en = LineField(_ENGLISH)

    def titles(self) -> dict[str, str]:
        """The titles by language."""
        return {"bn": str(self.title_bn.data or ""), "en": str(self.title_en.data or "")}


class ModuleForm(_FactsForm):
    """The facts of a module."""

    title_bn = LineField(_BANGLA)
    title_en = LineField(_ENGLISH)
    draw = CountField(_l("Questions in one test"), least=1, most=MOST_DRAWN)
    pass_mark = CountField(_l("Per cent to pass"), least=1, most=100)
    requires = ManyField(_l("Modules to pass before"))

    def fill(self, module: dict[str, Any]) -> None:
        """Show what the draft says."""
        titles = outline.both(module["title"])
        self.title_bn.data, self.title_en.data = titles["bn"], titles["en"]
        self.draw.data = str(module.get("draw") or "")
        self.pass_mark.data = str(module.get("pass_mark") or "")
        self.requires.data = list(module["requires"])

    def facts(self) -> dict[str, Any]:
        """What course.yml will say of it."""
        return {
            "title": {"bn": self.title_bn.data, "en": self.title_en.data},
            "draw": count_text(self.draw),
            "pass_mark": count_text(self.pass_mark),
            "requires": self.requires.data or [],
        }


class NewLessonForm(NewModuleForm):
    """A lesson at the end of a module."""


class MoveForm(Form):
    """One place up or down."""

    step = HiddenField(validators=[AnyOf(["-1", "1"])])


class LessonPlaceForm(Form):
    """The module that a lesson goes to."""

    module = SelectField(_l("Move it to another module"))


class SourceForm(Form):
    """Where facts come from."""

    PARTS: tuple[str, ...] = ("title", "address", "date")
    title = LineField(_l("Title"), is_needed=True)
    address = LineField(_l("Address of the page, or where it is printed"), is_needed=True)
    date = LineField(_l("Date of it"), most=40, is_needed=True)

    def facts(self) -> dict[str, str]:
        """What course.yml will say of it."""
        return {name: str(self[name].data) for name in self.PARTS}


class NewSourceForm(SourceForm):
    """A source that there was not."""

    PARTS = ("id", *SourceForm.PARTS)
    id = LineField(_l("Short name"), most=20, is_needed=True)
