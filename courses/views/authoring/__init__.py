"""The pages of authors and reviewers: courses in the making."""

from courses.views.authoring import (
    checking,
    course,
    deciding,
    drafts,
    lessons,
    modules,
    ordering,
    pictures,
    questions,
    sources,
)
from courses.views.authoring.blueprint import bp

__all__ = [
    "bp",
    "checking",
    "course",
    "deciding",
    "drafts",
    "lessons",
    "modules",
    "ordering",
    "pictures",
    "questions",
    "sources",
]
