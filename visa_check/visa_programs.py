"""What programs of organisations send and are told about a visa, with the code of its owner."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import force_locale

from portal.ground.problems import Fault, Problem
from portal.ground.programs import read_object, read_text
from portal.people.passports import normal_number
from visa_check import sharing
from visa_check.passports import is_visa_number
from visa_check.queries.visas import Answer
from visa_check.verdicts import VisaVerdict
from visa_check.words import VISA_WORDS, Words
from visa_check.words_of_sharing import NOTHING_OPENS

CODE, NUMBER = "code", "visa_number"
_LANGUAGES = ("bn", "en")


@dataclass(frozen=True)
class Asked:
    """A share code, and the number of the visa that the asker has before them, if one came."""

    code: str
    number: str | None


def read(mimetype: str, body: bytes) -> Asked:
    """What a program asks; a Problem for anything but the one right form."""
    sent = read_object(mimetype, body, {CODE, NUMBER})
    if CODE not in sent:
        raise Problem(Fault.MISSING_MEMBER, f"/{CODE}")
    code = sharing.typed(read_text(sent[CODE], f"/{CODE}"))
    if code is None:
        raise Problem(Fault.UNREADABLE, f"/{CODE}")
    if NUMBER not in sent:
        return Asked(code, None)
    number = normal_number(read_text(sent[NUMBER], f"/{NUMBER}"))
    if not is_visa_number(number):
        raise Problem(Fault.UNREADABLE, f"/{NUMBER}")
    return Asked(code, number)


def document(asked: Asked, answer: Answer | None, day: date) -> dict[str, Any]:
    """What the page of a code shows, as JSON; every kind of no is the same document."""
    if answer is None:
        return _told(VisaVerdict.NO_RECORD, NOTHING_OPENS, day, None, None, [])
    office = {"bn": answer.office_bn, "en": answer.office_en} if answer.office_en else None
    compared = [CODE] if asked.number is None else [CODE, NUMBER]
    words = VISA_WORDS[answer.verdict]
    return _told(answer.verdict, words, day, answer.since.isoformat(), office, compared)


def _told(
    verdict: VisaVerdict,
    words: Words,
    day: date,
    since: str | None,
    office: dict[str, Any] | None,
    compared: list[str],
) -> dict[str, Any]:
    return {
        "as_of": day.isoformat(),
        "verdict": verdict.replace(" ", "-"),
        "kind": verdict.kind.value,
        "since": since,
        "office": office,
        "compared": compared,
        "word": _spoken(words.word),
        "sentence": _spoken(words.sentence),
        "next": _spoken(words.next),
    }


def _spoken(sentence: Any) -> dict[str, str]:
    """A sentence in each language."""
    spoken = {}
    for language in _LANGUAGES:
        with force_locale(language):
            spoken[language] = str(sentence)
    return spoken
