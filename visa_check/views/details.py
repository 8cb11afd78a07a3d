"""Branches, sub-agents, partners, owners, past names and job orders of an agency at the desk."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.deeds.asking import asked_by
from portal.ground.access import only
from portal.ground.clock import today
from portal.ground.errors import Refusal, attempt
from portal.ground.forms import typed
from visa_check import showing
from visa_check.actions import details as actions
from visa_check.detail_words import DETAIL_KINDS
from visa_check.details import DetailKind
from visa_check.forms import FORMS, DetailForm, EndDetailForm, TakeBackForm
from visa_check.models import Agency
from visa_check.queries import details as queries
from visa_check.queries.details import Detail
from visa_check.queries.orders import used_of
from visa_check.views.blueprint import DESK, agency_or_404, bp

_AGENCY = "/office/registry/agencies/<licence>/details"
_KINDS = ", ".join(f"'{kind.value}'" for kind in DetailKind)


@bp.get(_AGENCY)
@only(*DESK)
def agency_details(licence: str) -> ResponseReturnValue:
    """Show what else is known of an agency, kind by kind."""
    found = agency_or_404(licence)
    known = queries.details(found.id)
    groups = showing.desk_groups(known, used_of(known), found.licence, today())
    return render_template("visa_check/agency_details.html", agency=found, groups=groups)


@bp.get(f"{_AGENCY}/new/<any({_KINDS}):kind>")
@only(*DESK)
def new_detail(licence: str, kind: str) -> ResponseReturnValue:
    """Ask for a further fact of an agency."""
    return _new_page(agency_or_404(licence), FORMS[DetailKind(kind)]())


@bp.post(f"{_AGENCY}/new/<any({_KINDS}):kind>")
@only(*DESK)
def propose_detail(licence: str, kind: str) -> ResponseReturnValue:
    """Lay a further fact of an agency before another officer."""
    found, form = agency_or_404(licence), FORMS[DetailKind(kind)]()
    if not form.validate():
        return _new_page(found, form), 422
    outcome = attempt(
        lambda: actions.propose_detail(
            asked_by(form), found.rl_no, form.kind, form.detail(), typed(form.reason)
        )
    )
    if isinstance(outcome, Refusal):
        form.refuse(outcome)
        return _new_page(found, form), outcome.status
    return _proposed(outcome)


@bp.get(f"{_AGENCY}/<ref>")
@only(*DESK)
def agency_detail(licence: str, ref: str) -> ResponseReturnValue:
    """Show a fact of an agency, to be corrected, ended or taken back."""
    agency, found = _found(licence, ref)
    form = FORMS[found.kind]()
    form.fill(found.facts)
    return _page(agency, found, form=form)


@bp.post(f"{_AGENCY}/<ref>")
@only(*DESK)
def correct_detail(licence: str, ref: str) -> ResponseReturnValue:
    """Lay a corrected fact before another officer."""
    agency, found = _found(licence, ref)
    form = FORMS[found.kind]()
    if not form.validate():
        return _page(agency, found, form=form), 422
    by, facts, reason = asked_by(form), form.detail(), typed(form.reason)
    outcome = attempt(lambda: actions.correct_detail(by, agency.rl_no, ref, facts, reason))
    if isinstance(outcome, Refusal):
        form.refuse(outcome)
        return _page(agency, found, form=form), outcome.status
    return _proposed(outcome)


@bp.post(f"{_AGENCY}/<ref>/end")
@only(*DESK)
def end_detail(licence: str, ref: str) -> ResponseReturnValue:
    """Lay the last day of a fact before another officer."""
    agency, found = _found(licence, ref)
    form = EndDetailForm(prefix="end-")
    if not form.validate():
        return _page(agency, found, end=form), 422
    by, last_day, reason = asked_by(form), form.last_day.value, typed(form.reason)
    outcome = attempt(lambda: actions.end_detail(by, agency.rl_no, ref, last_day, reason))
    if isinstance(outcome, Refusal):
        form.refuse(outcome)
        return _page(agency, found, end=form), outcome.status
    return _proposed(outcome)


@bp.post(f"{_AGENCY}/<ref>/take-back")
@only(*DESK)
def take_back_detail(licence: str, ref: str) -> ResponseReturnValue:
    """Lay before another officer that a fact never held."""
    agency, found = _found(licence, ref)
    form = TakeBackForm(prefix="back-")
    if not form.validate():
        return _page(agency, found, back=form), 422
    by, reason = asked_by(form), typed(form.reason)
    outcome = attempt(lambda: actions.take_back_detail(by, agency.rl_no, ref, reason))
    if isinstance(outcome, Refusal):
        form.refuse(outcome)
        return _page(agency, found, back=form), outcome.status
    return _proposed(outcome)


def _found(licence: str, ref: str) -> tuple[Agency, Detail]:
    """An agency, and one of its own facts."""
    agency = agency_or_404(licence)
    return agency, queries.detail(agency.rl_no, ref) or abort(404)


def _new_page(agency: Agency, form: DetailForm) -> str:
    title = DETAIL_KINDS[form.kind][0]
    return render_template("visa_check/new_detail.html", agency=agency, form=form, title=title)


def _page(
    agency: Agency,
    found: Detail,
    *,
    form: DetailForm | None = None,
    end: EndDetailForm | None = None,
    back: TakeBackForm | None = None,
) -> str:
    if form is None:
        # Not the one that was sent: it shows what the register knows.
        form = FORMS[found.kind](formdata=None)
        form.fill(found.facts)
    return render_template(
        "visa_check/agency_detail.html",
        agency=agency,
        found=found,
        title=DETAIL_KINDS[found.kind][0],
        form=form,
        end=end or EndDetailForm(prefix="end-", formdata=None),
        back=back or TakeBackForm(prefix="back-", formdata=None),
        versions=showing.version_rows(queries.versions(found.row.ref)),
    )


def _proposed(ref: str) -> ResponseReturnValue:
    flash(_("Proposed. Another officer decides."))
    return redirect(url_for(".proposal", ref=ref), 303)
