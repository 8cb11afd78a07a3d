"""What staff write down with a person and a passport in front of them."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, TextAreaField, ValidationError
from wtforms.validators import Optional

from portal.ground.clock import today
from portal.ground.fields import DayField
from portal.ground.forms import DeedForm, at_most, needed
from portal.papers.fields import latin_name_field
from portal.people.fields import PassportField
from portal.people.identities import Seen
from portal.people.lines import typed_zone


class PassportForm(DeedForm):
    """A passport, compared with the person in class or at the counter."""

    number = PassportField(_l("Passport number"), is_needed=True)
    born_on = DayField(_l("Date of birth"), is_needed=True)
    name = latin_name_field(_l("Name in English letters, as on the page with the photo"))
    saw = BooleanField(
        _l("I saw the passport and the person, and the photo is of this person"),
        [needed(_l("Look at the passport and at the person first."))],
    )
    renewed = BooleanField(_l("This is a renewed passport of the same person"))
    lines = TextAreaField(
        _l("The two lines at the foot of that page (may be left out)"), [Optional(), at_most(200)]
    )

    @property
    def seen(self) -> Seen:
        """What stands in the passport."""
        return Seen(self.number.value, self.born_on.value, self.name.data or "")

    def validate_born_on(self, field: DayField) -> None:
        """Nobody is born tomorrow."""
        if field.value and field.value >= today():
            raise ValidationError(_l("This day is still to come."))

    def validate_lines(self, field: TextAreaField) -> None:
        """The lines say the same as what was typed."""
        zone = typed_zone(self.lines.data)
        typed = (self.number.value, self.born_on.value)
        if zone.number != typed[0] or zone.born_on not in {None, typed[1]}:
            raise ValidationError(
                _l("The lines say another number or birth date than what is typed above.")
            )

    def take_lines(self) -> bool:
        """Fill in what the lines say; False where they cannot be read."""
        try:
            zone = typed_zone(self.lines.data)
        except ValidationError as error:
            self.lines.errors = [str(error)]
            return False
        self.number.data, self.name.data = zone.number, "" if zone.is_cut else zone.name
        self.born_on.show(zone.born_on)
        return True
