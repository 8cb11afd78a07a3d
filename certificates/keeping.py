"""What the checker keeps on a device: which static files, and under which name of their whole."""

import hashlib
import json
from collections.abc import Iterable, Mapping

# Everything that the kept page loads, now or later; a test follows its imports.
_FOLDERS = ("js/checker/", "js/paper/", "npm/@noble/ed25519/")
_FILES = (
    "css/site.css",
    "images/icons.svg",
    "images/mark.svg",
    "js/main.js",
    "js/modules/checker.js",
    "npm/qr/decode.js",
    "npm/qr/index.js",
)
SOURCE = "js/checker/worker.js"
# The worker itself, and what only the page of a number loads.
_NOT_KEPT = (SOURCE, "js/paper/page.js")


def files(names: Iterable[str]) -> list[str]:
    """The static files that a checker needs without a connection."""
    kept = (name for name in names if name.startswith(_FOLDERS) or name in _FILES)
    return sorted(name for name in kept if name not in _NOT_KEPT)


def worker(source: str, files: list[str], pages: Mapping[str, str], drawn: Iterable[str]) -> str:
    """The worker's code, which changes whenever something changes that it keeps."""
    digest = hashlib.sha256("\0".join([source, *files, *drawn]).encode()).hexdigest()
    head = {"VERSION": digest[:12], "PAGES": dict(pages), "FILES": files}
    lines = [f"const {name} = {json.dumps(value)};" for name, value in head.items()]
    return "\n".join([*lines, source])
