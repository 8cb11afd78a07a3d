"""A content pack: sound ones are read whole, broken ones tell all their faults at once."""

from pathlib import Path

import pytest

from courses.pack.reading import read
from courses.questions import Kind
from tests.make.courses import lesson_md, write_pack
from tests.make.packs import Break, faults_of, module, replace, write, yml


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound pack."""
    return write_pack(tmp_path / "pack")


def test_a_sound_pack_is_read_whole(folder: Path) -> None:
    pack = read(folder)
    assert [module.slug for module in pack.modules] == ["first", "second"]
    assert [lesson.slug for lesson in pack.modules[0].lessons] == ["one", "two"]
    kinds = [kind for kind in Kind if kind.is_marked]
    assert [question.kind for question in pack.modules[1].questions] == kinds
    assert pack.modules[0].lessons[0].texts["bn"].title == "bn one"
    assert len(pack.files) == 10


def test_for_whom_what_before_and_how_long_may_be_left_out(folder: Path) -> None:
    pack = read(folder)
    assert (pack.destination, pack.work, pack.expires_after) == (None, None, None)
    assert pack.prerequisites == ()


def test_for_whom_what_before_and_how_long_are_read(folder: Path) -> None:
    write_pack(folder, destination="SA", work="driving", prerequisites=["a", "b"], expires_after=24)
    pack = read(folder)
    assert (pack.destination, pack.work, pack.expires_after) == ("SA", "driving", 24)
    assert pack.prerequisites == ("a", "b")


def test_the_same_files_have_the_same_digest_and_others_another(
    folder: Path, tmp_path: Path
) -> None:
    assert read(folder).digest == read(write_pack(tmp_path / "twin")).digest
    replace("en/one.md", "Heading", "Another")(folder)
    assert read(folder).digest != read(tmp_path / "twin").digest


BROKEN: dict[str, tuple[Break, str]] = {
    "no course.yml": (lambda f: (f / "course.yml").unlink(), "course.yml:1: this file is missing"),
    "no YAML": (write("course.yml", "a: [b"), "course.yml:1: this is not YAML"),
    "a list": (write("course.yml", "- a"), "course.yml:1: names with values"),
    "an exploding alias": (write("course.yml", "a: &a [b]\nc: [*a, *a]"), "anchors"),
    "entries without end": (write("course.yml", "a: " + "[" * 5000), "course.yml:1: entries"),
    "a list as a name": (write("course.yml", "? [a]\n: b"), "is not known here"),
    "letters turned round": (replace("en/one.md", "Heading", "\u202eHead"), "sees: U+202E"),
    "not UTF-8": (write("bn/one.md", "ক".encode("utf-16")), "bn/one.md:1: this is not UTF-8"),
    "a strange key": (yml(colour="red"), "'colour' is not known here"),
    "a bad slug": (yml(slug="Small Course"), "'slug' is not written as it must be"),
    "a title in one language": (yml(title={"en": "Small"}), "'bn' is missing"),
    "an impossible day": (yml(last_checked="2026-13-01"), "must be a day like 2026-11-23"),
    "attempts without end": (yml(attempts={"limit": 0, "wait_hours": 1}), "from 1 to 20"),
    "an unknown country": (yml(destination="XX"), "'destination' is not known: 'XX'"),
    "a country in small letters": (yml(destination="sa"), "'destination' is not known: 'sa'"),
    "an unknown work": (yml(work="piracy"), "'work' is not known: 'piracy'; known are domestic-"),
    "a work without a word": (yml(work=""), "'work' must be a text"),
    "a course before itself": (yml(prerequisites=["small"]), "a course cannot ask for itself"),
    "a course that cannot be": (yml(prerequisites=["Before you"]), "name of a course: 'Before"),
    "a course before it twice": (yml(prerequisites=["a", "a"]), "names something twice"),
    "a pass that never counts": (yml(expires_after=0), "a whole number from 1 to 120, not '0'"),
    "a pass mark over 100": (module(pass_mark=101), "from 1 to 100"),
    "too many drawn": (module(draw=8), "8 questions are drawn, but 'second' has 7"),
    "a circle": (module(requires=["second"]), "no earlier module is called 'second'"),
    "a module twice": (module(id="first"), "'first' stands there twice"),
    "no lesson": (module(lessons=[]), "a module has at least one lesson"),
    "a lesson twice": (module(lessons=["two"]), "'two' stands there twice"),
    "a lesson not there": (
        module(lessons=["three", "four"]),
        "en/four.md:1: this file is missing",
    ),
    "a lesson not named": (write("bn/five.md", "x"), "bn/five.md:1: course.yml does not name"),
    "no front matter": (write("en/one.md", "Words"), "en/one.md:1: a lesson begins with"),
    "an unknown source": (replace("en/one.md", "[S1]", "[S9]"), "'sources' differs"),
    "no picture": (lambda f: (f / "media/one.svg").unlink(), "the picture 'media/one.svg' is not"),
    "too short": (write("en/one.md", lesson_md("en", "a", 50)), "en/one.md:10: 51 words"),
    "too long": (write("bn/one.md", lesson_md("bn", "a", 400)), "bn/one.md:10: 401 words"),
    "HTML": (replace("en/one.md", "## Heading", "<b>Heading</b>"), "en/one.md:10: HTML"),
    "a big heading": (replace("en/one.md", "## Heading", "# Heading"), "a heading begins with ##"),
    "a picture in the text": (
        replace("en/one.md", "## Heading", "![](x.png)"),
        "a picture is chosen for",
    ),
    "other minutes": (
        replace("en/one.md", "minutes: 2", "minutes: 3"),
        "'minutes' differs from bn",
    ),
    "a script in a picture": (
        write(
            "media/one.svg",
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><script/></svg>',
        ),
        "<script> is not allowed in a picture",
    ),
    "a handler in a picture": (
        write(
            "media/one.svg",
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1" onload="x()"/>',
        ),
        "'onload' is not allowed in a picture",
    ),
    "an entity in a picture": (
        write(
            "media/one.svg",
            '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>',
        ),
        "this is not a readable SVG",
    ),
    "a heavy picture": (write("media/one.svg", b"<svg" + b" " * 9000), "a picture may have 8192"),
    "an unused picture": (
        write("media/two.svg", "<svg/>"),
        "no lesson and no question shows this picture",
    ),
    "a photograph": (write("media/two.jpg", b"\xff\xd8"), "a picture must be an SVG"),
}


@pytest.mark.parametrize(("broken", "message"), BROKEN.values(), ids=BROKEN)
def test_a_broken_pack_is_refused_with_file_and_line(
    folder: Path, broken: Break, message: str
) -> None:
    broken(folder)
    assert any(message in fault for fault in faults_of(folder)), faults_of(folder)


def test_all_faults_are_told_at_once(folder: Path) -> None:
    replace("en/one.md", "minutes: 2", "minutes: many")(folder)
    replace("bn/questions.gift", "{T#no#yes####Told true.}", "{")(folder)
    (folder / "bn/three.md").unlink()
    told = "\n".join(faults_of(folder))
    assert all(name in told for name in ("en/one.md:3", "bn/questions.gift:7", "bn/three.md:1"))


def test_a_link_out_of_the_pack_is_refused(folder: Path) -> None:
    (folder / "bn/link.md").symlink_to("/etc/hostname")
    assert any("a link is not allowed" in fault for fault in faults_of(folder))
