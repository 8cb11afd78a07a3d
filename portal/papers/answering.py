"""How a signed public file is given: it may be kept, and is asked for again by its tag."""

from flask import Response, request

JSON, COSE = "application/json", "application/cose"


def public_file(content: bytes, *, is_signature: bool, coding: str | None = None) -> Response:
    """A file as it lies there, in a coding where it lies there packed."""
    kind = COSE if is_signature else JSON
    response = Response(content, mimetype=kind, headers={"Cache-Control": "public, no-cache"})
    if coding:
        response.headers["Content-Encoding"] = coding
    response.add_etag()
    response.make_conditional(request)
    return response
