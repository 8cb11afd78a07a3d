"""What the checker keeps on a device: which static files."""

from collections.abc import Iterable

# Everything that the kept page loads, now or later; a test follows its imports.
_FOLDERS = ("js/checker/", "js/offline/", "js/paper/", "npm/@noble/ed25519/")
_FILES = (
    "css/site.css",
    "images/icons.svg",
    "images/mark.svg",
    "js/main.js",
    "js/modules/checker.js",
    "npm/qr/decode.js",
    "npm/qr/index.js",
)
# The worker itself, and what only the page of a number loads.
_NOT_KEPT = ("js/offline/worker.js", "js/paper/page.js")


def files(names: Iterable[str]) -> list[str]:
    """The static files that a checker needs without a connection."""
    kept = (name for name in names if name.startswith(_FOLDERS) or name in _FILES)
    return sorted(name for name in kept if name not in _NOT_KEPT)
