"""The counter: somebody stands there, an officer types, answers, prints, and the next one comes."""

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.deeds.asking import asked_by
from portal.ground.access import only
from portal.ground.errors import Refusal, attempt
from visa_check.actions import requests as actions
from visa_check.forms import CounterForm
from visa_check.views.blueprint import DESK, bp, unkept


@bp.get("/office/requests/counter")
@only(*DESK)
def counter() -> ResponseReturnValue:
    """Ask for what stands in the papers of somebody at the counter."""
    return unkept(_page(CounterForm()))


@bp.post("/office/requests/counter")
@only(*DESK)
def take_in() -> ResponseReturnValue:
    """Take somebody in at the counter: their visa comes into the register, the answer follows."""
    form = CounterForm()
    if not form.validate():
        return unkept((_page(form), 422))
    question = actions.Question(form.destination.data, form.day, form.asked())
    outcome = attempt(lambda: actions.take_in(asked_by(form), question))
    if isinstance(outcome, Refusal):
        return unkept((_page(form.refuse(outcome)), outcome.status))
    return redirect(url_for(".desk_request", ref=outcome), 303)


def _page(form: CounterForm) -> str:
    return render_template("visa_check/counter.html", form=form)
