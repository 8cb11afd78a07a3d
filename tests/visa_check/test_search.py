"""Search: any spelling of a number, names with typing errors, few questions, quick answers."""

import time
from pathlib import Path

import pytest
from sqlalchemy import event

from portal.ground.clock import today
from portal.ground.database import db
from tests.make.visa_check import AGENCIES, import_list, make_agency
from visa_check.queries.search import search

pytestmark = pytest.mark.usefixtures("app")
LIST = (Path(__file__).parent.parent / "data" / "lists" / "agencies.csv").read_bytes()


def licences(text: str) -> list[str]:
    """The licences that a search finds, the best first."""
    return [match.licence for match in search(text, today())]


@pytest.mark.parametrize("typed", ["আরএল ৯০০১১", "rl 90011", "RL-90011", "90011"])
def test_a_number_is_found_in_every_spelling(typed: str) -> None:
    import_list(AGENCIES, LIST)
    found = search(typed, today())
    assert [(match.licence, match.is_same) for match in found] == [("RL-90011", True)]


@pytest.mark.parametrize(
    "typed",
    ["copid trader of namuna", "Copid Traders", "kopid traders namuna", "কপিড ট্রেডার্স অফ নমুনা"],
)
def test_a_name_is_found_with_typing_errors_and_in_bangla(typed: str) -> None:
    import_list(AGENCIES, LIST)
    assert licences(typed)[0] == "RL-90011"


def test_the_same_name_comes_first_and_the_difference_is_told() -> None:
    make_agency(90001, "Padma Overseas Ltd.")
    make_agency(90002, "Padma Overseez Ltd.")
    first, second = search("M/S Padma Overseas Limited", today())
    assert (first.licence, first.is_same, first.differences) == ("RL-90001", True, ())
    assert not second.is_same
    assert second.differences


def test_a_bangla_name_is_the_same_name() -> None:
    make_agency(90001, "Padma Overseas Ltd.", "পদ্মা ওভারসিজ লিমিটেড")
    found = search("মেসার্স পদ্মা ওভারসিজ", today())[0]
    assert found.is_same


def test_a_name_of_common_words_only_is_found_by_what_it_holds() -> None:
    make_agency(90001, "Doel Overseas")
    make_agency(90002, "Overseas International Ltd.")
    assert licences("overseas international")[0] == "RL-90002"
    assert "RL-90001" in licences("overseas")


@pytest.mark.parametrize("typed", ["zzzz qqqq", "%", "_", "RL-99999", "' OR 1=1 --", "\u200b", "৳"])
def test_what_is_not_there_is_not_found(typed: str) -> None:
    make_agency(90001, "Padma Overseas Ltd.")
    assert licences(typed) == []


def test_a_search_for_the_first_time_asks_five_questions_and_then_one() -> None:
    import_list(AGENCIES, LIST)
    asked: list[str] = []
    connection = db.connection()
    event.listen(connection, "before_cursor_execute", lambda *args: asked.append(args[2]))
    search("shapla bridge overses", today())
    assert len(asked) <= 5
    asked.clear()
    search("shapla brigde oversees", today())
    assert len(asked) == 1


def test_a_search_takes_milliseconds() -> None:
    import_list(AGENCIES, LIST)
    search("shapla bridge", today())
    began = time.perf_counter()
    for place in range(20):
        search(f"shapla brige overses {place}", today())
    assert (time.perf_counter() - began) / 20 < 0.05
