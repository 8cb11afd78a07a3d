"""The public files of papers: keys and status lists, each with its signature beside it."""

from flask import Blueprint, Response, abort

from portal.ground.access import public
from portal.papers import publishing
from portal.papers.answering import public_file
from portal.papers.status import Kind

bp = Blueprint("papers", __name__)
_NAMES = ", ".join(Kind)


@bp.get("/.well-known/nirapod/<name>")
@public
def key_file(name: str) -> Response:
    """Give the root's public key, the key list or its signature."""
    content = publishing.key_file(name) or abort(404)
    return public_file(content, is_signature=name.endswith(".sig"))


@bp.get(f"/status/<int(max=99999):number>-<any({_NAMES}):kind>")
@public
def status_list(number: int, kind: str) -> Response:
    """Give a status list."""
    content = publishing.status_file(number, Kind(kind), signature=False) or abort(404)
    return public_file(content, is_signature=False)


@bp.get(f"/status/<int(max=99999):number>-<any({_NAMES}):kind>.sig")
@public
def status_signature(number: int, kind: str) -> Response:
    """Give the signature of a status list."""
    content = publishing.status_file(number, Kind(kind), signature=True) or abort(404)
    return public_file(content, is_signature=True)
