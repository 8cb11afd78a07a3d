"""Courses as they were published, how far each person came in them, and classes in person."""

from courses.models.classes import (
    Attendance,
    Cohort,
    CohortCourse,
    CohortState,
    CohortTrainer,
    Enrolled,
    Enrolment,
    Meeting,
)
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
    "Attendance",
    "Cohort",
    "CohortCourse",
    "CohortState",
    "CohortTrainer",
    "Course",
    "CourseFile",
    "CoursePass",
    "CourseVersion",
    "Enrolled",
    "Enrolment",
    "Lesson",
    "LessonRead",
    "LessonText",
    "Meeting",
    "Module",
    "ModulePass",
    "Question",
    "QuestionText",
]
