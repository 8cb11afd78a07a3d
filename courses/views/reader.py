"""Who reads: a person, or a phone without an account, which its cookie knows again.

The cookie is signed and holds a random token and the answers of the guide, nothing of a person.
Only a POST sets it.
"""

from typing import Any

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer
from werkzeug.wrappers import Response

from courses import queries
from courses.guests import KEPT, Guest, guest_of
from courses.path import Next
from courses.queries import Before, Reader, Studied
from courses.way import Answers, answers_of
from portal.ground.access import is_shared, person
from portal.people import sessions

_MOST = 500


def reader() -> Reader:
    """The person who is signed in, else the phone, else nobody whom we know again."""
    found: Reader = person() or guest()
    return found


def guest() -> Guest | None:
    """The phone, if something was read on it without an account."""
    token = guest_token()
    return guest_of(token) if token else None


def guest_token() -> str | None:
    """The token of the phone's study."""
    token = _kept().get("study")
    return token if isinstance(token, str) and token else None


def guest_answers() -> Answers | None:
    """What was answered on this phone without an account."""
    words = _kept().get("way")
    return answers_of(*words) if isinstance(words, list) and len(words) == 3 else None


def answers() -> Answers | None:
    """What the visitor answered in the guide."""
    return queries.chosen_way(person()) if person() else guest_answers()


def studied() -> list[Studied]:
    """What was read on the phone and may be the work of who is signed in.

    Staff are not asked: at their desks and on their tablets others read.
    """
    visitor = person()
    if visitor is None or visitor.is_staff:
        return []
    return queries.studied(guest(), visitor)


def keep(response: Response, token: str | None, way: Answers | None) -> Response:
    """Keep token and answers in the phone's cookie, for as long as its study is kept."""
    kept: dict[str, Any] = {"study": token} if token else {}
    if way:
        kept["way"] = way.words
    text = _signer().dumps(kept) if kept else ""
    return sessions.keep_guest(response, text, int(KEPT.total_seconds()))


def barrier(before: list[Before]) -> Next | None:
    """What stands between the visitor and all tests of a course."""
    if not person():
        return Next.ACCOUNT
    return Next.COURSES if before else None


def _kept() -> dict[str, Any]:
    """What the cookie holds; nothing, if it is not as we signed it."""
    # What was read on a shared tablet before it became one is nobody's here.
    text = "" if is_shared() else sessions.guest()
    if not text or len(text) > _MOST:
        return {}
    try:
        found = _signer().loads(text)
    except BadData:
        return {}
    return found if isinstance(found, dict) else {}


def _signer() -> URLSafeSerializer:
    key = current_app.secret_key
    if not key:
        raise RuntimeError("there is no key for cookies")
    return URLSafeSerializer(key, salt="guest")
