"""The door of programs: one number, one QR text, or a list of them; no account and no cookie."""

import ipaddress
from pathlib import Path

from flask import Response, current_app, request
from flask.blueprints import BlueprintSetupState

from certificates import programs
from certificates.actions import lists
from certificates.answering import answers
from certificates.views.blueprint import bp
from portal.ground.access import on_tablet, public
from portal.ground.clock import now
from portal.ground.encryption import keyed_hash
from portal.ground.problems import Fault, Problem
from portal.ground.programs import answer, describe

_DESCRIPTION = Path(__file__).parent.parent / "data" / "openapi.json"


@bp.post("/api/v1/certificates/check")
@public
@on_tablet
def check_for_program() -> Response:
    """Answer a program about one number or QR, or about up to 1,000 of them."""
    texts = programs.read(request.mimetype, request.get_data(cache=False))
    wait = lists.count_lines(_asker(), len(texts)) if len(texts) > 1 else 0
    if wait:
        raise Problem(Fault.TOO_MANY_REQUESTS, wait=wait)
    return answer(programs.document(answers(texts), now(), current_app.config["PUBLIC_URL"]))


def _asker() -> bytes:
    """A keyed hash of the network that asks, told by the server in front for this door alone."""
    told = request.headers.get("X-Real-IP") or request.remote_addr or ""
    try:
        address = ipaddress.ip_address(told)
    except ValueError:
        return keyed_hash("address", "")
    # Whoever has one address of the sixth version has 64 bits of them.
    width = 32 if address.version == 4 else 64
    return keyed_hash("address", str(ipaddress.ip_network((address, width), strict=False)))


@bp.record_once
def _open_to_programs(state: BlueprintSetupState) -> None:
    """Describe the door; no cookie signs anybody in here, so no form's token could say more."""
    describe(state.app, _DESCRIPTION)
    state.app.extensions["csrf"].exempt(check_for_program)
