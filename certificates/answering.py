"""The answers to numbers and QR texts, one or many: what the check page, programs and lists say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from certificates import queries
from certificates.queries import Known
from certificates.showing import Face, face
from portal.ground.clock import now
from portal.ground.countries import COUNTRIES
from portal.papers import code, counting, ids, keys
from portal.papers.claims import Assurance, Claims
from portal.papers.keylist import KeyList, Purpose
from portal.papers.models import PaperLevel
from portal.papers.refused import Reason
from portal.papers.verdict import Answer, Entry, Verdict, judge, stand


@dataclass(frozen=True)
class Given:
    """The answer to one text, and what the check page shows with it."""

    answer: Answer
    # Whether a number was asked for, which says nothing about the QR on a paper.
    is_number: bool
    # What stands on the paper; nothing where it is not ours.
    claims: Claims | None = None
    # The paper as our register keeps it, where that is the paper that was asked for.
    face: Face | None = None

    @property
    def level(self) -> PaperLevel | None:
        """How sure it is who learnt; a slip says nothing of learning."""
        if self.claims is None or self.is_slip:
            return None
        is_attended = self.claims.assurance is Assurance.ATTENDED
        return PaperLevel.ATTENDED if is_attended else PaperLevel.SELF_STUDY

    @property
    def is_slip(self) -> bool:
        """Whether it is the slip of a visa check."""
        return self.answer.purpose is Purpose.SLIP

    def subject(self, language: str) -> str:
        """Course or destination: by our register where the paper is in it, else by the QR."""
        if self.face is not None:
            return self.face.title(language)
        said = self.claims.subject if self.claims else ""
        country = COUNTRIES.get(said) if self.is_slip else None
        return country.name(language) if country else said

    def other_host(self, public_url: str) -> str | None:
        """Where the QR leads, if that is not here."""
        found = self.answer.code
        return found.host if found and found.host != code.host_of(public_url) else None


def answers(texts: Sequence[str]) -> list[Given]:
    """An answer to each text, in their order; the register is asked once for all of them."""
    numbers = [ids.typed(text) or code.number_in(text) for text in texts]
    register = queries.known(_once(numbers))
    if register:
        counting.seen(*register)
    at, key_list = now(), keys.key_list()
    return [
        _answer(text, register.get(number) if number else None, key_list, at)
        for text, number in zip(texts, numbers, strict=True)
    ]


def _answer(text: str, known: Known | None, key_list: KeyList, at: datetime) -> Given:
    if ids.typed(text):
        return _by_number(known, at)
    answer = judge(text, key_list, _entry(known), at)
    said = answer.claims if answer.signature else None
    is_same = answer.code is not None and known is not None and answer.code.message == known.message
    return Given(answer, False, said, _face(known, said) if said and is_same else None)


def _by_number(known: Known | None, at: datetime) -> Given:
    """For the number only: no QR was read, so nothing is said of a signature."""
    if known is None:
        return Given(Answer(Verdict.NO_SUCH_NUMBER, Reason.NOT_IN_REGISTER), True)
    verdict, reason = stand(known.standing, at)
    seen = _face(known)
    is_good = verdict is Verdict.GENUINE
    answer = Answer(verdict, reason, purpose=known.purpose, issuer=True, status=is_good)
    return Given(answer, True, seen.claims if seen else None, seen)


def _entry(known: Known | None) -> Entry | None:
    if known is None or known.message is None:
        return None
    return Entry(known.message, known.logged_at, known.standing)


def _face(known: Known | None, said: Claims | None = None) -> Face | None:
    if known is None or known.message is None or known.words is None:
        return None
    return face(known.message, known.words, said)


def _once(numbers: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(number for number in numbers if number))
