"""The files of a draft: read for forms, written back, and nothing lost on the way."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.drafts import bank, lessons, numbers, outline, pictures
from courses.drafts.lessons import Words
from courses.drafts.writing import dump, load
from courses.pack.parts import BrokenPack
from courses.sample import CONTENT
from tests.make.authoring import pack_files

CORE = {
    path.relative_to(CONTENT / "before-you-go").as_posix(): path.read_bytes()
    for path in (CONTENT / "before-you-go").rglob("*")
    if path.is_file()
}
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40)


@given(st.dictionaries(st.sampled_from(["a", "b-c", "d"]), TEXTS | st.lists(TEXTS)))
def test_whatever_is_typed_is_read_again(values: dict[str, object]) -> None:
    if values:
        assert load("x", dump(values)) == values


@pytest.mark.parametrize(
    "text", ["no", "on", "null", "2026.1", "2026-11-23", "1e3", "0x1", "~", ""]
)
def test_a_text_stays_a_text_for_every_reader(text: str) -> None:
    assert dump({"a": text}) == f'a: "{text}"\n'


def test_names_and_whole_numbers_need_no_quotes() -> None:
    assert dump({"a": "count-the-cost", "b": "8", "c": ["S1", "S2"]}) == (
        "a: count-the-cost\nb: 8\nc: [S1, S2]\n"
    )


def test_the_core_course_is_read_and_written_without_loss() -> None:
    plan = outline.read(CORE)
    again = outline.read({outline.FILE: plan.text().encode()})
    assert again.values == plan.values
    for slug in plan.lessons:
        draft = lessons.read(CORE, slug)
        written = {path: new or b"" for path, new in lessons.write(draft).items()}
        assert lessons.read(written, slug) == draft


def test_what_a_file_says_besides_is_kept() -> None:
    files = pack_files(colour="green")
    files["en/one.md"] = files["en/one.md"].replace(
        b"minutes: 2", b"minutes: 2\nsound: media/a.opus"
    )
    plan = outline.read(files)
    plan.values["version"] = "2"
    assert "colour: green" in plan.text()
    draft = lessons.read(files, "one")
    changed = replace(draft, words=draft.words | {"en": Words("New", "Words")})
    written = lessons.write(changed)["en/one.md"] or b""
    assert b"sound: media/a.opus" in written


def test_a_language_in_which_nothing_is_said_has_no_file() -> None:
    draft = lessons.read(pack_files(), "one")
    written = lessons.write(replace(draft, words=draft.words | {"en": Words()}))
    assert written["en/one.md"] is None
    assert written["bn/one.md"]


def test_moving_modules_never_leaves_one_that_asks_for_a_later_one() -> None:
    plan = outline.read(pack_files())
    assert plan.modules[1]["requires"] == ["first"]
    plan.move_module("second", -1)
    assert [one["id"] for one in plan.modules] == ["second", "first"]
    assert plan.modules[0]["requires"] == []


def test_nothing_moves_past_the_ends() -> None:
    plan = outline.read(pack_files())
    plan.move_module("first", -1)
    plan.move_lesson("two", 1)
    assert plan.lessons == ["one", "two", "three"]


@pytest.mark.parametrize(
    "yml",
    [
        "modules: words",
        "modules: [words]",
        "modules: [{id: a, lessons: b}]",
        "title: words",
        "sources: {a: b}",
        "modules: [{id: [a]}]",
        "modules: [{id: a, lessons: [[b]]}]",
        "a: [",
        "- a",
    ],
)
def test_what_no_form_could_change_is_refused(yml: str) -> None:
    with pytest.raises(BrokenPack):
        outline.read({outline.FILE: yml.encode()})


def test_a_bank_is_cut_by_module_and_put_together_again() -> None:
    text = CORE["bn/questions.gift"].decode()
    parts = bank.sections(text)
    assert sorted(parts) == sorted(one["id"] for one in outline.read(CORE).modules)
    assert bank.sections(bank.joined(parts, list(parts))) == parts


def test_what_stands_before_any_category_and_what_stands_twice_is_kept() -> None:
    text = (
        "// mine\n$CATEGORY: b\n\n::x::X?{T}\n$CATEGORY: a\n::y::Y?{F}\n$CATEGORY: b\n::z::Z?{T}\n"
    )
    parts = bank.sections(text)
    assert parts == {"": "// mine", "b": "::x::X?{T}\n\n::z::Z?{T}", "a": "::y::Y?{F}"}
    assert bank.joined(parts, ["a", "b"]).startswith("// mine\n\n$CATEGORY: a\n\n::y::")


def test_a_line_of_a_bank_belongs_to_its_module() -> None:
    text = "$CATEGORY: a\n\n::x::X?{T}\n\n$CATEGORY: b\n\n\n::y::Y?\n{F}\n"
    assert bank.at_line(text, 3) == ("a", 1)
    assert bank.at_line(text, 8) == ("b", 1)
    assert bank.at_line(text, 9) == ("b", 2)


@pytest.mark.parametrize(
    ("before", "year", "after"),
    [
        (None, 2026, "2026.1"),
        ("2026.1", 2026, "2026.2"),
        ("2026.9", 2026, "2026.10"),
        ("2026.3", 2027, "2027.1"),
        ("7", 2026, "8"),
        ("v2", 2026, "v3"),
        ("beta", 2026, "beta.2"),
    ],
)
def test_a_version_is_followed_by_the_next(before: str | None, year: int, after: str) -> None:
    assert numbers.following(before, year) == after


def test_a_picture_is_found_where_it_is_shown_and_not_where_another_is() -> None:
    files = {
        "bn/a.md": b"picture: media/one.svg\n",
        "en/questions.gift": b"(media/one.svg-2) (media/bone.svg)",
    }
    assert pictures.shown_in(files, "media/one.svg") == ["bn/a.md"]


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("Visa Traps.SVG", "media/visa-traps.svg"),
        ("../../etc/passwd", "media/passwd.svg"),
        ("C:\\a\\B c.svg", "media/b-c.svg"),
        ("ছবি.svg", "media/picture.svg"),
        ("", "media/picture.svg"),
        ("a" * 300 + ".svg", f"media/{'a' * 60}.svg"),
    ],
)
def test_a_sent_picture_gets_a_plain_name(sent: str, name: str) -> None:
    assert pictures.name_for(sent) == name


def test_the_packs_lie_where_these_tests_look() -> None:
    assert Path(CONTENT / "before-you-go" / outline.FILE).exists()
