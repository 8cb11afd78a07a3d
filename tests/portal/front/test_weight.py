"""What the first view of a page weighs on a phone: everything, packed, at most 20 kB."""

import posixpath
import re

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.ground import assets

AT_MOST = 20_000
_ASKED = re.compile(r'(?:href|src)="/static/\w+/([^"#]+)')
_IMPORTS = re.compile(r'^import\b[^;]*?"(\.[^"]+)"', re.MULTILINE)
_MODULES = re.compile(r'data-module="([^"]+)"')


def weight(page: str) -> int:
    """Bytes of a page and of all that it asks for, packed by brotli."""
    files = assets.sources()
    asked = set(_ASKED.findall(page))
    asked |= {f"js/modules/{name}.js" for names in _MODULES.findall(page) for name in names.split()}
    for name in [name for name in asked if name.endswith(".js")]:
        asked |= imported(name, files)
    bodies = [page.encode(), *(files[name] for name in asked)]
    return sum(len(brotli.compress(body)) for body in bodies)


def imported(name: str, files: dict[str, bytes]) -> set[str]:
    """Every module that a module needs before it can run."""
    found: set[str] = set()
    for place in _IMPORTS.findall(files[name].decode()):
        module = posixpath.normpath(posixpath.join(posixpath.dirname(name), place))
        found |= {module} | imported(module, files)
    return found


def public_pages(app: Flask) -> list[str]:
    """The address of every page that a stranger may open."""
    return sorted(
        {
            rule.rule
            for rule in app.url_map.iter_rules()
            if "GET" in (rule.methods or ())
            and not rule.arguments
            and app.view_functions[rule.endpoint].door.everybody
        }
    )


@pytest.mark.parametrize("language", ["bn", "en"])
def test_no_public_page_weighs_more_than_20_kb(
    app: Flask, client: FlaskClient, language: str
) -> None:
    heavy = {}
    for path in public_pages(app):
        response = client.get(f"{path}?lang={language}")
        if response.mimetype == "text/html":
            heavy[path] = weight(response.get_data(as_text=True))
    assert heavy
    assert {path: size for path, size in heavy.items() if size > AT_MOST} == {}
