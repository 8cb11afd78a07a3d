"""Pages that a device keeps for the time without a connection: the service worker of such a page.

Each has a worker of its own with an address of its own, and no worker reaches further than that.
"""

import functools
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence

from flask import Response, url_for

from portal.ground import assets

# The code that all of them share.
SOURCE = "js/offline/worker.js"


def worker(
    name: str, own: str, files: Iterable[str], pages: Mapping[str, str], drawn: Iterable[str]
) -> Response:
    """The worker of a part: which static files it keeps, and the kept page in each language.

    `own` is a pattern of the addresses that are answered by the kept page.
    """
    addresses = [url_for("static", filename=file) for file in files]
    said = code(name, own, addresses, pages, [source(), *drawn])
    return Response(said, mimetype="text/javascript", headers={"Cache-Control": "no-cache"})


def code(
    name: str, own: str, files: Sequence[str], pages: Mapping[str, str], holds: Sequence[str]
) -> str:
    """The worker's code, another one whenever something changes that it keeps (and its source)."""
    digest = hashlib.sha256("\0".join([own, *files, *holds]).encode()).hexdigest()
    head = {
        "NAME": name,
        "OWN": own,
        "VERSION": digest[:12],
        "PAGES": dict(pages),
        "FILES": list(files),
    }
    return "\n".join(
        [*(f"const {key} = {json.dumps(value)};" for key, value in head.items()), holds[0]]
    )


@functools.cache
def source() -> str:
    """The code that all workers share; it changes with a new start only."""
    return assets.sources()[SOURCE].decode()


@functools.cache
def static_names() -> tuple[str, ...]:
    """Every static file by its name."""
    return tuple(assets.sources())
