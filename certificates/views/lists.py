"""The pages of lists: thousands of certificates checked at once, shown, and given as a file."""

from typing import Any

from flask import Response, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import RequestEntityTooLarge

from certificates import bulk, listing
from certificates.actions import lists as actions
from certificates.forms import ListForm, MakeForm
from certificates.listing import Sent
from certificates.models import CheckedList
from certificates.queries import lists as queries
from certificates.refusals import TooManyLists
from certificates.views.blueprint import bp
from certificates.views.checking import refused_picture, refused_text
from certificates.words import KINDS, LEVELS, LIST_FAULTS, VERDICTS
from portal.ground import asked
from portal.ground.access import public
from portal.ground.errors import Refusal, http_page
from portal.ground.formatting import digits
from portal.ground.i18n import check_page, language
from portal.ground.tables import BadFile, FileFault
from portal.ground.visitors import device
from portal.papers.refused import Reason


@bp.get("/check/list")
@public
@check_page
def check_list() -> ResponseReturnValue:
    """Ask for a list of certificates."""
    return _asking(ListForm())


@bp.post("/check/list")
@public
@check_page
def send_list() -> ResponseReturnValue:
    """Take a list and check it: all at once, or step by step where the browser shows how far."""
    form = ListForm()
    if not form.validate():
        return _asking(form), 422
    try:
        ref = _begin(_sent(form))
    except BadFile as bad:
        field = form.file if form.file.data else form.text
        field.errors = [_fault(bad)]
        return _asking(form), 422
    except Refusal as refusal:
        return _asking(form.refuse(refusal)), refusal.status
    if not form.steps.data:
        _finish(_found(ref))
    return redirect(url_for(".checked_list", ref=ref), 303)


@bp.get("/check/list/<ref>")
@public
@check_page
def checked_list(ref: str) -> ResponseReturnValue:
    """Show what was found of a list, or how far it is."""
    found = _found(ref)
    is_done = found.done == found.total
    shown = bulk.show(found, request.args.get("verdict", ""), asked.page()) if is_done else None
    return render_template(
        "certificates/checked_list.html",
        found=found,
        shown=shown,
        words=VERDICTS,
        button_form=MakeForm(),
    )


@bp.post("/check/list/<ref>/go-on")
@public
@check_page
def go_on(ref: str) -> ResponseReturnValue:
    """Check the next lines of a list for a script, or for a person all that are left."""
    found = _found(ref)
    if request.accept_mimetypes.best != "application/json":
        _finish(found)
        return redirect(url_for(".checked_list", ref=ref), 303)
    bulk.step(found)
    found = _found(ref)
    return jsonify(done=found.done, total=found.total)


@bp.get("/check/list/<ref>/answers.csv")
@public
@check_page
def list_file(ref: str) -> ResponseReturnValue:
    """Give a list back as it came, with the answer behind each line."""
    found = _found(ref)
    if found.done < found.total:
        abort(404)
    heads = [
        _("Answer"),
        "verdict",
        "reason",
        _("Number"),
        _("Name"),
        _("The passport number ends with"),
        _("Course or destination"),
        _("Level"),
        _("Date"),
        _("Good until"),
        _("The QR leads to"),
        _("Kind of paper"),
    ]
    words = {code.value: str(one.word) for code, one in (VERDICTS | LEVELS).items()}
    words |= {kind.value: str(word) for kind, word in KINDS.items()}
    content = bulk.table(found, heads, words, language())
    response = Response(content, mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="nirapod-answers.csv"'
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.post("/check/list/<ref>/forget")
@public
@check_page
def forget_list(ref: str) -> ResponseReturnValue:
    """Delete a list and its answers at once."""
    _found(ref)
    actions.forget_list(ref, device())
    flash(_("The list and its answers are deleted."))
    return redirect(url_for(".check_list"), 303)


@bp.errorhandler(RequestEntityTooLarge)
def too_big(error: RequestEntityTooLarge) -> ResponseReturnValue:
    """Say on its own page that a text, a picture or a list is too big even to be taken in."""
    if request.endpoint == "certificates.answer":
        return refused_text()
    if request.endpoint == "certificates.check_picture":
        return refused_picture(Reason.PICTURE_TOO_BIG, 413)
    if request.endpoint != "certificates.send_list":
        return http_page(error)
    form = ListForm(formdata=None)
    form.file.errors = [_fault(BadFile(FileFault.TOO_BIG))]
    return _asking(form), 413


def _sent(form: ListForm) -> Sent:
    file: Any = form.file.data
    return listing.of_file(file.stream) if file else listing.of_text(form.text.data or "")


def _begin(sent: Sent) -> str:
    if actions.count_lines(device(), len(sent.rows)):
        raise TooManyLists
    return bulk.begin(device(), sent)


def _finish(found: CheckedList) -> None:
    while bulk.step(found):
        pass


def _found(ref: str) -> CheckedList:
    return queries.checked(ref, device()) or abort(404)


def _fault(bad: BadFile) -> str:
    return str(LIST_FAULTS[bad.fault]) % {"line": digits(bad.line)}


def _asking(form: ListForm) -> str:
    return render_template("certificates/check_list.html", form=form)
