"""The blueprint of the pages of certificates."""

from typing import Any

from flask import Blueprint, request

from certificates import programs
from portal.ground.access import Role
from portal.papers import scanning

bp = Blueprint("certificates", __name__)
STAFF = (Role.OFFICER, Role.SUPERVISOR, Role.AUDITOR)
DECIDERS = (Role.OFFICER, Role.SUPERVISOR)
# Room for the form around a file.
_AROUND = 64 * 1024
_ROOM = {
    "certificates.check_picture": scanning.LARGEST + _AROUND,
    "certificates.check_for_program": programs.LARGEST,
}


@bp.url_value_preprocessor
def more_room(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let a picture be as big as it may be; this must be said before anybody reads the form."""
    if endpoint in _ROOM:
        request.max_content_length = _ROOM[endpoint]
        # The parser needs room for a piece of the file and what is left of the one before.
        request.max_form_memory_size = 4 * _AROUND
