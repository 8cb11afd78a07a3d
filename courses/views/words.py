"""The answers of the guide in words."""

from flask_babel import gettext as _

from courses import way
from courses.work import KINDS
from portal.ground.countries import COUNTRIES
from portal.ground.i18n import language


def destination_name(word: str) -> str:
    """Where somebody goes."""
    if word == way.OTHER:
        return str(_("Another country"))
    if word == way.UNKNOWN:
        return str(_("I do not know yet"))
    return COUNTRIES[word].name(language())


def work_name(word: str) -> str:
    """What work somebody will do."""
    if word == way.OTHER:
        return str(_("Other work"))
    if word == way.UNKNOWN:
        return str(_("I do not know yet"))
    return KINDS[word].name(language())
