"""The commands for content packs."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from courses import queries, sample
from courses.actions import publishing
from courses.cli import courses
from courses.models import Course, LessonRead
from courses.pack.reading import read
from portal.ground.database import db
from tests.make.courses import write_pack
from tests.make.people import make_person


def test_our_own_packs_are_sound(app: Flask) -> None:
    for folder in sorted(sample.CONTENT.iterdir()):
        result = app.test_cli_runner().invoke(courses, ["check", str(folder)])
        assert result.exit_code == 0, result.output


def test_a_broken_pack_is_named_and_not_published(app: Flask, tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    (folder / "en/two.md").unlink()
    (folder / "media/one.svg").write_text("<svg/>")
    result = app.test_cli_runner().invoke(courses, ["import", str(folder)])
    assert result.exit_code == 1
    assert "en/two.md:1: this file is missing" in result.output
    assert "media/one.svg:1:" in result.output
    assert db.scalar(select(func.count(Course.id))) == 0


def test_what_was_exported_can_be_imported_again_and_changes_nothing(
    app: Flask, tmp_path: Path
) -> None:
    runner, copy = app.test_cli_runner(), tmp_path / "copy"
    folder = write_pack(tmp_path / "pack")
    assert "Published: small 1" in runner.invoke(courses, ["import", str(folder)]).output
    assert runner.invoke(courses, ["export", "small", str(copy)]).exit_code == 0
    assert (copy / "bn/one.md").read_bytes() == (folder / "bn/one.md").read_bytes()
    assert "Already there: small 1" in runner.invoke(courses, ["import", str(copy)]).output


def test_who_watches_is_told_how_far_an_import_is(app: Flask, tmp_path: Path) -> None:
    told: dict[str, list[tuple[int, int]]] = {"read": [], "publish": []}
    pack = read(write_pack(tmp_path), lambda *step: told["read"].append(step))
    publishing.publish(pack, lambda *step: told["publish"].append(step))
    for steps in told.values():
        assert steps == sorted(steps)
        assert steps[-1] in {(42, 42), (14, 14)}


@pytest.mark.parametrize("watches", [True, False])
def test_a_bar_is_drawn_only_where_somebody_watches(tmp_path: Path, watches: bool) -> None:
    seen, end = pty.openpty()
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "portal", "courses", "check", str(write_pack(tmp_path / "pack"))],
        env={"NIRAPOD_ENV": "development", "NIRAPOD_DATA": str(tmp_path), "TERM": "xterm"},
        stdout=subprocess.PIPE,
        stderr=end if watches else subprocess.PIPE,
        text=True,
        check=True,
    )
    os.write(end, b"end")
    drawn = os.read(seen, 100_000).decode()
    assert ("Reading" in drawn and "100%" in drawn) == watches
    assert done.stdout.startswith("Nothing is wrong with it: small 1")
    assert watches or not done.stderr


def test_the_same_version_with_other_words_is_refused_in_words(app: Flask, tmp_path: Path) -> None:
    runner = app.test_cli_runner()
    runner.invoke(courses, ["import", str(write_pack(tmp_path))])
    changed = write_pack(tmp_path, title={"bn": "নতুন", "en": "New"})
    result = runner.invoke(courses, ["import", str(changed)])
    assert result.exit_code == 1
    assert "1" in result.output


def test_nothing_is_written_over_on_export(app: Flask, tmp_path: Path) -> None:
    folder = write_pack(tmp_path)
    runner = app.test_cli_runner()
    runner.invoke(courses, ["import", str(folder)])
    assert runner.invoke(courses, ["export", "small", str(folder)]).exit_code == 1
    assert runner.invoke(courses, ["export", "nothing", str(folder)]).exit_code == 1


def test_the_sample_has_one_in_the_middle_and_one_at_the_end(app: Flask) -> None:
    reader, learner = make_person(), make_person()
    ids = [reader.id, learner.id]
    sample.load(ids)
    read = select(func.count(LessonRead.id))
    assert db.scalar(read.filter_by(person_id=ids[0])) == 3
    learner = db.get_one(type(learner), ids[1])
    passed = queries.passed(learner, "before-you-go")
    assert passed is not None
    assert passed.score == 100
