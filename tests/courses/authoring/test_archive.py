"""Packs as ZIP files: the same every time, and taken apart without trust."""

import io
import stat
import struct
import zipfile
from collections.abc import Callable

import pytest

from courses.drafts import archive, opening
from courses.pack.parts import BrokenPack
from tests.make.authoring import pack_files, zipped

PACK = pack_files()


def test_what_is_packed_is_unpacked_the_same() -> None:
    assert archive.unpack(archive.pack(PACK)) == PACK


def test_the_same_files_make_the_same_bytes() -> None:
    assert archive.pack(PACK) == archive.pack(dict(reversed(PACK.items())))


def test_a_folder_around_everything_is_taken_off_and_what_file_managers_leave_is_left() -> None:
    files = {f"my-course/{path}": content for path, content in PACK.items()}
    files |= {"__MACOSX/my-course/._course.yml": b"x", "my-course/.DS_Store": b"x"}
    assert archive.unpack(zipped(files)) == PACK


def _with(name: str, content: bytes = b"x") -> Callable[[], bytes]:
    return lambda: zipped(PACK | {name: content})


def _linked() -> bytes:
    made = io.BytesIO(zipped(PACK))
    with zipfile.ZipFile(made, "a") as file:
        about = zipfile.ZipInfo("media/two.svg")
        about.external_attr = (stat.S_IFLNK | 0o777) << 16
        file.writestr(about, "/etc/passwd")
    return made.getvalue()


def _bomb() -> bytes:
    """Many files of the size that one may have, of nothing but zeros."""
    return zipped(PACK | {f"media/a{place}.svg": b"\0" * 256 * 1024 for place in range(80)})


def _lying() -> bytes:
    """A file that says it is small and is not."""
    whole = zipped({"course.yml": b"a" * 200_000})
    return whole.replace(struct.pack("<L", 200_000), struct.pack("<L", 10))


def _twice() -> bytes:
    made = io.BytesIO(zipped(PACK))
    with zipfile.ZipFile(made, "a") as file, pytest.warns(UserWarning, match="Duplicate name"):
        file.writestr("course.yml", "slug: other")
    return made.getvalue()


def _locked() -> bytes:
    whole = bytearray(zipped({"course.yml": b"slug: small"}))
    at = whole.index(b"PK\x01\x02")
    whole[at + 8] |= 1
    return bytes(whole)


def _packed_otherwise() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_LZMA) as file:
        file.writestr("course.yml", "slug: small")
    return made.getvalue()


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "no ZIP": (lambda: b"slug: small", "not a readable ZIP"),
    "nothing": (lambda: b"", "not a readable ZIP"),
    "cut off": (lambda: zipped(PACK)[:-30], "not a readable ZIP"),
    "too big": (lambda: b"PK" + b"x" * archive.LARGEST, "too big"),
    "a path upwards": (_with("../evil.md"), "has no place"),
    "an absolute path": (_with("/etc/passwd"), "has no place"),
    "a path of Windows": (_with("bn\\one.md"), "has no place"),
    "a program": (_with("media/run.exe.php"), "has no place"),
    "another language": (_with("fr/one.md"), "has no place"),
    "a deep folder": (_with("bn/a/b.md"), "has no place"),
    "a link": (_linked, "a link is not allowed"),
    "a bomb": (_bomb, "there is too much in it"),
    "a big file": (_with("media/big.svg", b"x" * 300_000), "too big"),
    "a file that lies about its size": (_lying, "not a readable ZIP"),
    "a file twice": (_twice, "stands there twice"),
    "a password": (_locked, "locked with a password"),
    "another way to pack": (_packed_otherwise, "packed in a way"),
    "no course": (lambda: zipped({"bn/one.md": b"x"}), "course.yml:1: this file is missing"),
    "many files": (
        lambda: zipped(PACK | {f"media/b{place}.svg": b"x" for place in range(1200)}),
        "there is too much in it",
    ),
}


@pytest.mark.parametrize(("made", "told"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_pack_is_refused_with_the_reason(made: Callable[[], bytes], told: str) -> None:
    with pytest.raises(BrokenPack) as caught:
        archive.unpack(made())
    assert told in str(caught.value)


UNOPENED: dict[str, tuple[dict[str, bytes], str]] = {
    "broken YAML": ({"course.yml": b"a: [b"}, "this is not YAML"),
    "not UTF-8": ({"bn/one.md": "ক".encode("utf-16")}, "this is not UTF-8"),
    "broken front matter": ({"en/one.md": b"---\na: [b\n---\n"}, "en/one.md:2: this is not YAML"),
    "a lesson not named": ({"en/nine.md": b"x"}, "course.yml does not name this file"),
    "letters turned round": ({"en/one.md": "\u202ex".encode()}, "U+202E"),
    "a question of no module": (
        {"en/questions.gift": b"$CATEGORY: other\n::a::A?{T}"},
        "no module is called 'other'",
    ),
    "a question before any module": ({"en/questions.gift": b"::a::A?{T}"}, "no module is called"),
    "a name that is none": (
        {"course.yml": PACK["course.yml"].replace(b"id: first", b"id: First One")},
        "this cannot be a name: 'First One'",
    ),
    "a module twice": (
        {"course.yml": PACK["course.yml"].replace(b"id: second", b"id: first")},
        "'first' stands there twice",
    ),
    "no version": (
        {"course.yml": PACK["course.yml"].replace(b"version: '1'", b"version: ''")},
        "the version is missing",
    ),
}


@pytest.mark.parametrize(("changes", "told"), UNOPENED.values(), ids=UNOPENED)
def test_what_no_form_could_reach_is_refused(changes: dict[str, bytes], told: str) -> None:
    with pytest.raises(BrokenPack) as caught:
        opening.opened(PACK | changes)
    assert told in str(caught.value)


def test_a_pack_that_only_lacks_something_can_be_opened() -> None:
    lacking = {
        path: text for path, text in PACK.items() if path not in {"en/one.md", "media/one.svg"}
    }
    assert opening.opened(lacking).plan.lessons == ["one", "two", "three"]
