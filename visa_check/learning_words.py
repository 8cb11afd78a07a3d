"""What frauds are called, and how they are noticed."""

from datetime import date

from babel.dates import format_date
from flask_babel import get_locale
from flask_babel import lazy_gettext as _l

from portal.ground.formatting import digits
from visa_check.learning import FraudKind, Noticed

KINDS = {
    FraudKind.NOT_ISSUED: _l("The country has not issued such a visa"),
    FraudKind.ALTERED: _l("A genuine visa in which something was changed"),
    FraudKind.ANOTHERS: _l("The visa of another person"),
    FraudKind.NOT_FOR_WORK: _l("A visit or tourist visa, sold as one for work"),
    FraudKind.EMPLOYER: _l("The employer does not exist or knows nothing of it"),
    FraudKind.AGENCY: _l("The agency has no licence, or is not the one it says"),
    FraudKind.OVERSOLD: _l("A group visa, sold to more people than it is for"),
}
NOTICED = {
    Noticed.SERVICE: _l("The country's own service said so"),
    Noticed.LABOUR_WING: _l("The embassy or its labour wing said so"),
    Noticed.PAPER: _l("It is seen on the paper: letters, picture, stamp"),
    Noticed.ZONE: _l("The machine readable lines do not add up"),
    Noticed.REGISTER: _l("The register: number, agency or dates do not fit"),
    Noticed.EMPLOYER: _l("The employer said so"),
}
FACTS = {
    "destination": _l("Destination"),
    "kind": _l("What was false"),
    "noticed": _l("How it was noticed"),
    "rl_no": _l("Licence of the agency"),
    "month": _l("Month"),
    "words": _l("In words"),
    "look_bn": _l("What to look for (Bangla)"),
    "look_en": _l("What to look for (English)"),
    "next_bn": _l("What to do next (Bangla)"),
    "next_en": _l("What to do next (English)"),
    "last_day": _l("Last day"),
}


def month_words(day: date) -> str:
    """A month and its year."""
    return digits(format_date(day, "MMMM y", locale=str(get_locale() or "bn")))
