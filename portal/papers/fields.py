"""Fields of what stands on papers."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import Length, Regexp

from portal.ground.forms import needed
from portal.papers.claims import LONGEST_NAME, NAME


def latin_name_field(label: Any) -> StringField:
    """A name as on the passport's data page: what a certificate says later."""
    return StringField(
        label,
        filters=[squeezed],
        validators=[
            needed(),
            Length(
                max=LONGEST_NAME, message=_l("The passport has room for %(max)d letters at most.")
            ),
            Regexp(
                rf"{NAME.pattern}\Z",
                message=_l("Write it in English letters, as the passport has it."),
            ),
        ],
    )


def squeezed(text: str | None) -> str:
    """A name in capitals with single spaces."""
    return " ".join((text or "").replace("\u2019", "'").upper().split())
