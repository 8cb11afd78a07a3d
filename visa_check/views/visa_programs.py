"""The door of organisations: their programs ask about a visa whose owner gave them a code."""

from flask import Response, request
from flask.blueprints import BlueprintSetupState

from portal.ground.access import on_tablet, organisation
from portal.ground.clock import today
from portal.ground.limits import waiting
from portal.ground.problems import Fault, Problem
from portal.ground.programs import answer
from portal.people.callers import caller
from visa_check import limits, visa_programs
from visa_check.actions import owners as actions
from visa_check.hashes import share_hash
from visa_check.models import Way
from visa_check.queries import owners as queries
from visa_check.views.blueprint import bp


@bp.post("/api/v1/visas/check")
@organisation
@on_tablet
def check_visa_for_program() -> Response:
    """Answer an organisation's program about the visa behind a share code; its owner sees that."""
    asked = visa_programs.read(request.mimetype, request.get_data(cache=False))
    who = caller()
    wait = waiting(limits.PROGRAM, who.key)
    if wait:
        raise Problem(Fault.TOO_MANY_REQUESTS, wait=wait)
    found = queries.opened(share_hash(asked.code), today(), asked.number)
    if found is None:
        actions.count_wrong_code(limits.PROGRAM, who.key)
    else:
        actions.note_look_up(found.owner_id, Way.CODE, found.share_id, who.organisation_id)
    told = found.answer if found else None
    return answer(visa_programs.document(asked, told, today()))


@bp.record_once
def _open_to_programs(state: BlueprintSetupState) -> None:
    """No cookie signs anybody in here, so no form's token could say more."""
    state.app.extensions["csrf"].exempt(check_visa_for_program)
