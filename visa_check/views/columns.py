"""The columns of a file chosen by hand: its headers with a value each, remembered for its shape."""

import io

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.deeds.record import By
from portal.ground.access import only
from portal.ground.tables import BadFile
from portal.people.passports import masked
from visa_check.actions import columns as actions
from visa_check.forms import ColumnsForm, columns_form
from visa_check.importing import COLUMNS, drop_list, peek_list, read_list, stage_list
from visa_check.models import ListKind, WaitingFile
from visa_check.queries import columns as queries
from visa_check.queries import lists as list_queries
from visa_check.tables import Peek
from visa_check.views.blueprint import DESK, bp, me
from visa_check.words import file_fault


@bp.get("/office/registry/imports/files/<ref>/columns")
@only(*DESK)
def columns(ref: str) -> ResponseReturnValue:
    """Show the headers of one's own file with a value each, and ask which columns they are."""
    found = _found(ref)
    seen = peek_list(found.kind, io.BytesIO(found.content))
    return _page(found, seen, _form(found, seen))


@bp.post("/office/registry/imports/files/<ref>/columns")
@only(*DESK)
def choose_columns(ref: str) -> ResponseReturnValue:
    """Read a file by the columns that were chosen, remember them, show what would change."""
    found = _found(ref)
    seen = peek_list(found.kind, io.BytesIO(found.content))
    form = _form(found, seen)
    if form.validate():
        try:
            return redirect(url_for(".staged", ref=_stage(found, seen, form)), 303)
        except BadFile as bad:
            form.form_errors = [file_fault(bad.fault, bad.line, bad.names)]
    return _page(found, seen, form), 422


def _found(ref: str) -> WaitingFile:
    return queries.waiting_file(ref, me()) or abort(404)


def _form(found: WaitingFile, seen: Peek) -> ColumnsForm:
    """The form of this file's headers, filled with what is remembered or recognised."""
    guessed = queries.remembered(found.kind, seen.header, me()) or seen.recognised
    return columns_form(seen.header, COLUMNS[found.kind], guessed)


def _stage(found: WaitingFile, seen: Peek, form: ColumnsForm) -> str:
    """Stage the file anew by what was chosen; a list that was made of it before is forgotten."""
    chosen, kind, ref = form.chosen(), found.kind, found.ref
    name, complete, before = found.file_name, found.complete, list_queries.ref_of(found.import_id)
    file = io.BytesIO(found.content)
    table = read_list(kind, file, capped=True, choose=lambda _header: chosen)
    by = By(person_id=me(), owner=f"person {me()}", endpoint=request.endpoint or "")
    made = stage_list(by, kind, table, name, complete=complete)
    actions.join_list(ref, made)
    if before:
        drop_list(before, me())
    actions.remember_columns(by, kind, seen.header, chosen, for_all=bool(form.for_all.data))
    flash(_("Remembered: the next file with these headers is read so."))
    return made


def _page(found: WaitingFile, seen: Peek, form: ColumnsForm) -> str:
    samples = seen.samples
    if found.kind is ListKind.VISAS:
        # Whom a visa is for is not shown in full here either.
        samples = [masked(sample) if sample else "" for sample in samples]
    return render_template(
        "visa_check/columns.html",
        found=found,
        form=form,
        pairs=list(zip(form.fields(), samples, strict=True)),
    )
