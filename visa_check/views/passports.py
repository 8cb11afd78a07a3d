"""Whose passport: an officer at the counter finds the account and compares the passport."""

from collections.abc import Sequence
from datetime import date

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.deeds.asking import asked_by
from portal.ground.access import only, person
from portal.ground.errors import Refusal
from portal.ground.formatting import day
from portal.ground.forms import typed
from portal.people import identities
from portal.people import queries as people
from portal.people.models import Person
from portal.people.names import first_name
from portal.people.phones import masked
from visa_check.actions import passports as actions
from visa_check.forms import AccountForm, CounterPassportForm
from visa_check.models import Channel, VisaRequest
from visa_check.queries import requests
from visa_check.views.blueprint import DESK, bp, me


@bp.get("/office/passports/")
@only(*DESK)
def passports() -> ResponseReturnValue:
    """Ask whose account it is; whoever asked about their own visa is known already."""
    question = _question()
    asker = question.person if question and question.channel is Channel.OWN else None
    if asker and asker.phone:
        return _confirm_page(_begun(asker.phone, question, asker.public_id), question)
    form = AccountForm(formdata=None)
    form.phone.data = _known(question).get("phone")
    return _find_page(form, question)


@bp.post("/office/passports/")
@only(*DESK)
def find_account() -> ResponseReturnValue:
    """Find the accounts of a phone number, and ask what stands in the passport."""
    question, form = _question(), AccountForm()
    if not form.validate():
        return _find_page(form, question), 422
    if not people.migrants_by_phone(form.phone.number):
        return _find_page(form.refuse(actions.NoAccount()), question), 422
    return _confirm_page(_begun(form.phone.number, question), question)


@bp.post("/office/passports/lines")
@only(*DESK)
def read_passport_lines() -> ResponseReturnValue:
    """Fill in what the two lines at the foot of the passport's page say."""
    form = CounterPassportForm()
    is_read = form.take_lines()
    return _confirm_page(form, _question()), 200 if is_read else 422


@bp.post("/office/passports/confirm")
@only(*DESK)
def confirm_passport() -> ResponseReturnValue:
    """Keep that the person of an account is the one of this passport."""
    question, form = _question(), CounterPassportForm()
    if not form.validate():
        return _confirm_page(form, question), 422
    phone, account = typed(form.phone), form.account.data
    try:
        actions.confirm_passport(
            asked_by(form), phone, account, form.seen, renewed=form.renewed.data
        )
    except identities.PassportOfAnother as refusal:
        return _confirm_page(form.refuse(refusal), question, refusal.owner), refusal.status
    except actions.NoAccount as refusal:
        return _find_page(AccountForm().refuse(refusal), question), refusal.status
    except Refusal as refusal:
        return _confirm_page(form.refuse(refusal), question), refusal.status
    flash(_("The passport is confirmed, and the person is told by SMS."))
    if question:
        return redirect(url_for(".desk_request", ref=question.ref), 303)
    return redirect(url_for(".passports"), 303)


def _question() -> VisaRequest | None:
    """The question from which the officer came here; one out of reach is not there."""
    ref = request.args.get("question")
    return (requests.kept_request(person(), ref) or abort(404)) if ref else None


def _known(question: VisaRequest | None) -> dict[str, str]:
    """What was said in a question; its numbers are for whoever has it in hand."""
    return question.facts if question and question.claimed_by_id == me() else {}


def _begun(
    phone: str, question: VisaRequest | None, account: str | None = None
) -> CounterPassportForm:
    """The form as it begins, with what the question says already."""
    form, facts = CounterPassportForm(formdata=None), _known(question)
    form.phone.data, form.account.data = phone, account
    form.number.data = facts.get("passport_number")
    born = facts.get("date_of_birth")
    form.born_on.show(date.fromisoformat(born) if born else None)
    form.name.data = facts.get("holder_name")
    return form


def _find_page(form: AccountForm, question: VisaRequest | None) -> str:
    return render_template("visa_check/passports.html", form=form, question=question)


def _confirm_page(
    form: CounterPassportForm, question: VisaRequest | None, owner: Person | None = None
) -> str:
    accounts = people.migrants_by_phone(typed(form.phone))
    if not accounts:
        return _find_page(AccountForm(formdata=None).refuse(actions.NoAccount()), question)
    form.offer(_choices(accounts))
    return render_template(
        "visa_check/confirm_passport.html",
        form=form,
        question=question,
        may_be_renewed=any(identities.current(one.id) for one in accounts),
        owner=owner,
        owner_name=first_name(owner.name) if owner and owner.name else "",
        owner_phone=masked(owner.phone) if owner and owner.phone else "",
    )


def _choices(accounts: Sequence[Person]) -> list[tuple[str, str]]:
    """The people who share a number, with enough to tell them apart."""
    return [
        (
            one.public_id,
            _(
                "%(name)s, account since %(day)s",
                name=first_name(one.name),
                day=day(one.created_at),
            ),
        )
        for one in accounts
    ]
