"""The blueprint of the pages of certificates."""

from typing import Any

from flask import Blueprint, request

from certificates import listing, programs
from portal.ground.access import Role
from portal.papers import scanning

bp = Blueprint("certificates", __name__)
STAFF = (Role.OFFICER, Role.SUPERVISOR, Role.AUDITOR)
DECIDERS = (Role.OFFICER, Role.SUPERVISOR)
# Room for the form around a file.
_AROUND = 64 * 1024
# The parser needs room for a piece of a file and what is left of the one before.
_PIECES = 4 * _AROUND
# How much may be sent, and how much of it may be the words of one form.
_ROOM = {
    "certificates.check_picture": (scanning.LARGEST + _AROUND, _PIECES),
    "certificates.check_for_program": (programs.LARGEST, _PIECES),
    "certificates.send_list": (listing.LARGEST + _AROUND, listing.LARGEST),
}


@bp.url_value_preprocessor
def more_room(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let pictures and lists be as big as they may be, before anybody reads the form."""
    if endpoint in _ROOM:
        request.max_content_length, request.max_form_memory_size = _ROOM[endpoint]
