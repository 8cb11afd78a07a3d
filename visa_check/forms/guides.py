"""What an officer may write about a country's own service."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, ValidationError

from portal.ground.clock import today
from portal.ground.fields import DayField, ManyField, one_line
from portal.ground.forms import at_most, needed
from visa_check.facts import Facts
from visa_check.forms.fields import FactsForm, line, sentences
from visa_check.forms.visas import destinations
from visa_check.guide_words import ASKED
from visa_check.guides import GUIDE_FACTS, GuideNow, is_good_address

_TEXTS = ("answer", "answer_bn", "traps", "traps_bn")


class GuideForm(FactsForm):
    """A guide: where, what it asks for, what it answers, what deceives."""

    destination = SelectField(_l("Destination"), [needed(_l("Choose a country."))], choices=[])
    service = line(_l("Service"), 120, is_needed=True)
    address = StringField(_l("Address on the web"), [at_most(300)], filters=[one_line])
    asks = ManyField(_l("What it asks for"))
    answer = sentences(_l("What a true answer looks like (English)"))
    answer_bn = sentences(_l("What a true answer looks like (Bangla)"))
    traps = sentences(_l("Traps (English)"), is_needed=False)
    traps_bn = sentences(_l("Traps (Bangla)"), is_needed=False)
    source = line(_l("Source"), 300, is_needed=True)
    checked_on = DayField(_l("Last looked on"), is_needed=True)
    reason = sentences(_l("What changed, and how you know"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.destination.choices = [("", _l("Choose")), *destinations()]
        self.asks.choices = [(asked.value, word) for asked, word in ASKED.items()]

    def validate_address(self, field: StringField) -> None:
        """Only an address that shows where it leads."""
        if field.data and not is_good_address(field.data):
            raise ValidationError(_l("Write the whole address, like https://visa.mofa.gov.sa/."))

    def validate_checked_on(self, field: DayField) -> None:
        """Nobody looked tomorrow."""
        if field.value and field.value > today():
            raise ValidationError(_l("This day lies in the future."))

    def show(self, guide: GuideNow) -> None:
        """Show what a guide says in a form that nobody sent yet."""
        self.fill(guide.facts)

    def guide(self) -> Facts:
        """All that was written."""
        facts = self.facts(GUIDE_FACTS)
        texts = {name: facts[name] or "" for name in _TEXTS}
        return facts | texts | {"asks": facts["asks"] or []}
