"""What is printed at the counter without QR and seal: in Bangla and in English at once."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import force_locale

from portal.ground.formatting import day as day_words
from portal.people.models import Office
from portal.people.passports import masked
from visa_check import words_of_desk as words
from visa_check.models import VisaRequest
from visa_check.references import show_reference
from visa_check.showing.cells import NOTHING, word
from visa_check.verdicts import VisaVerdict
from visa_check.words import VISA_WORDS

PRINTED = ("bn", "en")


@dataclass(frozen=True)
class Both:
    """A sentence in both languages of a paper."""

    bn: str
    en: str


@dataclass(frozen=True)
class CounterPaper:
    """A paper of a request: the largest words, what they mean, and what it is about."""

    head: Both
    says: tuple[Both, ...]
    lines: list[tuple[Both, Both]]
    ask_again: Both
    reference: str
    free: Both


def counter_paper(
    request: VisaRequest, verdict: VisaVerdict | None, office: Office, today: date
) -> CounterPaper:
    """The paper of a request; without an answer it says largest that nothing was checked."""
    answer = VISA_WORDS[verdict] if verdict else None
    says = [answer.sentence, answer.next, words.ANSWER_SAYS] if answer else [words.PENDING_SAYS]
    facts = request.facts
    told = {
        "office": Both(office.district_bn, office.district_en),
        "on": _each(lambda: day_words(today)),
        "holder": _same(facts.get("holder_name") or NOTHING),
        "passport": _same(masked(facts.get("passport_number") or "")[-3:]),
        "visa": _same(masked(facts.get("visa_number") or "")[-3:]),
        "country": _each(lambda: word("destination", request.destination)),
    }
    return CounterPaper(
        head=both(answer.word if answer else words.NOT_CHECKED),
        says=tuple(both(one) for one in [*says, words.PAY_NOBODY]),
        lines=[(both(words.PAPER_LINES[name]), value) for name, value in told.items()],
        ask_again=both(words.ASK_AGAIN),
        reference=show_reference(request.ref),
        free=both(words.CALL_FREE),
    )


def blank_form() -> dict[str, Any]:
    """The form to be filled in by hand."""
    return {
        "heading": both(words.FORM_TITLE),
        "says": both(words.FORM_SAYS),
        "lines": [both(one) for one in words.FORM_LINES.values()],
        "office_lines": [both(one) for one in words.FORM_OFFICE.values()],
        "answer": both(words.FORM_ANSWER),
    }


def both(sentence: Any) -> Both:
    """A sentence of ours in both languages."""
    return _each(lambda: str(sentence))


def _each(write: Any) -> Both:
    told = []
    for language in PRINTED:
        with force_locale(language):
            told.append(str(write()))
    return Both(*told)


def _same(text: str) -> Both:
    return Both(text, text)
