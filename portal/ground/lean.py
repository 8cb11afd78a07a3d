"""Read pages drawn in a fraction of the time: what is the same in each of a shape is kept.

A page's shape is what decides about its words and parts (the verdict, the level, which lines there
are). A template is drawn once for a shape and a language, with a mark where each value goes; a
visit only puts its values in. No answer is kept: whoever asks finds verdict and values anew.
"""

import re
from collections.abc import Hashable, Mapping
from typing import Any
from urllib.parse import quote, urlencode

from flask import current_app, render_template, request
from markupsafe import escape

from portal.ground.i18n import language

# A mark that no sentence and no address has.
_MARK = "\u2045{}\u2046"
_MARKS = re.compile("\u2045([a-z_0-9]+)\u2046")
_PATH, _QUERY = "path", "query"


def render(
    name: str,
    shape: tuple[Hashable, ...],
    drawn_with: Mapping[str, Any],
    values: Mapping[str, str],
) -> str:
    """Draw a page of this shape; `drawn_with` follows from the shape alone, `values` do not."""
    kept: dict[tuple[Hashable, ...], list[str]]
    kept = current_app.extensions.setdefault("lean pages", {})
    key = (name, language(), request.path.split("/")[1], tuple(values), *shape)
    parts = kept.get(key)
    here = {_PATH: quote(request.path), _QUERY: _query()}
    if parts is None:
        marks = {value: _MARK.format(value) for value in values}
        page = render_template(name, **drawn_with, **marks)
        for mark, text in here.items():
            page = page.replace(str(escape(text)), _MARK.format(mark)) if text else page
        parts = kept[key] = _MARKS.split(page)
    here |= values
    filled = parts.copy()
    filled[1::2] = [str(escape(here[part])) for part in parts[1::2]]
    return "".join(filled)


def _query() -> str:
    """What was asked, as the links to the other languages begin."""
    return f"?{urlencode(request.args)}&" if request.args else ""
