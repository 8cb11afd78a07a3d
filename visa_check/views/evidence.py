"""Pictures with a report about an agency: sent by whoever has its reference, seen by its office."""

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.deeds.asking import asked_by_nobody
from portal.ground import visitors
from portal.ground.access import only, person, public
from portal.ground.errors import Refusal, attempt
from portal.ground.forms import typed
from visa_check.actions import evidence as actions
from visa_check.complaints import EvidenceKind
from visa_check.forms.reports import EvidenceForm
from visa_check.models import AgencyReport
from visa_check.queries import reports as queries
from visa_check.views.blueprint import bp, unkept
from visa_check.views.complaints import READERS
from visa_check.views.reporting import fresh_ref, progress_page, sent_page
from visa_check.views.sent_pictures import as_picture, developed


@bp.post("/agencies/report/pictures")
@public
def add_evidence() -> ResponseReturnValue:
    """Take the good files of those that a reporter sent, and say what is wrong with the others."""
    form = EvidenceForm(prefix="pictures-")
    found = queries.by_reference(typed(form.reference)) or abort(404)
    if not form.validate():
        return unkept((_page(found, form), 422))
    if not form.sent():
        form.form_errors = [_("Choose at least one photo.")]
        return unkept((_page(found, form), 422))
    outcome = attempt(lambda: _take(found, form))
    if isinstance(outcome, Refusal):
        return unkept((_page(found, form.refuse(outcome)), outcome.status))
    if form.errors:
        # What arrived is kept, so the next try is another deed.
        form.idempotency_key.data = EvidenceForm(formdata=None).idempotency_key.data
        return unkept((_page(found, form), 422))
    if fresh_ref() != found.ref:
        arrived = _("The pictures arrived.")
        return unkept(progress_page(found, typed(form.reference), arrived=arrived))
    flash(_("The pictures arrived."))
    return redirect(url_for(".report_sent"), 303)


@bp.get("/office/registry/reports/<ref>/pictures/<picture>")
@only(*READERS)
def report_picture(ref: str, picture: str) -> ResponseReturnValue:
    """Show one page of what was sent with a report to the staff whose report it is."""
    found = queries.report(person(), ref) or abort(404)
    shown = queries.picture(found, picture) or abort(404)
    return as_picture(shown, str(shown.file))


def _take(found: AgencyReport, form: EvidenceForm) -> None:
    """Count the try, read the files, and keep the good ones."""
    actions.count_evidence(found.ref, visitors.device())
    pairs = [(EvidenceKind(field.short_name), developed(field)) for field in form.sent()]
    files = [(kind, file) for kind, file in pairs if file]
    if files:
        actions.add_evidence(asked_by_nobody(form), typed(form.reference), files)


def _page(found: AgencyReport, form: EvidenceForm) -> str:
    """The page from which the files came, with what is wrong."""
    if fresh_ref() == found.ref:
        return sent_page(found.ref, form)
    return progress_page(found, typed(form.reference), pictures=form)
