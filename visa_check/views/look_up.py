"""The public look-up of a visa."""

from datetime import date

from flask import current_app, render_template
from flask.typing import ResponseReturnValue

from portal.ground.access import Role, person, public
from portal.ground.clock import now, today
from portal.ground.errors import Refusal, attempt
from portal.ground.visitors import device
from visa_check import canaries, limits, showing
from visa_check.actions import owners as owning
from visa_check.actions import visas as actions
from visa_check.forms import PublicLookUpForm
from visa_check.hashes import failure_hash
from visa_check.models import Way
from visa_check.queries import owners
from visa_check.queries import visas as queries
from visa_check.queries.learning import alerts_for
from visa_check.tickets import WAIT, make_ticket, read_ticket
from visa_check.verdicts import VisaVerdict
from visa_check.views.blueprint import bp
from visa_check.words import VISA_WORDS


@bp.get("/visa/")
@public
def visa() -> ResponseReturnValue:
    """Ask for visa number, passport number and birth date."""
    device()
    return render_template("visa_check/visa.html", form=PublicLookUpForm(formdata=None), gate=None)


@bp.post("/visa/")
@public
def check_visa() -> ResponseReturnValue:
    """Answer for the three together; every kind of no looks the same and costs the same."""
    form = PublicLookUpForm()
    if not form.validate():
        return render_template("visa_check/visa.html", form=form, gate=None), 422
    passport, number = form.passport_number.value, failure_hash(form.passport_number.value)
    canaries.watch(number, current_app.config["CANARY_PASSPORTS"])
    gate = limits.gate(number, device())
    if gate is limits.Gate.WAIT and _spends_ticket(form, number):
        gate = limits.Gate.OPEN
    if gate is not limits.Gate.OPEN:
        return _wait(form, gate, number)
    birth, visa_number = form.date_of_birth.value, form.visa_number.value
    answer = queries.answer(passport, birth, visa_number, today())
    if answer is None:
        actions.count_failed_look_up(number, device())
    else:
        _note(passport, birth)
    verdict = answer.verdict if answer else VisaVerdict.NO_RECORD
    return render_template(
        "visa_check/check_visa.html",
        verdict=verdict,
        words=VISA_WORDS[verdict],
        said=showing.visa_since(answer),
        office=showing.visa_office(answer),
        # Whoever may ask an officer need not type it again.
        form=form if person() is not None and person().role is Role.MIGRANT else None,
        alerts=alerts_for(answer.destination, today()) if answer else [],
    )


def _note(passport: str, birth: date) -> None:
    """Let the owner of a confirmed passport see that somebody else looked."""
    owner = owners.owner_of(passport, birth)
    if owner is not None and not (person() and person().id == owner):
        owning.note_look_up(owner, Way.FACTS)


def _wait(form: PublicLookUpForm, gate: limits.Gate, number: bytes) -> ResponseReturnValue:
    """Show the form once more, with a ticket that is good after a minute."""
    form.ticket.data = make_ticket(_secret(), number, now())
    page = render_template("visa_check/visa.html", form=form, gate=gate)
    return page, 429, {"Retry-After": str(round(WAIT.total_seconds()))}


def _spends_ticket(form: PublicLookUpForm, number: bytes) -> bool:
    """Whether a good ticket came along that was never used."""
    ticket = read_ticket(_secret(), form.ticket.data or "", number, now())
    if ticket is None:
        return False
    return not isinstance(attempt(lambda: actions.use_ticket(ticket)), Refusal)


def _secret() -> bytes:
    key = current_app.secret_key
    return key if isinstance(key, bytes) else str(key).encode()
