"""Pictures that come with forms and are shown again: developed apart, and kept by no browser."""

from typing import Any

from flask import make_response, request
from flask_wtf.file import FileField
from werkzeug.wrappers import Response

from visa_check.models import AgencyReportPicture, VisaRequestPicture
from visa_check.pictures import LARGEST, BadPicture, Developed, develop
from visa_check.views.blueprint import bp
from visa_check.words_of_requests import picture_fault

# Room for the form around the files; the parser needs some for a piece of a file as well.
_AROUND = 64 * 1024
_PIECES = 4 * _AROUND
# Two of the largest files, or three photos as a telephone makes them.
_ROOM = 2 * LARGEST + _AROUND
_TAKES_PICTURES = frozenset(
    f"visa_check.{view}"
    for view in ("add_pictures", "see_request", "answer_request", "add_evidence")
)


@bp.url_value_preprocessor
def room_for_pictures(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let photos be as big as they may be; this must be said before anybody reads the form."""
    if endpoint in _TAKES_PICTURES:
        request.max_content_length, request.max_form_memory_size = _ROOM, _PIECES


def developed(field: FileField) -> Developed | None:
    """The pages of the file in a field; a bad one has its reason there, and none has none."""
    if not field.data:
        return None
    try:
        return develop(field.data.stream.read(LARGEST + 1))
    except BadPicture as bad:
        field.errors = [*field.errors, picture_fault(bad.fault)]
        return None


def as_picture(found: VisaRequestPicture | AgencyReportPicture, name: str) -> Response:
    """A picture as it is served: nothing in it is read as a page, and nobody keeps it."""
    response: Response = make_response(found.content)
    response.headers.update(
        {
            "Content-Type": "image/webp",
            "Content-Disposition": f'inline; filename="{name}-{found.page}.webp"',
            "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
            "Cache-Control": "no-store",
        }
    )
    return response
