"""Pictures that authors send."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired

from courses.forms.authoring.fields import NameField
from portal.ground.forms import Form


class PictureForm(Form):
    """A drawing, new or in the place of another of the same name."""

    file = FileField(_l("Drawing (SVG)"), [FileRequired(_l("Choose a file."))])
    name = NameField(_l("Name (empty: that of the file)"))
