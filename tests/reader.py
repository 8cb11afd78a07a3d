"""A visitor who reads strictly: a page that is broken cannot be used by any test."""

from typing import Any

import html5lib
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.ground.database import db

_FIELDS = ("input", "select", "textarea")
_UNLABELLED = {"hidden", "submit", "button"}


class StrictClient(FlaskClient):
    """Check every HTML answer: valid, one h1 that is in the title, unique ids, labelled fields."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Make the visit over https, as in production, and read the page."""
        kwargs.setdefault("base_url", "https://nirapod.example")
        # The test's own reading ends first: its savepoint would hold what the visit writes.
        db.rollback()
        # A visit of its own: what one visit keeps in `g`, the next must not find.
        with self.application.app_context():
            response = super().open(*args, **kwargs)
        is_page = response.mimetype == "text/html" and not 300 <= response.status_code < 400
        if is_page and response.data:
            read(response.get_data(as_text=True))
        return response


def read(text: str) -> Any:
    """Parse a page and refuse a broken one; the tree."""
    parser = html5lib.HTMLParser(
        strict=False, tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False
    )
    tree = parser.parse(text)
    faults = [f"{place}: {code}" for place, code, _ in parser.errors]
    assert not faults, f"invalid HTML: {faults[:5]}"
    _check_head(tree)
    _check_body(tree)
    return tree


def _check_head(tree: Any) -> None:
    assert tree.get("lang"), "no language"
    assert tree.get("dir") in {"ltr", "rtl"}, "no direction"
    headings = tree.findall(".//h1")
    assert len(headings) == 1, f"{len(headings)} h1"
    heading = " ".join("".join(headings[0].itertext()).split())
    title = " ".join("".join(tree.find(".//title").itertext()).split())
    assert heading in title, f"h1 {heading!r} is not in the title {title!r}"


def _check_body(tree: Any) -> None:
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    doubled = {name for name in ids if ids.count(name) > 1}
    assert not doubled, f"doubled ids: {doubled}"
    labels = {label.get("for") for label in tree.iter("label")}
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        inline = [name for name in element.attrib if name == "style" or name.startswith("on")]
        assert not inline, f"inline code on <{element.tag}>: {inline}"
        assert element.tag != "style", "inline style"
        assert element.tag != "script" or element.get("src"), "inline script"
        if element.tag in _FIELDS and element.get("type") not in _UNLABELLED:
            named = element.get("id") in labels or element.get("aria-label")
            assert named, f"no label for {element.get('name')}"
