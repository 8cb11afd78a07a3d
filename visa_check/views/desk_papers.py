"""What is printed at the counter: the slip that says what is not checked, and the blank form."""

from flask import abort, current_app, render_template
from flask.typing import ResponseReturnValue

from portal.ground.access import only, person, public
from portal.ground.clock import today
from visa_check import showing
from visa_check.models import RequestState
from visa_check.queries import desk as queries
from visa_check.queries import requests, visas
from visa_check.verdicts import VisaVerdict
from visa_check.views.blueprint import DESK, bp, unkept


@bp.get("/office/requests/<ref>/paper")
@only(*DESK)
def counter_paper(ref: str) -> ResponseReturnValue:
    """Show the paper of a request to print, without QR and seal; verified has another one."""
    found = requests.kept_request(person(), ref) or abort(404)
    verdict = None
    if found.state is RequestState.ANSWERED:
        register = visas.by_id(found.visa_id) or abort(404)
        verdict = register.verdict(today())
    if found.state is RequestState.WITHDRAWN or verdict is VisaVerdict.VERIFIED:
        abort(404)
    paper = showing.counter_paper(found, verdict, queries.office_by_id(found.office_id), today())
    return unkept(
        render_template(
            "visa_check/counter_paper.html",
            paper=paper,
            ref=found.ref,
            address=f"{current_app.config['PUBLIC_URL']}/visa/requests/{found.ref}",
            is_pending=verdict is None,
        )
    )


@bp.get("/visa/form")
@public
def blank_form() -> ResponseReturnValue:
    """Show a form to print and fill in by hand, for an office whose portal is out of reach."""
    return render_template("visa_check/blank_form.html", **showing.blank_form())
