"""The public files of the journal: its signed head and its tiles (C2SP tlog-tiles)."""

from flask import Blueprint, Response, abort

from portal.deeds import merkle, sequencer
from portal.ground.access import public

bp = Blueprint("deeds", __name__, url_prefix="/log")
_FULL = "public, max-age=31536000, immutable"


@bp.get("/checkpoint")
@public
def checkpoint() -> Response:
    """Give the newest signed head of the journal."""
    head = sequencer.latest_checkpoint() or abort(404)
    return Response(head.note, mimetype="text/plain", headers={"Cache-Control": "no-cache"})


@bp.get("/tile/<int(max=7):level>/<path:place>")
@public
def tile(level: int, place: str) -> Response:
    """Give a tile of hashes, full or with its width."""
    first, width = _tile(place)
    found = sequencer.hashes(level, first, first + width)
    return _file(b"".join(found), full=width == merkle.WIDTH, whole=len(found) == width)


@bp.get("/tile/entries/<path:place>")
@public
def entries(place: str) -> Response:
    """Give a bundle of entries: each a length of two bytes and a salted hash."""
    first, width = _tile(place)
    found = sequencer.entries(first, first + width)
    content = b"".join(len(entry).to_bytes(2, "big") + entry for entry in found)
    return _file(content, full=width == merkle.WIDTH, whole=len(found) == width)


def _tile(text: str) -> tuple[int, int]:
    """First hash and width of a tile's path, such as x001/067 or x001/067.p/12."""
    path, partial, width = text.partition(".p/")
    place = merkle.tile_place(path)
    if place is None or (partial and not (width.isdecimal() and 0 < int(width) < merkle.WIDTH)):
        abort(404)
    return place * merkle.WIDTH, int(width) if partial else merkle.WIDTH


def _file(content: bytes, *, full: bool, whole: bool) -> Response:
    if not whole:
        abort(404)
    keep = _FULL if full else "no-cache"
    return Response(content, mimetype="application/octet-stream", headers={"Cache-Control": keep})
