"""How a draft begins."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import SelectField

from courses.forms.authoring.course import NewModuleForm
from portal.ground.forms import Form


class CopyForm(Form):
    """A published course to go on from."""

    course = SelectField(_l("Course"))


class NewCourseForm(NewModuleForm):
    """A course that there was not."""


class PackForm(Form):
    """A whole pack as one file."""

    file = FileField(_l("Pack as a ZIP file"), [FileRequired(_l("Choose a file."))])
