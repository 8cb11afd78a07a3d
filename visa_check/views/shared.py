"""The page for whoever holds a share code: the answer about one visa, and nothing more."""

from flask import render_template
from flask.typing import ResponseReturnValue

from portal.ground.access import person, public
from portal.ground.clock import today
from portal.ground.limits import waiting
from portal.ground.visitors import device
from visa_check import limits, showing
from visa_check.actions import owners as actions
from visa_check.forms import SharedForm
from visa_check.hashes import share_hash
from visa_check.models import Way
from visa_check.queries import owners as queries
from visa_check.queries.visas import Answer
from visa_check.views.blueprint import bp, unkept
from visa_check.words import VISA_WORDS
from visa_check.words_of_sharing import NOTHING_OPENS


@bp.get("/visa/shared")
@public
def ask_shared() -> ResponseReturnValue:
    """Ask for the code that an owner gave away."""
    device()
    return _page(SharedForm(formdata=None))


@bp.post("/visa/shared")
@public
def check_shared() -> ResponseReturnValue:
    """Answer for a share code; a wrong one is counted against the browser."""
    form = SharedForm()
    if not form.validate():
        return unkept((_page(form), 422))
    wait = waiting(limits.SHARE, device())
    if wait:
        return unkept((_page(form, is_waiting=True), 429, {"Retry-After": str(wait)}))
    found = _answer(form.code.value)
    if found is None:
        actions.count_wrong_code(limits.SHARE, device())
    return unkept(
        render_template(
            "visa_check/check_shared.html",
            answer=found,
            words=VISA_WORDS[found.verdict] if found else NOTHING_OPENS,
            said=showing.visa_since(found),
            office=showing.visa_office(found),
        )
    )


def _answer(code: str) -> Answer | None:
    """The answer behind a code; its owner sees that somebody looked."""
    found = queries.opened(share_hash(code), today())
    if found and not (person() and person().id == found.owner_id):
        actions.note_look_up(found.owner_id, Way.CODE, found.share_id)
    return found.answer if found else None


def _page(form: SharedForm, *, is_waiting: bool = False) -> str:
    return render_template("visa_check/ask_shared.html", form=form, is_waiting=is_waiting)
