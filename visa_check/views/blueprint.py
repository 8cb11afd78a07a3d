"""The blueprint of the register's pages, and the steps that its views share."""

from flask import Blueprint, abort, make_response
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from portal.ground.access import Role, person
from visa_check.licences import read_licence
from visa_check.models import Agency
from visa_check.queries import agencies as queries

bp = Blueprint("visa_check", __name__)
DESK = (Role.OFFICER, Role.SUPERVISOR)


def unkept(page: ResponseReturnValue) -> Response:
    """A verdict belongs to its moment: nobody keeps a copy."""
    response: Response = make_response(page)
    response.headers["Cache-Control"] = "no-store"
    return response


def agency_or_404(licence: str) -> Agency:
    """The agency of an address, however the licence is spelt there."""
    rl_no = read_licence(licence)
    found = queries.agency_by_licence(rl_no) if rl_no else None
    return found or abort(404)


def me() -> int:
    """The key of the person who asks."""
    key: int = person().id
    return key
