"""What an officer may send about a request: what was seen, the checklist, the decision."""

from typing import Any, Self

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import RadioField

from portal.ground.forms import DeedForm
from visa_check.checklist import Mark, Point, Seen, choices, known
from visa_check.forms.fields import ACCEPTED, line, sentences
from visa_check.pictures import Developed
from visa_check.recording.desk import Sighting, Verdict
from visa_check.verdicts import ANSWERS, VisaState
from visa_check.words import STATES
from visa_check.words_of_desk import MARKS, POINTS, SEEN


class SeenForm(DeedForm):
    """What the destination's own service said."""

    service = line(_l("Service that you asked"), 120)
    number = line(_l("Number that you searched"), 60)
    outcome = RadioField(_l("What it said"), choices=[], validate_choice=False)
    words = sentences(_l("Its words, as they stand there"), is_needed=False)
    evidence = FileField(_l("Picture of what you saw (may be left out)"), render_kw=ACCEPTED)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.outcome.choices = [(seen.value, SEEN[seen]) for seen in Seen]

    def sighting(self, picture: Developed | None = None) -> Sighting | None:
        """What was seen, with the picture of it; None where nothing was marked."""
        if self.outcome.data not in set(Seen):
            return None
        return Sighting(
            self.service.data or "",
            self.number.data or "",
            Seen(self.outcome.data),
            self.words.data or "",
            picture,
        )

    def is_whole(self, *, is_needed: bool) -> bool:
        """Whether a sighting says which service and which number; with its faults at the fields."""
        seen = self.sighting()
        # A picture without the words that belong to it would say nothing.
        if seen is None and (is_needed or self.evidence.data):
            self.outcome.errors = [*self.outcome.errors, _l("Choose one.")]
            return False
        for field in (self.service, self.number):
            if seen and not field.data:
                field.errors = [*field.errors, _l("Fill this in.")]
        return not (self.service.errors or self.number.errors)

    def ask_picture_again(self) -> Self:
        """The form, which asks for its picture once more: no browser sends a file by itself."""
        if self.evidence.data and not self.evidence.errors:
            self.evidence.errors = [_l("Choose the picture once more.")]
        return self


class AnswerForm(SeenForm):
    """The work on a request: seen, compared, decided."""

    state = RadioField(_l("Decision"), choices=[], validate_choice=False)
    note = sentences(_l("What you saw, for the other officers"), is_needed=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.state.choices = [(state.value, STATES[state]) for state in ANSWERS]
        for point, field in zip(Point, self.points(), strict=True):
            field.choices = [(mark.value, MARKS[mark]) for mark in choices(point)]

    def points(self) -> list[RadioField]:
        """The fields of the checklist, in its order."""
        return [self._fields[_name(point)] for point in Point]

    def show(self, marks: dict[str, str]) -> None:
        """Fill the checklist in as it was marked last."""
        for point in Point:
            self._fields[_name(point)].data = marks.get(point)

    def marks(self) -> dict[str, str]:
        """The marks that were set."""
        data = [(point.value, self._fields[_name(point)].data) for point in Point]
        return known((point, mark) for point, mark in data if mark in set(Mark))

    def verdict(self) -> Verdict | None:
        """The decision, None where none was chosen; then the fault stands at its field."""
        if self.state.data not in {state.value for state in ANSWERS}:
            self.state.errors = [*self.state.errors, _l("Choose one.")]
            return None
        return Verdict(VisaState(self.state.data), self.note.data or "", self.marks())


def _name(point: Point) -> str:
    return f"point_{point.name.lower()}"


for _point in Point:
    _field = RadioField(POINTS[_point], choices=[], validate_choice=False)
    setattr(AnswerForm, _name(_point), _field)
