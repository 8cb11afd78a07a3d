"""Who asks for a deed, read from the visit."""

import hashlib
from dataclasses import replace
from typing import Any

from flask import request

from portal.deeds.record import By
from portal.ground.access import person
from portal.ground.encryption import keyed_hash

# A form among several of a page writes a word before these.
_NOT_BODY = ("csrf_token", "idempotency_key")


def asked_by(form: Any) -> By:
    """The deed's asker: the person, the form's key, and a hash of what was sent."""
    visitor = person()
    return By(
        person_id=visitor.id if visitor else None,
        owner=f"person {visitor.id}" if visitor else "visitor",
        endpoint=request.endpoint or "",
        key=form.idempotency_key.data,
        body=_body_hash(),
    )


def asked_by_nobody(form: Any) -> By:
    """The deed of somebody who is protected: the journal does not say who it was."""
    return replace(asked_by(form), person_id=None, owner="visitor")


def _body_hash() -> bytes:
    """A keyed hash over path, fields and files, 32 bytes: nobody can try passports against it."""
    digest = hashlib.sha256(request.path.encode())
    for name, values in sorted(request.form.lists()):
        if not name.endswith(_NOT_BODY):
            digest.update(repr((name, values)).encode())
    for name, file in sorted(request.files.items()):
        digest.update(repr((name, file.filename)).encode())
        digest.update(hashlib.file_digest(file.stream, "sha256").digest())  # type: ignore[arg-type]
        file.stream.seek(0)
    return keyed_hash("form", digest.hexdigest())
