"""The blueprint of authors' pages, and the steps that its views share."""

from typing import Any

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from courses.drafts import outline
from courses.drafts.archive import LARGEST
from courses.drafts.outline import Outline
from courses.models import Draft, DraftState
from courses.queries import authoring as queries
from portal.ground.access import Role, person

bp = Blueprint("authoring", __name__, url_prefix="/authoring")
AUTHORS = queries.AUTHORS
READERS = (*AUTHORS, Role.AUDITOR)
DECIDERS = (Role.OFFICER, Role.SUPERVISOR)
# Two texts of 100,000 letters, three bytes each, with what is around them.
_TEXTS = 1024 * 1024
_OPEN = {DraftState.WRITING, DraftState.IN_REVIEW}


@bp.url_value_preprocessor
def more_room(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let texts and packs be as big as they may be, before anybody reads the form."""
    is_pack = endpoint == "authoring.take_pack"
    request.max_content_length = LARGEST + _TEXTS if is_pack else _TEXTS
    request.max_form_memory_size = _TEXTS


def any_draft(ref: str) -> Draft:
    """A draft within reach, wherever it stands."""
    found: Draft = queries.draft_of(person(), ref) or abort(404)
    return found


def draft(ref: str) -> Draft:
    """A draft within reach whose parts can be looked at."""
    found = any_draft(ref)
    if found.state not in _OPEN:
        abort(404)
    return found


def plan_of(found: Draft) -> Outline:
    """What a draft is made of."""
    return outline.read(queries.files(found, outline.FILE))


def content_of(file: Any, most: int) -> bytes:
    """What somebody sent, or its beginning where it is longer than it may be."""
    with file.stream:
        content: bytes = file.read(most + 1)
    return content


def back_to(endpoint: str, anchor: str | None = None, **values: Any) -> Response:
    """Go to a page after something was done."""
    return redirect(url_for(endpoint, _anchor=anchor, **values), 303)
