"""What authors and reviewers may send."""

from courses.forms.authoring.course import (
    CourseForm,
    LessonPlaceForm,
    ModuleForm,
    MoveForm,
    NewLessonForm,
    NewModuleForm,
    NewSourceForm,
    SourceForm,
)
from courses.forms.authoring.drafts import CopyForm, NewCourseForm, PackForm
from courses.forms.authoring.lesson import LessonForm
from courses.forms.authoring.pictures import PictureForm
from courses.forms.authoring.questions import GiftForm, QuestionsForm
from courses.forms.authoring.reviewing import AskForm, DecisionForm, SendBackForm, TakeBackForm

__all__ = [
    "AskForm",
    "CopyForm",
    "CourseForm",
    "DecisionForm",
    "GiftForm",
    "LessonForm",
    "LessonPlaceForm",
    "ModuleForm",
    "MoveForm",
    "NewCourseForm",
    "NewLessonForm",
    "NewModuleForm",
    "NewSourceForm",
    "PackForm",
    "PictureForm",
    "QuestionsForm",
    "SendBackForm",
    "SourceForm",
    "TakeBackForm",
]
