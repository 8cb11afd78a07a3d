"""What an address may ask, and what no browser of a person ever sends."""

from collections.abc import Iterable

from flask import Flask, abort, request

# Beyond this nobody turns pages; a longer number means nothing to a database.
MOST_PAGES = 100_000


def init_app(app: Flask) -> None:
    """Refuse, after the doors and before the views, what only programs send."""
    app.before_request(_refuse_nul)


def page() -> int:
    """Which page of a long list is asked for; what means none is the first."""
    return min(max(1, request.args.get("page", 1, type=int)), MOST_PAGES)


def _refuse_nul() -> None:
    """No text of a person holds NUL; PostgreSQL takes none, SQLite cuts at it."""
    texts = [request.path, *_texts(request.args.lists())]
    if request.method == "POST" and not any("\0" in text for text in texts):
        texts += _texts(request.form.lists())
    if any("\0" in text for text in texts):
        abort(400)


def _texts(fields: Iterable[tuple[str, list[str]]]) -> list[str]:
    """Names and values of sent fields."""
    return [text for name, values in fields for text in (name, *values)]
