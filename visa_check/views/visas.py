"""Visas at the desk: find, enter, correct, decide, reveal."""

from dataclasses import replace

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.deeds.asking import asked_by
from portal.ground import asked
from portal.ground.access import confirmed, only, person
from portal.ground.clock import today
from portal.ground.errors import Refusal, attempt
from portal.ground.forms import typed
from visa_check import showing
from visa_check.actions import visas as actions
from visa_check.facts import VISA_FACTS, pick
from visa_check.forms import (
    CorrectVisaForm,
    DecideForm,
    FalseAlarmForm,
    LookUpForm,
    RevealForm,
    VisaForm,
)
from visa_check.licences import show_licence
from visa_check.queries import visas as queries
from visa_check.queries.guides import guides_for
from visa_check.queries.warnings import alarms
from visa_check.verdicts import VisaState
from visa_check.views.blueprint import DESK, bp
from visa_check.words import VISA_WORDS


@bp.get("/office/registry/visas/")
@only(*DESK)
def office_visas() -> ResponseReturnValue:
    """Show the visas that one's own office keeps, and ask for one of the whole country."""
    return _list(LookUpForm(formdata=None))


@bp.post("/office/registry/visas/")
@only(*DESK)
def find_visa() -> ResponseReturnValue:
    """Find a visa anywhere in the country by number, passport number and birth date."""
    form = LookUpForm()
    if not form.validate():
        return _list(form), 422
    found = queries.find(
        form.visa_number.value, form.passport_number.value, form.date_of_birth.value
    )
    verdict = found.verdict(today()) if found else None
    return render_template(
        "visa_check/find_visa.html",
        found=found,
        may_open=found is not None and queries.may_open(person(), found),
        verdict=verdict,
        words=VISA_WORDS[verdict] if verdict else None,
    )


@bp.get("/office/registry/visas/new")
@only(*DESK)
def new_visa() -> ResponseReturnValue:
    """Ask for the facts of a visa."""
    return render_template("visa_check/new_visa.html", form=VisaForm())


@bp.post("/office/registry/visas/new")
@only(*DESK)
def enter_visa() -> ResponseReturnValue:
    """Take a visa up in the register."""
    form = VisaForm()
    if not form.validate():
        return render_template("visa_check/new_visa.html", form=form), 422
    outcome = attempt(lambda: actions.enter_visa(asked_by(form), form.visa()))
    if isinstance(outcome, Refusal):
        page = render_template("visa_check/new_visa.html", form=form.refuse(outcome))
        return page, outcome.status
    flash(_("Entered: the visa is pending until somebody decides."))
    return redirect(url_for(".office_visa", ref=outcome), 303)


@bp.get("/office/registry/visas/<ref>")
@only(*DESK)
def office_visa(ref: str) -> ResponseReturnValue:
    """Show a visa with its history, its warnings, and what may be done about it."""
    return _page(_found(ref), DecideForm(prefix="decide-"), RevealForm(prefix="reveal-"))


@bp.get("/office/registry/visas/<ref>/correct")
@only(*DESK)
def correct_visa(ref: str) -> ResponseReturnValue:
    """Show the facts of a visa to be corrected; what is personal is not shown."""
    found = _found(ref)
    form = CorrectVisaForm()
    form.fill(pick(found.entry, VISA_FACTS))
    form.job_order.data = pick(found.holder.facts if found.holder else {}, ["job_order"])[
        "job_order"
    ]
    licence = found.entry.agency_rl_no
    form.agency_rl_no.data = show_licence(licence) if licence else ""
    return render_template("visa_check/correct_visa.html", found=found, form=form)


@bp.post("/office/registry/visas/<ref>/correct")
@only(*DESK)
def change_visa(ref: str) -> ResponseReturnValue:
    """Correct a visa, or propose it where somebody has decided."""
    found = _found(ref)
    form = CorrectVisaForm()
    if not form.validate():
        return render_template("visa_check/correct_visa.html", found=found, form=form), 422
    outcome = attempt(
        lambda: actions.correct_visa(asked_by(form), ref, form.changes(), typed(form.reason))
    )
    if isinstance(outcome, Refusal):
        form.refuse(outcome)
        page = render_template("visa_check/correct_visa.html", found=found, form=form)
        return page, outcome.status
    return _led(outcome, _("Corrected."))


