"""The two lines of a passport as somebody typed or pasted them into a form."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import ValidationError

from portal.ground.clock import today
from portal.people.mrz import Fault, Unreadable, Zone, read_zone

FAULTS: dict[Fault, Any] = {
    Fault.NO_LINES: _l("The two lines have 44 signs each: letters, digits and <. Copy both."),
    Fault.NO_PASSPORT: _l("These are not the lines of a passport."),
    Fault.NUMBER: _l("The passport number was copied wrongly. Look at the second line again."),
    Fault.BIRTH: _l("The birth date was copied wrongly. Look at the second line again."),
    Fault.EXPIRY: _l("The last day of the passport was copied wrongly. Look at the second line."),
    Fault.WHOLE: _l("Something in the second line was copied wrongly. Compare each sign."),
}


def typed_zone(text: str | None) -> Zone:
    """What the lines say; ValidationError, in words, where they cannot be a passport's."""
    try:
        return read_zone(text or "", today())
    except Unreadable as wrong:
        raise ValidationError(str(FAULTS[wrong.fault])) from None
