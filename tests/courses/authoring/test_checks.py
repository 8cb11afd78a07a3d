"""What is told about a draft: every fault at its place, advice apart from it."""

from datetime import date

import pytest

from courses.drafts import asking, bank, checks, difference, lessons, outline
from courses.drafts.difference import Piece, State
from courses.drafts.lessons import Words
from courses.drafts.merging import merged
from courses.drafts.places import Place, Where
from courses.markdown import page
from courses.pack.reading import read_files
from courses.questions import Kind
from tests.make.authoring import pack_files
from tests.make.courses import lesson_md

DAY = date(2026, 11, 27)
PACK = pack_files()
PLACES: dict[str, tuple[str, bytes, bytes, Place]] = {
    "a text": ("en/one.md", b"## Heading", b"# Heading", Place(Where.LESSON, "one", "en", 1)),
    "a later line": (
        "en/one.md",
        b"## Heading\n\n",
        b"## Heading\n\n\n<b>x</b>\n",
        Place(Where.LESSON, "one", "en", 4),
    ),
    "the front matter": ("bn/two.md", b"remember:", b"forget:", Place(Where.LESSON, "two", "bn")),
    "a question": (
        "en/questions.gift",
        b"::second-true::",
        b"::Second True::",
        Place(Where.QUESTIONS, "second", "en", 5),
    ),
    "a module": ("course.yml", b"draw: 7", b"draw: 77", Place(Where.MODULE, "first")),
    "a source": ("course.yml", b"title: A law", b"title: ''", Place(Where.SOURCE, "S1")),
    "the course": ("course.yml", b"limit: 2", b"limit: 0", Place(Where.COURSE)),
    "a picture": ("media/one.svg", b"<rect", b"<script", Place(Where.PICTURE, "media/one.svg")),
}


@pytest.mark.parametrize(("path", "old", "new", "place"), PLACES.values(), ids=PLACES)
def test_a_fault_leads_to_where_it_is_mended(
    path: str, old: bytes, new: bytes, place: Place
) -> None:
    assert old in PACK[path]
    broken = PACK | {path: PACK[path].replace(old, new)}
    places = [one.place for one in checks.findings(broken, DAY) if one.is_fault]
    assert place in places


def test_a_missing_translation_is_a_fault_of_its_lesson() -> None:
    lacking = {path: content for path, content in PACK.items() if path != "en/two.md"}
    found = [one for one in checks.findings(lacking, DAY) if one.is_fault]
    assert [one.place for one in found] == [Place(Where.LESSON, "two", "en", 1)]


def _advice(changes: dict[str, bytes]) -> list[tuple[Where, str]]:
    found = checks.findings(PACK | changes, DAY)
    assert not [one for one in found if one.is_fault]
    return [(one.place.where, one.message) for one in found]


def test_a_sound_pack_has_only_advice() -> None:
    told = _advice({})
    assert (Where.LESSON, "151 words; 200 to 250 read best") in told
    assert (Where.SOURCE, "a source of 2013: look whether it still holds") in told
    assert (Where.QUESTIONS, "first-true: 2 answers explain nothing") not in told


def test_a_lesson_of_good_length_has_no_advice_about_it() -> None:
    good = {f"{one}/one.md": lesson_md(one, "x", 220).encode() for one in ("bn", "en")}
    assert not [text for where, text in _advice(good) if text.startswith("221 words")]


@pytest.mark.parametrize(
    ("dated", "is_stale"),
    [
        ("2025-11-26", True),
        ("2025-11-28", False),
        ("2025", False),
        ("2024", True),
        ("2025-10", True),
        ("undated", False),
        ("2025-13-45", False),
        ("9999", False),
    ],
)
def test_a_source_is_stale_after_a_year(dated: str, is_stale: bool) -> None:
    yml = PACK["course.yml"].replace(b"date: '2013'", f'date: "{dated}"'.encode())
    assert yml != PACK["course.yml"]
    told = [where for where, _text in _advice({"course.yml": yml})]
    assert (Where.SOURCE in told) == is_stale


def test_a_day_of_checking_long_ago_is_told() -> None:
    old = {
        path: PACK[path].replace(b"2026-11-01", b"2025-11-01")
        for path in ("bn/one.md", "en/one.md")
    }
    told = [text for where, text in _advice(old) if where is Where.LESSON]
    assert "last checked more than a year ago: on 2025-11-01" in told


def test_an_answer_without_explanation_and_a_small_bank_are_told() -> None:
    told = [text for where, text in _advice({}) if where is Where.QUESTIONS]
    assert any(text.startswith("first-one: ") for text in told)
    assert any("a second try is nearly the same test" in text for text in told)


def test_questions_are_checked_alone_with_lines_of_their_own_text() -> None:
    texts = {"bn": "::a-b::ক?{T####খ}", "en": "::a-b::A?{T####B}\n\n::c::C?{=x ~y}"}
    found = checks.of_questions(texts, "first")
    assert {one.place.line for one in found if one.place.language == "en"} == {3}
    assert any("####" in one.message for one in found)


