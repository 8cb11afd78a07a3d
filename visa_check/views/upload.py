"""Lists at the desk: sent, compared, looked at, proposed."""

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.deeds.asking import asked_by
from portal.deeds.record import By
from portal.ground import asked
from portal.ground.access import only
from portal.ground.errors import Refusal, attempt
from portal.ground.forms import typed
from portal.ground.tables import BadFile, FileFault
from visa_check import importing, showing
from visa_check.actions import columns
from visa_check.actions import lists as actions
from visa_check.forms import DecisionForm, ListForm, ProposeForm
from visa_check.importing import peek_list, read_list, stage_list
from visa_check.models import Import, ListKind
from visa_check.queries import columns as column_queries
from visa_check.queries import lists as queries
from visa_check.tables import LARGEST
from visa_check.views.blueprint import DESK, bp, me
from visa_check.words import file_fault

# Room for the form around the file.
_AROUND = 64 * 1024
_PIECES = 4 * _AROUND


@bp.url_value_preprocessor
def more_room(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Let a list be as big as a list may be; this must be said before anybody reads the form."""
    if endpoint == "visa_check.send_list":
        request.max_content_length = LARGEST + _AROUND
        # The parser needs room for a piece of the file and what is left of the one before.
        request.max_form_memory_size = _PIECES


@bp.get("/office/registry/agencies/import", defaults={"kind": "agencies"})
@bp.get("/office/registry/visas/import", defaults={"kind": "visas"})
@only(*DESK)
def upload(kind: str) -> ResponseReturnValue:
    """Ask for a list of agencies or visas."""
    return render_template("visa_check/upload.html", form=ListForm(), kind=ListKind(kind))


@bp.post("/office/registry/agencies/import", defaults={"kind": "agencies"})
@bp.post("/office/registry/visas/import", defaults={"kind": "visas"})
@only(*DESK)
def send_list(kind: str) -> ResponseReturnValue:
    """Take a list, compare it with the register, and show what it would change."""
    form = ListForm()
    if form.validate():
        try:
            return redirect(_take(ListKind(kind), form), 303)
        except BadFile as bad:
            form.file.errors = [file_fault(bad.fault, bad.line, bad.names)]
    return render_template("visa_check/upload.html", form=form, kind=ListKind(kind)), 422


@bp.get("/office/registry/imports/<ref>")
@only(*DESK)
def staged(ref: str) -> ResponseReturnValue:
    """Show what one's own list would change, before it is proposed."""
    return _page(_found(ref), ProposeForm())


@bp.post("/office/registry/imports/<ref>")
@only(*DESK)
def propose_list(ref: str) -> ResponseReturnValue:
    """Lay a list before another officer."""
    found, form = _found(ref), ProposeForm()
    if not form.validate():
        return _page(found, form), 422
    outcome = attempt(lambda: actions.propose_list(asked_by(form), ref, typed(form.reason)))
    if isinstance(outcome, Refusal):
        return _page(_found(ref), form.refuse(outcome)), outcome.status
    flash(_("Proposed. Another officer decides."))
    return redirect(url_for(".proposal", ref=outcome), 303)


@bp.post("/office/registry/imports/<ref>/drop")
@only(*DESK)
def drop_list(ref: str) -> ResponseReturnValue:
    """Forget a list that was not proposed."""
    kind = _found(ref).kind
    importing.drop_list(ref, me())
    flash(_("Forgotten: nothing was changed."))
    return redirect(url_for(".upload", kind=kind), 303)


def _found(ref: str) -> Import:
    return queries.import_by_ref(ref, me()) or abort(404)


def _take(kind: ListKind, form: ListForm) -> str:
    """Stage a file and lead to what it would change; to its columns where they are not known."""
    file: Any = form.file.data
    name, complete = file.filename or "list.csv", bool(form.complete.data)
    by = By(person_id=me(), owner=f"person {me()}", endpoint=request.endpoint or "")
    try:
        table = read_list(
            kind,
            file.stream,
            capped=True,
            choose=lambda header: column_queries.remembered(kind, header, me()),
        )
    except BadFile as bad:
        if bad.fault not in {FileFault.MISSING_HEADER, FileFault.DOUBLE_HEADER}:
            raise
        peek_list(kind, file.stream)
        return url_for(".columns", ref=_keep(by, kind, file, name, complete=complete))
    ref = stage_list(by, kind, table, name, complete=complete)
    columns.join_list(_keep(by, kind, file, name, complete=complete), ref)
    return url_for(".staged", ref=ref)


def _keep(by: By, kind: ListKind, file: Any, name: str, *, complete: bool) -> str:
    file.stream.seek(0)
    return columns.keep_file(by, kind, name, file.stream.read(), complete)


def _page(found: Import, form: ProposeForm) -> str:
    shown = showing.list_page(found, request.args.get("outcome", ""), asked.page())
    return render_template(
        "visa_check/staged.html",
        found=found,
        shown=shown,
        form=form,
        drop=DecisionForm(),
        file=column_queries.waiting_file_of(found.id),
    )
