"""What is read of courses; who asks is part of the question."""

from courses.queries.learning import (
    Line,
    Offer,
    Place,
    courses,
    files,
    lesson_text,
    outline,
    passed,
    path,
    picture,
    place,
    version_for,
)
from courses.queries.testing import (
    answers,
    asked,
    asked_at,
    attempt_of,
    attempts,
    given,
    module,
    trial,
)

__all__ = [
    "Line",
    "Offer",
    "Place",
    "answers",
    "asked",
    "asked_at",
    "attempt_of",
    "attempts",
    "courses",
    "files",
    "given",
    "lesson_text",
    "module",
    "outline",
    "passed",
    "path",
    "picture",
    "place",
    "trial",
    "version_for",
]