def test_each_language_shows_its_questions_whatever_the_other_lacks() -> None:
    files = bank.section(PACK, "en", "first")
    screens = asking.screens(files + "\n\n::broken::{", "first", "en", {})
    assert [screen.kind for _title, screen in screens] == [
        question.kind for question in read_files(PACK, []).modules[0].questions
    ]
    assert Kind.ONE_OF in {screen.kind for _title, screen in screens}


def test_words_are_compared_and_lines_that_stay_are_left_out() -> None:
    before = "One line.\n\nThe tax is 100 taka.\n\nLast line."
    after = "One line.\n\nThe tax is 200 taka now.\n\nLast line."
    lines = difference.compared(before, after)
    assert lines[0] is None
    assert lines[2] is None
    assert [(piece.state, piece.text) for piece in lines[1] or ()] == [
        (State.SAME, "The tax is "),
        (State.REMOVED, "100"),
        (State.ADDED, "200"),
        (State.SAME, " "),
        (State.REMOVED, "taka."),
        (State.ADDED, "taka now."),
    ]


def test_nothing_differs_from_itself_and_everything_from_nothing() -> None:
    assert difference.parts(PACK, PACK) == []
    states = {part.state for part in difference.parts({}, PACK)}
    assert states == {State.ADDED}
    assert {part.state for part in difference.parts(PACK, {})} == {State.REMOVED}


def test_the_difference_names_each_part_that_changed() -> None:
    after = dict(PACK)
    after["en/two.md"] = PACK["en/two.md"].replace(b"## Heading", b"## Headline")
    after["bn/questions.gift"] = PACK["bn/questions.gift"].replace(
        b"first-one::bn", b"first-one::BN"
    )
    after["course.yml"] = PACK["course.yml"].replace(b"en: First", b"en: Firstly", 1)
    after["media/two.svg"] = PACK["media/one.svg"]
    found = difference.parts(PACK, after)
    assert [(part.where, part.name) for part in found] == [
        (Where.MODULE, "first"),
        (Where.LESSON, "two"),
        (Where.QUESTIONS, "first-one"),
        (Where.PICTURE, "media/two.svg"),
    ]
    assert Piece(State.ADDED, "Headline") in (found[1].changes[0].lines[0] or ())


def test_a_huge_text_is_compared_in_a_moment() -> None:
    before, after = "a b " * 40_000, "b a " * 40_000
    assert difference.compared(before, after)


def test_what_only_one_side_changed_is_merged_and_what_both_changed_is_told() -> None:
    newer, mine = dict(PACK), dict(PACK)
    newer["en/one.md"] = b"theirs"
    newer["en/two.md"] = b"theirs"
    mine["en/two.md"] = b"mine"
    mine["en/three.md"] = b"mine"
    newer["bn/questions.gift"] = PACK["bn/questions.gift"].replace(
        b"first-one::bn", b"first-one::x"
    )
    mine["bn/questions.gift"] = PACK["bn/questions.gift"].replace(
        b"second-one::bn", b"second-one::y"
    )
    plan = outline.read(PACK)
    plan.values["version"] = "7"
    mine["course.yml"] = plan.text().encode()
    result = merged(PACK, newer, mine)
    assert result.both == ["en/two.md"]
    assert result.files["en/one.md"] == b"theirs"
    assert result.files["en/two.md"] == result.files["en/three.md"] == b"mine"
    assert b"first-one::x" in result.files["bn/questions.gift"]
    assert b"second-one::y" in result.files["bn/questions.gift"]
    assert outline.read(result.files).values["version"] == "7"


def test_a_lesson_that_the_merged_course_does_not_name_is_dropped() -> None:
    plan = outline.read(PACK)
    plan.remove_lesson("two")
    newer = PACK | {"en/two.md": b"theirs"}
    result = merged(PACK, newer, PACK | {"course.yml": plan.text().encode()})
    assert "en/two.md" not in result.files
    assert outline.read(result.files).lessons == ["one", "three"]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20_000,
        "*a **b " * 3000,
        "`" * 20_000,
        "> " * 5000,
        "![" * 4000,
        "- " * 5000,
        "|a" * 5000,
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "\u200b\u202eabc",
        "![x](http://a/b)",
    ],
    ids=[
        "brackets",
        "stars",
        "ticks",
        "quotes",
        "pictures",
        "lists",
        "cells",
        "script",
        "link",
        "unseen",
        "img",
    ],
)
def test_no_markdown_takes_long_or_acts(text: str) -> None:
    shown = page(text)
    assert "<script" not in shown
    assert 'href="javascript:' not in shown
    assert "<img" not in shown
    files = PACK | {"en/one.md": f"---\ntitle: x\n---\n{text}\n".encode()}
    assert checks.of_lesson(files, "one")


def test_words_are_counted_as_they_are_read() -> None:
    assert checks.count_words("## Two words\n\n**one** [two](https://a.example/b) three") == 5
    assert checks.count_words("") == 0
    assert Words().is_empty
    assert lessons.first_line(PACK, "en/one.md") == 10
