"""Programs at the door of organisations: whose token it is, and how often it may ask."""

from dataclasses import dataclass

from flask import Flask, Request, g

from portal.ground.encryption import keyed_hash
from portal.ground.problems import Fault, Problem
from portal.people import queries
from portal.people.actions import organisations


@dataclass(frozen=True)
class Caller:
    """The organisation whose program asks."""

    organisation_id: int
    # Under which calls and failures of its token are counted.
    key: bytes


def init_app(app: Flask) -> None:
    """Let the guard of the doors ask here whose program it is."""
    app.extensions["callers"] = _admit


def caller() -> Caller:
    """Who asks, behind a door of organisations."""
    found: Caller = g.caller
    return found


def _admit(visit: Request) -> Caller:
    """The organisation of the token that came along; a Problem for any other visit."""
    given = visit.authorization
    token = given.token if given and given.type == "bearer" else None
    found = queries.open_token(token) if token else None
    if found is None:
        raise Problem(Fault.TOKEN)
    who = Caller(found.organisation_id, keyed_hash("organisation-token", found.ref))
    wait = organisations.count_call(found.id, who.key)
    if wait:
        raise Problem(Fault.TOO_MANY_REQUESTS, wait=wait)
    return who
