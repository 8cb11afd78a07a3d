"""Courses: in the making, as published, how far each person came, and classes in person."""

from courses.models.authoring import (
    Draft,
    DraftFile,
    DraftHand,
    DraftReview,
    DraftReviewFile,
    DraftState,
    Part,
)
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
from courses.models.guests import ChosenWay, GuestDenial, GuestRead, GuestStudy
from courses.models.progress import (
    Answer,
    Attempt,
    CoursePass,
    LessonRead,
    ModulePass,
)
from courses.models.recall import Recall, RecallAnswer, RecallChoice
from courses.models.tablets import ClassTablet

__all__ = [
    "Answer",
    "Attempt",
    "Attendance",
    "ChosenWay",
    "ClassTablet",
    "Cohort",
    "CohortCourse",
    "CohortState",
    "CohortTrainer",
    "Course",
    "CourseFile",
    "CoursePass",
    "CourseVersion",
    "Draft",
    "DraftFile",
    "DraftHand",
    "DraftReview",
    "DraftReviewFile",
    "DraftState",
    "Enrolled",
    "Enrolment",
    "GuestDenial",
    "GuestRead",
    "GuestStudy",
    "Lesson",
    "LessonRead",
    "LessonText",
    "Meeting",
    "Module",
    "ModulePass",
    "Part",
    "Question",
    "QuestionText",
    "Recall",
    "RecallAnswer",
    "RecallChoice",
]
