"""Templates: they compile, use what they import, hold no inline code, and lie where they belong."""

import re
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import meta

from portal.ground import assets

ROOT = Path(__file__).parent.parent.parent
TEMPLATES = ROOT / "templates"
ALL = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
CODE = [
    path
    for package in ("portal", "courses", "certificates", "visa_check")
    for path in (ROOT / package).rglob("*.py")
]
# These are no pages: the roof, its frame and parts, errors, and what is drawn for paper.
NO_PAGES = re.compile(r"(layout|frame)\.html|components/|errors/|.*/_|.*/pdf/")
INLINE = re.compile(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=|\|\s*safe\b")
FLASK_NAMES = {"request", "session", "g", "config", "current_user", "get_flashed_messages"}


def text(name: str) -> str:
    """The source of a template."""
    return (TEMPLATES / name).read_text(encoding="utf-8")


every_template = pytest.mark.parametrize("name", ALL)


@every_template
def test_it_compiles(app: Flask, name: str) -> None:
    assert app.jinja_env.get_template(name)


@every_template
def test_it_uses_what_it_imports(name: str) -> None:
    source = text(name)
    for imported in re.findall(r"\{%-? from \"[^\"]+\" import ([^%]+?) -?%\}", source):
        for part in imported.split(","):
            known_as = part.split(" as ")[-1].strip()
            used = re.findall(rf"\b{known_as}\b(?!\S*\.html)", source)
            assert len(used) > 1, f"{known_as} is not used"


@every_template
def test_it_holds_no_inline_code(name: str) -> None:
    assert not INLINE.findall(text(name))


@every_template
def test_it_is_not_too_long(name: str) -> None:
    assert len(text(name).splitlines()) <= 120


@every_template
def test_it_names_only_files_modules_and_icons_that_exist(name: str) -> None:
    files = assets.sources()
    icons = set(re.findall(r'id="([\w-]+)"', files["images/icons.svg"].decode()))
    source = text(name)
    for file in re.findall(r"filename=['\"]([^'\"]+)['\"]", source):
        assert file in files, file
    for modules in re.findall(r'data-module="([^"{]+)"', source):
        for module in modules.split():
            assert f"js/modules/{module}.js" in files, module
    for icon in re.findall(r"\b(?:icon|draw)\(\"([\w-]+)\"", source):
        assert icon in icons, icon


@every_template
def test_only_the_layout_looks_at_the_request(app: Flask, name: str) -> None:
    used = meta.find_undeclared_variables(app.jinja_env.parse(text(name))) & FLASK_NAMES
    assert used <= ({"request", "get_flashed_messages"} if name == "layout.html" else set())


@pytest.mark.parametrize("name", [name for name in ALL if not NO_PAGES.match(name)])
def test_a_page_lies_where_its_endpoint_says(app: Flask, name: str) -> None:
    endpoint = name.removesuffix(".html").replace("/", ".")
    assert endpoint in app.view_functions


@pytest.mark.parametrize("name", [name for name in ALL if not NO_PAGES.match(name)])
def test_a_page_stands_under_the_layout_itself(name: str) -> None:
    assert '{% extends "layout.html" %}' in text(name)


def test_a_file_of_components_is_named_after_its_macro() -> None:
    for path in (TEMPLATES / "components").glob("*.html"):
        public = re.findall(r"\{% (?:macro|set) ([a-z]\w*)(?=\(| = \{\n)", path.read_text("utf-8"))
        assert public == [path.stem]


def test_only_formatting_calls_html_safe() -> None:
    callers = [path.name for path in CODE if "Markup(" in path.read_text(encoding="utf-8")]
    assert callers == ["formatting.py"]


def test_every_module_of_the_browser_is_asked_for() -> None:
    asked = {name for one in ALL for name in re.findall(r'data-module="([^"]+)"', text(one))}
    words = {word for name in asked for word in name.split()}
    general = {"copy", "confirm-leave"}
    assert {path.stem for path in (ROOT / "static/js/modules").glob("*.js")} <= words | general
