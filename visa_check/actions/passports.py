"""Whose passport: an officer at the counter compares somebody with the passport in their hand."""

from datetime import timedelta

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.deeds.outbox import Kind, our_link, send_sms
from portal.deeds.record import By, deed
from portal.ground.access import Role
from portal.ground.errors import Refusal
from portal.ground.formatting import digits
from portal.people import identities, queries
from portal.people.models import Office, Person
from portal.people.rights import require

# What is this old says nothing about today.
_USEFUL = timedelta(days=7)
_HOTLINE = "16135"


class NoAccount(Refusal):
    """Nobody signs in with this number."""

    field = "phone"
    message = _l(
        "No account has this number. Look at it again, or let the person sign up first: number,"
        " code by SMS, PIN."
    )


@deed
def confirm_passport(
    by: By, phone: str, account: str, seen: identities.Seen, *, renewed: bool
) -> str:
    """Keep that an officer compared the person of an account with a passport; the account."""
    officer = require(by.person_id, Role.OFFICER, Role.SUPERVISOR)
    with_phone = queries.migrants_by_phone(phone)
    person = next((one for one in with_phone if one.public_id == account), None)
    if person is None or officer.office is None:
        raise NoAccount
    identities.confirm(by, person, seen, officer.office, renewed=renewed)
    _tell(person, officer.office)
    return account


def _tell(person: Person, office: Office) -> None:
    """Let the person know, so that nobody does this behind their back."""
    with force_locale(person.language):
        text = _(
            "Nirapod: the %(district)s office has seen your passport; your visas and codes are at"
            " %(link)s If that was not you, call %(number)s.",
            district=office.district(person.language),
            link=our_link("/visa/mine"),
            number=digits(_HOTLINE),
        )
    send_sms(person.phone, text, Kind.NOTICE, _USEFUL)
