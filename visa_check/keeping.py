"""What a phone keeps to search agencies without a connection: which static files."""

from collections.abc import Iterable

# The addresses that the kept page answers: the search, and each agency.
OWN = "^/agencies/[^/]*$"
_FOLDERS = ("js/agencies/", "npm/@noble/ed25519/")
_PAPER = ("bytes", "cbor", "ed25519", "keylist", "keys", "message", "refused", "store")
_FILES = (
    "css/site.css",
    "images/icons.svg",
    "images/mark.svg",
    "js/main.js",
    "js/modules/take-along.js",
    "js/offline/day.js",
    *(f"js/paper/{name}.js" for name in _PAPER),
)


def files(names: Iterable[str]) -> list[str]:
    """The static files that the search needs without a connection."""
    return sorted(name for name in names if name.startswith(_FOLDERS) or name in _FILES)
