"""What becomes of the rows of an import that is undone."""

from flask_babel import lazy_gettext as _l

from visa_check.queries.undoing import Undoing

UNDOINGS = {
    Undoing.BACK: _l("what stood before comes back"),
    Undoing.GONE: _l("not in the register any more: only this list knew it"),
    Undoing.ENDED: _l("the status is taken back"),
    Undoing.KEPT: _l("stays as it is: later facts stand upon it"),
}
