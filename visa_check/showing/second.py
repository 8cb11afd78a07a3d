"""What a second officer has before them: what was asked, seen and compared, and the pictures."""

from typing import Any

from portal.deeds.models import Proposal
from visa_check.checklist import Mark, Point
from visa_check.models import VisaRequest
from visa_check.queries import desk as queries
from visa_check.queries import requests, visas
from visa_check.references import show_reference
from visa_check.showing.desk import asked_rows
from visa_check.showing.requests import Href, request_files
from visa_check.showing.sightings import evidence_files, sighting_rows
from visa_check.words_of_desk import MARKS, MATTERS, POINTS


def question_of(
    proposal: Proposal, request: VisaRequest, href: Href | None, *, is_open: bool
) -> dict[str, Any]:
    """The question that a proposal answers, with its pictures where the reader has a way to them.

    Numbers are masked unless it is open.
    """
    sightings = queries.sightings(request.id)
    names = queries.names(one.by_id for one in sightings)
    checklist = queries.checklist(request.id)
    marks = checklist.marks if checklist else {}
    files, evidence = requests.sent(request.id), requests.evidence(request.id)
    return {
        "reference": show_reference(request.ref),
        "matters": [str(MATTERS[matter]) for matter in proposal.difference.get("matters", ())],
        "rows": asked_rows(request, visas.by_id(request.visa_id), is_open=is_open),
        "sightings": sighting_rows(sightings, names, is_open=is_open),
        "marks": [
            [str(POINTS[point]), str(MARKS[Mark(marks[point])])]
            for point in Point
            if point in marks
        ],
        "has_pictures": bool(files or evidence),
        "files": request_files(files, href) if href else [],
        "evidence": evidence_files(evidence, sightings, href) if href else [],
    }
