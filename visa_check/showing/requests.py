"""Questions about visas: steps, answers and pictures in the words of the page."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for

from portal.ground.clock import DHAKA, today
from portal.ground.formatting import day, digits, moment
from visa_check.models import VisaRequest, VisaRequestFile, VisaRequestStep
from visa_check.queries import requests as queries
from visa_check.references import show_reference
from visa_check.showing.cells import Rows, word
from visa_check.verdicts import VisaVerdict
from visa_check.words import VISA_WORDS, Words
from visa_check.words_of_requests import FILE_KINDS, REQUEST_STATES, STEPS

Pictures = list[dict[str, Any]]
# Where a page of a file is.
Href = Callable[[VisaRequestFile, int], str]


@dataclass(frozen=True)
class Answered:
    """What is answered to a question today."""

    verdict: VisaVerdict
    words: Words


def request_steps(steps: Iterable[VisaRequestStep]) -> list[tuple[str, str]]:
    """What happened and when, the newest first."""
    told = [(str(STEPS[step.kind]), moment(step.at)) for step in steps]
    return told[::-1]


def request_answer(request: VisaRequest) -> Answered | None:
    """What the register says today about the visa of an answered question."""
    verdict = queries.answer_today(request, today())
    return Answered(verdict, VISA_WORDS[verdict]) if verdict else None


def request_rows(found: Sequence[VisaRequest]) -> Rows:
    """One's own questions."""
    return [
        [
            {
                "text": show_reference(request.ref),
                "href": url_for("visa_check.visa_request", reference=request.ref),
            },
            word("destination", request.destination),
            day(request.asked_at.astimezone(DHAKA).date()),
            str(REQUEST_STATES[request.state]),
        ]
        for request in found
    ]


def picture_href(reference: str) -> Href:
    """Where the pictures of a question are, for its owner and its office."""
    return lambda file, page: url_for(
        "visa_check.picture", reference=reference, file=file.ref, page=page
    )


def request_files(files: Iterable[VisaRequestFile], href: Href) -> Pictures:
    """The files of a question, named by what each shows."""
    return pictures(((file, str(FILE_KINDS[file.kind])) for file in files), href)


def pictures(files: Iterable[tuple[VisaRequestFile, str]], href: Href) -> Pictures:
    """Files with what each is called: the address of each page, and its number in words."""
    return [
        {
            "kind": kind,
            "pages": [(href(file, page), digits(page)) for page in range(1, file.pages + 1)],
        }
        for file, kind in files
    ]
