"""Where a visitor may be sent on to: pages of ours and nothing else."""

from urllib.parse import urlsplit

from flask import current_app, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect


def safe_next(text: str | None) -> str | None:
    """A page of ours to go on to, rebuilt from our own routes; None for anything else."""
    parts = _parts(text)
    if parts is None:
        return None
    path, query = parts
    try:
        endpoint, values = current_app.url_map.bind("", url_scheme="https").match(path, "GET")
    except RequestRedirect as moved:
        return safe_next(urlsplit(moved.new_url).path) if moved.new_url != text else None
    except HTTPException:
        return None
    if endpoint == "static":
        return None
    rebuilt = url_for(endpoint, **values)
    return f"{rebuilt}?{query}" if query else rebuilt


def _parts(text: str | None) -> tuple[str, str] | None:
    """Path and query of a plain local address."""
    if not text or not text.startswith("/") or len(text) > 500:
        return None
    if text.startswith("//") or "\\" in text or any(ord(mark) < 33 for mark in text):
        return None
    try:
        split = urlsplit(text)
    except ValueError:
        return None
    return None if split.scheme or split.netloc else (split.path, split.query)
