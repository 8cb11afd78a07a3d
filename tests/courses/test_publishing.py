"""Publishing: a version is fixed, and there is never half a course."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from courses import queries, versions
from courses.actions import publishing
from courses.models import Course, CourseVersion, Lesson, Question
from courses.pack.reading import read
from courses.refusals import VersionFixed
from portal.ground.database import db
from tests.make.courses import make_course, write_pack


def test_a_published_course_holds_all_of_its_pack(app: Flask, tmp_path: Path) -> None:
    pack = read(write_pack(tmp_path))
    assert publishing.publish(pack)
    assert queries.files("small") == pack.files
    assert db.scalar(select(func.count(Lesson.id))) == 3
    assert db.scalar(select(func.count(Question.id))) == 14


def test_the_same_pack_again_changes_nothing(app: Flask, tmp_path: Path) -> None:
    pack = read(write_pack(tmp_path))
    publishing.publish(pack)
    assert not publishing.publish(pack)
    assert db.scalar(select(func.count(CourseVersion.id))) == 1


def test_the_same_version_with_other_words_is_refused(app: Flask, tmp_path: Path) -> None:
    publishing.publish(read(write_pack(tmp_path)))
    changed = read(write_pack(tmp_path, title={"bn": "নতুন", "en": "New"}))
    with pytest.raises(VersionFixed):
        publishing.publish(changed)


def test_a_new_version_stands_beside_the_old_one(app: Flask) -> None:
    make_course("small")
    make_course("small", version="2")
    newest = queries.version_for("small", None)
    assert newest is not None
    assert newest.version == "2"
    assert db.scalar(select(func.count(Course.id))) == 1
    assert [offer.version.version for offer in queries.courses(None)] == ["2"]


def test_what_fails_half_way_leaves_nothing(
    own_database: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = read(write_pack(tmp_path / "pack"))
    monkeypatch.setattr(versions, "_add_questions", None)
    with pytest.raises(TypeError):
        publishing.publish(pack)
    assert db.scalar(select(func.count(Course.id))) == 0
    assert db.scalar(select(func.count(Lesson.id))) == 0


@pytest.mark.parametrize("statement", ["UPDATE question SET key = '[]'", "DELETE FROM lesson_text"])
def test_a_published_version_cannot_be_changed(own_database: Flask, statement: str) -> None:
    make_course()
    db.rollback()
    with (
        pytest.raises(DBAPIError, match="history is only added to"),
        own_database.extensions["database"].begin() as connection,
    ):
        connection.exec_driver_sql(statement)
