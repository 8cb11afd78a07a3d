"""What the holder of a share code is told that opens nothing, on the page and by programs."""

from flask_babel import lazy_gettext as _l

from visa_check.words import Words

NOTHING_OPENS = Words(
    _l("This code opens nothing"),
    _l("It is mistyped, its days are over, or the worker cancelled it."),
    _l("Ask the worker for a new code."),
)
