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
from markupsafe import Markup, escape

from portal.ground.formatting import drawn
from portal.ground.i18n import language

# A mark that no sentence and no address has.
_MARK = "\u2045{}\u2046"
_MARKS = re.compile("\u2045([a-z_0-9]+)\u2046")
_HERE = "here"


class Pen:
    """Draws for one visit: the visit's language and section are found out once for all pieces."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Hashable, ...], list[str]]
        self._kept = current_app.extensions.setdefault("lean pages", {})
        self.language = language()
        self._section = request.path.split("/", 2)[1]

    def draw(
        self,
        name: str,
        shape: tuple[Hashable, ...],
        drawn_with: Mapping[str, Any],
        values: Mapping[str, str],
    ) -> Markup:
        """A page or a piece of one; `drawn_with` follows from its shape alone, `values` do not."""
        key = (name, self.language, self._section, tuple(values), *shape)
        parts = self._kept.get(key)
        if parts is None:
            marks = {value: _MARK.format(value) for value in values}
            page = render_template(name, **drawn_with, **marks)
            page = page.replace(str(escape(_here())), _MARK.format(_HERE))
            parts = self._kept[key] = _MARKS.split(page)
        filled = parts.copy()
        filled[1::2] = [
            _escaped(values[part] if part in values else _here()) for part in parts[1::2]
        ]
        return drawn(*filled)


def _escaped(value: str) -> str:
    """A value as it stands in a page; what was drawn already is not looked through again."""
    return value if type(value) is Markup else escape(value)


def fits(asked: str) -> bool:
    """Whether a page is drawn for nobody in particular: no cookie, and only this asked, once."""
    given = list(request.args.items(multi=True))
    return not request.cookies and [name for name, _value in given] in ([], [asked])


def _here() -> str:
    """This page, as the links to its other languages begin."""
    asked = f"{urlencode(request.args)}&" if request.args else ""
    return f"{quote(request.path)}?{asked}"
