"""An author's words: what is not plainly a text does not reach a page."""

import pytest

from courses import markdown
from courses.questions import Format, Text


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        "[press](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        "![](https://elsewhere.example/pixel.gif)",
        "<a href='https://x.example' style='position:fixed'>x</a>",
    ],
)
def test_nothing_that_acts_or_loads_survives_in_a_lesson(words: str) -> None:
    made = markdown.page(words)
    assert "<script" not in made
    assert "<img" not in made
    assert 'href="javascript' not in made
    assert "<a href='https" not in made


@pytest.mark.parametrize("format_", list(Format))
def test_nothing_that_acts_survives_in_a_question(format_: Format) -> None:
    made = markdown.phrase(Text("<img src=x onerror=alert(1)><b>bold</b>", format_))
    assert "<img" not in made


def test_a_plain_text_stays_as_it_was_typed() -> None:
    assert markdown.phrase(Text("5 < 6 & *so*\non")) == "5 &lt; 6 &amp; *so*<br>on"


def test_lists_headings_and_telephone_links_stay() -> None:
    made = markdown.page("## Call\n\n- [16135](tel:16135)\n- **now**")
    assert "<h2>Call</h2>" in made
    assert 'href="tel:16135"' in made
    assert "<strong>now</strong>" in made


def test_only_the_words_are_counted() -> None:
    assert markdown.plain(markdown.page("## A & b\n\n*c*")).split() == ["A", "&", "b", "c"]
