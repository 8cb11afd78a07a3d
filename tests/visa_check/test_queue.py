"""What the queue of an office asks the database: little, and never a whole table."""

import html
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from portal.ground.database import db
from tests.make.counting import at_most
from tests.make.desk import in_hand
from tests.make.requests import make_request
from tests.make.visa_check import make_officer
from visa_check.queries import queue

QUEUE = "/office/requests/"
INDEX = "ix_visa_request_office_id_state_due_on_asked_at"
Asked = list[tuple[str, Any]]


@pytest.fixture
def officer(sign_in: Callable[..., FlaskClient]) -> FlaskClient:
    """Somebody at the desk, where more waits than a page shows and one is in hand."""
    for place in range(queue.PAGE + 2):
        make_request(passport_number=f"A{place:08d}")
    in_hand(make_officer(), passport_number="A99999999")
    return sign_in(make_officer())


@contextmanager
def asked_about_requests(app: Flask) -> Iterator[Asked]:
    """The statements about requests that are sent meanwhile, with their values."""
    seen: Asked = []

    def note(*args: Any) -> None:
        if "visa_request" in args[2]:
            seen.append((args[2], args[3]))

    event.listen(app.extensions["database"], "before_cursor_execute", note)
    yield seen
    event.remove(app.extensions["database"], "before_cursor_execute", note)


def plan(statement: str, values: Any) -> str:
    """How the database would answer; PostgreSQL may read or sort a whole table only if it must."""
    connection = db.connection()
    is_sqlite = connection.dialect.name == "sqlite"
    if not is_sqlite:
        for way in ("seqscan", "bitmapscan", "sort"):
            connection.exec_driver_sql(f"SET LOCAL enable_{way} = off")
    explain = "EXPLAIN QUERY PLAN" if is_sqlite else "EXPLAIN"
    rows = connection.exec_driver_sql(f"{explain} {statement}", values).all()
    return "\n".join(str(row[-1]) for row in rows)


def next_page(page: str) -> str:
    """The address of the next page."""
    found = re.search('rel="next" href="([^"]*)"', page)
    assert found
    return html.unescape(found[1])


def test_neither_page_nor_count_reads_a_whole_table(app: Flask, officer: FlaskClient) -> None:
    with asked_about_requests(app) as asked:
        page = officer.get(QUEUE).text
        assert officer.get(next_page(page)).status_code == 200
        assert officer.get("/office/").status_code == 200
    assert len(asked) >= 4
    for statement, values in asked:
        told = plan(statement, values)
        assert "SCAN visa_request" not in told, told
        assert "Seq Scan" not in told, told
        assert "LIMIT" in statement or "visa_request.ref = " in statement, statement


def test_the_most_urgent_are_read_in_the_order_of_the_index(
    app: Flask, officer: FlaskClient
) -> None:
    with asked_about_requests(app) as asked:
        page = officer.get(QUEUE).text
        officer.get(next_page(page))
    ordered = [one for one in asked if "ORDER BY visa_request.due_on" in one[0]]
    assert len(ordered) == 2
    for statement, values in ordered:
        told = plan(statement, values)
        assert INDEX in told, told
        assert "TEMP B-TREE" not in told, told
        # What is as urgent and was asked at the same moment is put in order by its key alone.
        assert "Sort" not in told or "Presorted Key: visa_request.due_on" in told, told


def test_a_page_of_the_queue_asks_few_questions(app: Flask, officer: FlaskClient) -> None:
    with at_most(4, app):
        page = officer.get(QUEUE).text
    with at_most(3, app):
        officer.get(next_page(page))
