"""Browsers of visitors, told apart by a random name in their signed cookie and by nothing else."""

import secrets

from flask import session

from portal.ground.encryption import keyed_hash

_NAME = "visitor"


def device() -> bytes:
    """The keyed hash of the name of this browser, which gets one where it has none."""
    name = session.setdefault(_NAME, secrets.token_hex(16))
    return keyed_hash("device", name)
