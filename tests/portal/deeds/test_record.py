"""A deed happens once, whole, and stands in the journal."""

import threading

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.deeds.models import FirstAnswer, Leaf, LeafRow, Proposal
from portal.deeds.proposals import propose
from portal.deeds.record import By, KeyReused, deed
from portal.ground.access import Role
from portal.ground.database import db
from tests.make.people import make_person


@deed
def ask(by: By, subject: str) -> str:
    """Propose something, to have a deed to look at."""
    return propose(by, kind="test", subject=subject, difference={"new": 1}).ref


@deed
def ask_and_fail(by: By) -> str:
    """Propose something and break."""
    propose(by, kind="test", subject="broken", difference={})
    raise RuntimeError("power cut")


def by_key(key: str = "one-key-00", body: bytes = b"body") -> By:
    """Somebody who sends a form with this key."""
    officer = make_person(Role.OFFICER)
    return By(officer.id, f"person {officer.id}", "test.ask", key, body)


@pytest.mark.usefixtures("app")
def test_a_repeat_with_the_same_key_has_one_effect_and_the_first_answer() -> None:
    by = by_key()
    first = ask(by, "a list")
    assert ask(by, "a list") == first
    assert db.scalar(select(func.count(Proposal.id))) == 1


@pytest.mark.usefixtures("app")
def test_the_same_key_with_another_body_is_refused() -> None:
    by = by_key()
    ask(by, "a list")
    with pytest.raises(KeyReused):
        ask(By(by.person_id, by.owner, by.endpoint, by.key, b"other"), "another")


@pytest.mark.usefixtures("app")
def test_a_deed_that_breaks_leaves_nothing() -> None:
    by = by_key()
    before = db.scalar(select(func.count(Leaf.id)))
    with pytest.raises(RuntimeError, match="power cut"):
        ask_and_fail(by)
    assert db.scalar(select(func.count(Leaf.id))) == before
    assert db.scalar(select(func.count(Proposal.id))) == 0
    assert db.scalar(select(func.count(FirstAnswer.id))) == 0


@pytest.mark.usefixtures("app")
def test_a_deed_leaves_a_leaf_over_the_rows_it_touched() -> None:
    ask(by_key(), "a list")
    leaf = db.scalars(select(Leaf).order_by(Leaf.id.desc())).first()
    assert leaf is not None
    rows = db.scalars(select(LeafRow.table).filter_by(leaf_id=leaf.id)).all()
    assert (leaf.deed.endswith("ask"), rows) == (True, ["proposal"])


def test_ten_simultaneous_sendings_have_one_effect(own_database: Flask) -> None:
    by = by_key()
    answers: list[str] = []

    def send() -> None:
        with own_database.app_context():
            answers.append(ask(by, "a list"))

    threads = [threading.Thread(target=send) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.rollback()
    assert (len(answers), len(set(answers))) == (10, 1)
    assert db.scalar(select(func.count(Proposal.id))) == 1
