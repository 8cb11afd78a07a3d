"""What is read of courses; who asks is part of the question."""

from courses.queries.guests import Studied, chosen_way, studied
from courses.queries.learning import (
    Line,
    Place,
    files,
    lesson_text,
    outline,
    passed,
    path,
    picture,
    place,
    version_for,
)
from courses.queries.offers import Before, Offer, Reader, before, courses, destinations
from courses.queries.testing import (
    answers,
    asked,
    asked_at,
    attempt_of,
    attempts,
    given,
    module,
    questions,
    trial,
)

__all__ = [
    "Before",
    "Line",
    "Offer",
    "Place",
    "Reader",
    "Studied",
    "answers",
    "asked",
    "asked_at",
    "attempt_of",
    "attempts",
    "before",
    "chosen_way",
    "courses",
    "destinations",
    "files",
    "given",
    "lesson_text",
    "module",
    "outline",
    "passed",
    "path",
    "picture",
    "place",
    "questions",
    "studied",
    "trial",
    "version_for",
]
