"""Courses as they were published, and how far each person came in them."""

from courses.models.content import (
    Course,
    CourseFile,
    CourseVersion,
    Lesson,
    LessonText,
    Module,
    Question,
    QuestionText,
)
from courses.models.progress import (
    Answer,
    Attempt,
    CoursePass,
    LessonRead,
    ModulePass,
)

__all__ = [
    "Answer",
    "Attempt",
    "Course",
    "CourseFile",
    "CoursePass",
    "CourseVersion",
    "Lesson",
    "LessonRead",
    "LessonText",
    "Module",
    "ModulePass",
    "Question",
    "QuestionText",
]
