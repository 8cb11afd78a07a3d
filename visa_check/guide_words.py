"""What guides are made of, in words."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from visa_check.guides import Asked

ASKED = {
    Asked.APPLICATION_NUMBER: _l("Number of the application"),
    Asked.VISA_NUMBER: _l("Visa number"),
    Asked.FILE_NUMBER: _l("File number"),
    Asked.PERMIT_NUMBER: _l("Number of the work permit"),
    Asked.OFFER_NUMBER: _l("Number of the offer"),
    Asked.PASSPORT_NUMBER: _l("Passport number"),
    Asked.PASSPORT_EXPIRY: _l("Passport good until"),
    Asked.HOLDER_NAME: _l("Name, as in the passport"),
    Asked.DATE_OF_BIRTH: _l("Date of birth"),
    Asked.NATIONALITY: _l("Nationality"),
    Asked.SPONSOR_ID: _l("Sponsor"),
    Asked.COMPANY_NUMBER: _l("Registration number of the company"),
    Asked.VISA_TYPE: _l("Kind of visa"),
    Asked.ISSUING_OFFICE: _l("Where it was issued: Dhaka"),
    Asked.BARCODE: _l("The barcode on the visa"),
    Asked.SIGN_IN: _l("An account of the service"),
    Asked.CAPTCHA: _l("Letters of a picture"),
}
GUIDE_NAMES = {
    "service": _l("Service"),
    "address": _l("Address on the web"),
    "asks": _l("What it asks for"),
    "answer": _l("What a true answer looks like (English)"),
    "answer_bn": _l("What a true answer looks like (Bangla)"),
    "traps": _l("Traps (English)"),
    "traps_bn": _l("Traps (Bangla)"),
    "checked_on": _l("Last looked on"),
}


def asked_words(asks: Sequence[str]) -> str:
    """What a service asks for, in one line."""
    return ", ".join(str(ASKED[Asked(asked)]) for asked in asks) or "–"
