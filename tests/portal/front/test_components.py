"""Components: drawn from plain values, each label, hint and error joined to its field."""

from typing import Any

import html5lib
import pytest
from flask import Flask, render_template_string
from wtforms import (
    BooleanField,
    FileField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)

from portal.ground.forms import Form, needed


class EveryField(Form):
    """One field of each kind."""

    line = StringField("Line", [needed()])
    secret = PasswordField("Secret", [needed()])
    text = TextAreaField("Text", [needed()])
    one = SelectField("One", choices=["a", "b"])
    choice = RadioField("Choice", [needed()], choices=["a", "b"])
    tick = BooleanField("Tick", [needed()])
    file = FileField("File", [needed()])


NAMES = ("line", "secret", "text", "one", "choice", "tick", "file")


def draw(app: Flask, source: str, **values: Any) -> Any:
    """What a macro draws, as a tree."""
    parts = source.split("(", 1)[0].strip()
    head = f'{{% from "components/{parts}.html" import {parts} %}}'
    with app.test_request_context("/?lang=en"):
        html = render_template_string(f"{head}{{{{ {source} }}}}", **values)
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parseFragment(html)
    assert not parser.errors
    return tree


def words(tree: Any) -> str:
    """All words of a tree."""
    return " ".join(" ".join(tree.itertext()).split())


@pytest.fixture
def refused(app: Flask) -> EveryField:
    """A form in which nothing was filled in."""
    with app.test_request_context("/?lang=en", method="POST"):
        form = EveryField()
        form.validate()
        return form


@pytest.mark.parametrize("name", NAMES)
def test_a_field_has_a_label_and_names_its_hint(app: Flask, name: str) -> None:
    with app.test_request_context("/?lang=en"):
        form = EveryField()
    tree = draw(app, "field(one, hint='Like this')", one=form[name])
    label, legend = tree.find(".//label[@for]"), tree.find(".//legend")
    assert label is not None
    assert form[name].label.text in words(label if legend is None else legend)
    described = [one for one in tree.iter() if one.get("aria-describedby") == f"{name}-hint"]
    assert len(described) == 1


@pytest.mark.parametrize("name", [name for name in NAMES if name != "one"])
def test_a_refused_field_says_what_is_wrong(app: Flask, refused: EveryField, name: str) -> None:
    tree = draw(app, "field(one)", one=refused[name])
    assert words(tree.find(f".//p[@id='{name}-error']")) == "Fill this in."
    assert any(one.get("aria-invalid") == "true" for one in tree.iter())


def test_the_summary_leads_to_each_wrong_field(app: Flask, refused: EveryField) -> None:
    refused.form_errors = ["Not today."]
    tree = draw(app, "error_summary(form)", form=refused)
    links = [link.get("href") for link in tree.iter("a")]
    assert links == ["#line", "#secret", "#text", "#one", "#choice-0", "#tick", "#file"]
    assert "Not today." in words(tree)


def test_the_summary_of_a_right_form_is_empty(app: Flask) -> None:
    with app.test_request_context("/"):
        form = EveryField()
    assert words(draw(app, "error_summary(form)", form=form)) == ""


@pytest.mark.parametrize("kind", ["good", "careful", "stop", "none"])
def test_a_verdict_has_shape_word_sentence_date_and_next_step(app: Flask, kind: str) -> None:
    source = f"verdict_band('{kind}', 'Word', sentence='Why', date='Since', next='Then')"
    tree = draw(app, source)
    assert words(tree) == "Word Why Since Then"
    shapes = [one.get("href") for one in tree.iter() if one.get("href")]
    assert [shape.split("#")[1] for shape in shapes] == [f"band-{kind}"]


def test_a_table_tells_on_a_phone_which_column_a_cell_is_in(app: Flask) -> None:
    rows = [["first", {"text": "second", "href": "/there"}]]
    tree = draw(app, "table('What', ['One', 'Two'], rows)", rows=rows)
    assert tree.find(".//th[@scope='row']").text == "first"
    assert tree.find(".//td[@data-label='Two']/a").get("href") == "/there"


def test_pages_lead_back_and_on(app: Flask) -> None:
    tree = draw(app, "pagination(2, 3, '?page=')")
    assert [link.get("href") for link in tree.iter("a")] == ["?page=1", "?page=3"]
    assert "Page 2 of 3" in words(tree)


def test_one_page_needs_no_pages(app: Flask) -> None:
    assert words(draw(app, "pagination(1, 1, '?page=')")) == ""


def test_the_journey_says_which_steps_are_done(app: Flask) -> None:
    steps = [{"title": "Learn", "state": "done"}, {"title": "Fly", "state": "here"}]
    tree = draw(app, "journey_line(steps)", steps=steps)
    assert words(tree) == "Home Learn (done) 2 Fly Abroad"
    assert tree.find(".//li[@aria-current='step']") is not None


def test_what_people_typed_is_escaped(app: Flask) -> None:
    tree = draw(app, "notice(text)", text="<script>alert(1)</script>")
    assert tree.find(".//script") is None
    assert "<script>" in words(tree)
