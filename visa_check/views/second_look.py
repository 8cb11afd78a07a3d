"""What a second officer sees of the question behind a proposal, also one of another office.

Who reaches the question sees it as at the desk. An officer who only helps an office that cannot
decide alone sees it while it waits; pictures and full numbers for a quarter of an hour after it
was written down that they look.
"""

from datetime import timedelta
from typing import Any

from flask import abort, url_for
from flask.typing import ResponseReturnValue

from portal.deeds.models import Proposal, ProposalState
from portal.ground.access import only, person
from portal.ground.clock import now
from visa_check import showing
from visa_check.models import VisaRequestFile
from visa_check.queries import desk as queries
from visa_check.queries import lists, requests
from visa_check.views.blueprint import DESK, bp
from visa_check.views.sent_pictures import as_picture

SHOWN_FOR = timedelta(minutes=15)


@bp.get("/office/proposals/visa_check/<ref>/pictures/<file>/<int:page>")
@only(*DESK)
def proposed_picture(ref: str, file: str, page: int) -> ResponseReturnValue:
    """Show a picture of another office's question to the second officer who looks at it."""
    found = lists.proposal(person(), ref) or abort(404)
    asked = queries.request_of(found.id) if _is_looking(found) else None
    picture = requests.picture(asked.id, file, page) if asked else None
    return as_picture(picture or abort(404), file)


def question_behind(found: Proposal) -> dict[str, Any] | None:
    """The question that a proposal answers, as far as the reader may see it."""
    asked = queries.request_of(found.id)
    if asked is None:
        return None
    is_within_reach = requests.kept_request(person(), asked.ref) is not None
    is_looking = not is_within_reach and _is_looking(found)
    if not is_within_reach and found.state is not ProposalState.WAITING:
        return None
    href = None
    if is_looking:
        href = _href(found.ref)
    elif is_within_reach and person().role in DESK:
        href = showing.picture_href(asked.ref)
    shown = showing.question_of(found, asked, href, is_open=is_looking)
    return shown | {"may_look": not is_within_reach and not is_looking}


def _is_looking(found: Proposal) -> bool:
    """Whether it waits, and it was written down a moment ago that the reader looks."""
    is_waiting = found.state is ProposalState.WAITING
    return is_waiting and queries.looked_at(person(), found, now() - SHOWN_FOR)


def _href(ref: str) -> showing.Href:
    def href(file: VisaRequestFile, page: int) -> str:
        return url_for(".proposed_picture", ref=ref, file=file.ref, page=page)

    return href
