"""Training centres: an administrator says what stands behind the code of a centre."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.deeds.record import By, deed
from portal.ground.database import db
from portal.ground.errors import Refusal
from portal.people import queries
from portal.people.models import Centre


class NoOffice(Refusal):
    """There is no such office."""

    message = _l("There is no office with this code.")


@dataclass(frozen=True)
class NewCentre:
    """A centre as its certificates name it, and the office of its district."""

    code: str
    name_bn: str
    name_en: str
    office: str


@deed
def name_centre(by: By, new: NewCentre) -> str:
    """Add a training centre, or give it other names; its code.

    The command line alone does this, like the first roles: who runs it, runs the server.
    """
    office = queries.office_by_code(new.office)
    if office is None:
        raise NoOffice
    centre = db.scalar(select(Centre).filter_by(code=new.code))
    if centre is None:
        centre = Centre(code=new.code)
        db.add(centre)
    centre.name_bn, centre.name_en, centre.office_id = new.name_bn, new.name_en, office.id
    return new.code
