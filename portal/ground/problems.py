"""What programs are told instead of an error page: problem documents (RFC 9457)."""

import json
from enum import Enum

from flask import Response, current_app

API = "/api/"
# Each kind of problem is explained there, under its own name.
_EXPLAINED = "/api/v1/openapi.json#/x-problems/"


class Fault(Enum):
    """The kinds of problems: their name, which never changes, their status, their title."""

    BAD_REQUEST = ("bad-request", 400, "The request cannot be read.")
    NOT_JSON = ("not-json", 400, "The body is not one JSON document in UTF-8.")
    TWICE = ("member-twice", 400, "A member stands twice in one object.")
    TOKEN = ("token", 401, "A good token of an organisation is missing.")
    FORBIDDEN = ("forbidden", 403, "Pages of other sites may not ask here.")
    NOT_REGISTERED = ("not-registered", 404, "No agency in the register has this licence number.")
    NOT_FOUND = ("not-found", 404, "There is nothing at this address.")
    METHOD = ("method-not-allowed", 405, "This address takes another method.")
    TOO_LARGE = ("too-large", 413, "The body is larger than this address takes.")
    MEDIA_TYPE = ("media-type", 415, "The body must be application/json.")
    UNKNOWN_MEMBER = ("unknown-member", 422, "A member is not one that this address knows.")
    PARAMETER = ("parameter", 422, "A parameter of the address is missing or cannot be read.")
    MISSING_MEMBER = ("missing-member", 422, "A member that must be there is missing.")
    UNREADABLE = ("unreadable-value", 422, "A value cannot be read as what it must be.")
    WRONG_TYPE = ("wrong-type", 422, "A value is of another type than it must be.")
    WHAT = ("text-or-texts", 422, "Exactly one of the members text and texts must be there.")
    EMPTY = ("empty-list", 422, "The list is empty.")
    TOO_MANY_TEXTS = ("too-many-texts", 422, "The list has more than 1,000 texts.")
    TOO_MANY_REQUESTS = ("too-many-requests", 429, "Too much was asked from here: wait a little.")
    CRASH = ("server-error", 500, "Something broke here. It is written down.")

    def __init__(self, code: str, status: int, title: str) -> None:
        self.code, self.status, self.title = code, status, title


_BY_STATUS = {
    fault.status: fault
    for fault in (
        Fault.BAD_REQUEST,
        Fault.TOKEN,
        Fault.FORBIDDEN,
        Fault.NOT_FOUND,
        Fault.METHOD,
        Fault.TOO_LARGE,
        Fault.MEDIA_TYPE,
        Fault.TOO_MANY_REQUESTS,
        Fault.CRASH,
    )
}


class Problem(Exception):
    """What a program sent is refused; the pointer (RFC 6901) says where in the document."""

    def __init__(self, fault: Fault, pointer: str = "", wait: int = 0) -> None:
        super().__init__(fault.code)
        self.fault, self.pointer, self.wait = fault, pointer, wait


def told(problem: Problem) -> Response:
    """The document of a problem."""
    fault = problem.fault
    content = {
        "type": f"{current_app.config['PUBLIC_URL']}{_EXPLAINED}{fault.code}",
        "title": fault.title,
        "status": fault.status,
        "code": fault.code,
    }
    if problem.pointer:
        content["pointer"] = f"#{problem.pointer}"
    response = _document(content, fault.status)
    if fault is Fault.TOKEN:
        response.headers["WWW-Authenticate"] = "Bearer"
    if problem.wait:
        response.headers["Retry-After"] = str(problem.wait)
    return response


def of_status(status: int) -> Response:
    """The document of an error that the server itself met."""
    if status in _BY_STATUS:
        return told(Problem(_BY_STATUS[status]))
    return _document({"type": "about:blank", "status": status}, status)


def _document(content: dict[str, object], status: int) -> Response:
    return Response(json.dumps(content) + "\n", status=status, mimetype="application/problem+json")
