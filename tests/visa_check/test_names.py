"""Names of agencies in memory are those of the database, for whichever process searches."""

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from portal.ground.clock import today
from tests.make.counting import at_most
from tests.make.visa_check import make_agency
from visa_check.queries import names
from visa_check.queries.names import Named, Names
from visa_check.queries.search import search
from visa_check.verdicts import AgencyVerdict

pytestmark = pytest.mark.usefixtures("app")


def licences(text: str) -> list[str]:
    """The licences that a search finds."""
    return [match.licence for match in search(text, today())]


def test_a_process_with_names_of_yesterday_finds_the_new_agency(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_agency(90001, "Padma Overseas Ltd.")
    assert licences("padma") == ["RL-90001"]
    of_yesterday = names.kept()
    make_agency(90002, "Padma Travels")
    assert sorted(licences("padma")) == ["RL-90001", "RL-90002"]
    # Another process, which has not searched since.
    monkeypatch.setattr(names, "_kept", of_yesterday)
    assert sorted(licences("padma")) == ["RL-90001", "RL-90002"]


def test_a_status_is_never_kept() -> None:
    make_agency(90001, "Padma Overseas Ltd.", status="suspended")
    make_agency(90002, "Padma Travels")
    found = {match.licence: match.verdict for match in search("padma", today())}
    assert found == {"RL-90001": AgencyVerdict.SUSPENDED, "RL-90002": AgencyVerdict.ACTIVE}


def test_a_search_by_name_asks_one_question(app: Flask) -> None:
    make_agency(90001, "Padma Overseas Ltd.")
    licences("padma")
    with at_most(1, app):
        assert licences("padme overseas") == ["RL-90001"]


def test_of_agencies_that_share_as_much_the_first_ones_are_compared() -> None:
    for number in range(90001, 90006):
        make_agency(number, f"Padma {'abcde'[number - 90001]}")
    licences("padma")
    runs = {"^pa", "pad", "adm"}
    shared = [one.rl_no for one in names.kept().sharing(runs, 3)]
    assert shared == [90001, 90002, 90003]
    assert names.kept().sharing({"xyz"}, 3) == []


RUNS = st.sets(st.sampled_from("abcdefghij"), max_size=10)


@given(st.dictionaries(st.integers(1, 300), RUNS, max_size=60), RUNS, st.integers(1, 12))
def test_those_that_share_most_come_first_and_of_equal_ones_the_first(
    having: dict[int, set[str]], asked: set[str], most: int
) -> None:
    agencies = [Named(key, 90000 + key, f"{key}", None, f"{key}", None) for key in having]
    kept = Names("a", agencies, [(run, key) for key, runs in having.items() for run in runs])
    counts = {key: len(runs & asked) for key, runs in having.items()}
    expected = sorted((key for key in counts if counts[key]), key=lambda key: (-counts[key], key))
    assert [one.agency_id for one in kept.sharing(asked, most)] == expected[:most]


def test_a_run_of_an_agency_that_is_not_there_yet_is_left_out() -> None:
    kept = Names("a", [Named(1, 90001, "Padma", None, "padma", None)], [("pad", 1), ("pad", 2)])
    assert [one.agency_id for one in kept.sharing(["pad"], 5)] == [1]