@bp.post("/office/registry/visas/<ref>/decide")
@only(*DESK)
@confirmed
def decide_visa(ref: str) -> ResponseReturnValue:
    """Decide about a visa, or propose the decision where it takes two."""
    found = _found(ref)
    form = DecideForm(prefix="decide-")
    if not form.validate():
        return _page(found, form, RevealForm(prefix="reveal-")), 422
    state = VisaState(form.state.data)
    outcome = attempt(lambda: actions.decide_visa(asked_by(form), ref, state, typed(form.note)))
    if isinstance(outcome, Refusal):
        page = _page(_found(ref), form.refuse(outcome), RevealForm(prefix="reveal-"))
        return page, outcome.status
    return _led(outcome, _("Decided."))


@bp.post("/office/registry/visas/<ref>/warnings/<key>")
@only(*DESK)
def note_false_alarm(ref: str, key: str) -> ResponseReturnValue:
    """Note that a warning about a visa is a false alarm, and why."""
    found = _found(ref)
    form = FalseAlarmForm(key)
    outcome: str | Refusal | None = None
    if form.validate():
        outcome = attempt(
            lambda: actions.note_false_alarm(asked_by(form), ref, key, typed(form.note))
        )
    if isinstance(outcome, str):
        flash(_("Noted. Another officer may now decide without you."))
        return redirect(url_for(".office_visa", ref=ref), 303)
    if outcome is not None:
        form.refuse(outcome)
    page = _page(found, DecideForm(prefix="decide-"), RevealForm(prefix="reveal-"), noting=form)
    return page, outcome.status if outcome else 422


@bp.post("/office/registry/visas/<ref>/reveal")
@only(*DESK)
@confirmed
def reveal_visa(ref: str) -> ResponseReturnValue:
    """Show the numbers of a visa in full once, and write down who saw them and why."""
    found = _found(ref)
    form = RevealForm(prefix="reveal-")
    if not form.validate():
        return _page(found, DecideForm(prefix="decide-"), form), 422
    # Without its key: a form sent again shows the numbers again, so it is written down again.
    actions.reveal_visa(replace(asked_by(form), key=None), ref, typed(form.reason))
    return _page(_found(ref), DecideForm(prefix="decide-"), form, is_revealed=True)


def _found(ref: str) -> queries.VisaNow:
    return queries.visa_of(person(), ref) or abort(404)


def _list(form: LookUpForm) -> str:
    page = asked.page()
    count = queries.count_own(person())
    return render_template(
        "visa_check/office_visas.html",
        form=form,
        rows=showing.visa_rows(queries.own_visas(person(), page), today()),
        page=page,
        pages=-(-count // queries.PAGE),
    )


def _page(
    found: queries.VisaNow,
    form: DecideForm,
    reveal: RevealForm,
    *,
    is_revealed: bool = False,
    noting: FalseAlarmForm | None = None,
) -> str:
    verdict = found.verdict(today())
    return render_template(
        "visa_check/office_visa.html",
        found=found,
        country=showing.word("destination", found.entry.destination),
        facts=showing.visa_facts(found, is_revealed=is_revealed),
        decisions=showing.decision_rows(queries.decisions(found.visa.id)),
        entries=showing.entry_rows(queries.entries(found.visa.id)),
        verdict=verdict,
        words=VISA_WORDS[verdict],
        warnings=showing.warning_rows(alarms(found, today()), found.visa.ref, person().id, noting),
        noting=noting,
        slips=showing.slips_of(found, today()),
        guides=showing.guide_rows(
            guides_for(found.entry.destination),
            today(),
            showing.all_facts(found) if is_revealed else None,
        ),
        form=form,
        reveal=reveal,
        is_revealed=is_revealed,
    )


def _led(led_to: str, done: str) -> ResponseReturnValue:
    """Go where a deed led: back to the visa, or to the proposal about it."""
    place, ref = led_to.split()
    if place == actions.PROPOSAL:
        flash(_("Proposed. Another officer decides."))
        return redirect(url_for(".proposal", ref=ref), 303)
    flash(done)
    return redirect(url_for(".office_visa", ref=ref), 303)
