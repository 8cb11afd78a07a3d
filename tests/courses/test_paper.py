"""The paper of a test: what is shown, what comes back, and that nothing of the key is in it."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses import paper
from courses.paper import Asked
from courses.questions import Kind
from courses.scoring import Answer, mark

seeds = st.text(min_size=1, max_size=8)
CHOSEN = [Kind.ONE_OF, Kind.SEVERAL_OF, Kind.TRUE_FALSE, Kind.MATCHING, Kind.ORDERING]


def _question(kind: Kind) -> Asked:
    """A question of four options; in matching, three rows and four things to choose."""
    weights = {
        Kind.SEVERAL_OF: (50.0, -50.0, 50.0, -50.0),
        Kind.ORDERING: (100.0,) * 4,
        Kind.MATCHING: (100.0, 100.0, 100.0, 0.0),
        Kind.TRUE_FALSE: (0.0, 100.0),
    }.get(kind, (0.0, 100.0, 0.0, 0.0))
    is_matching = kind is Kind.MATCHING
    key = tuple(
        Answer(
            weight,
            ("word",) if kind is Kind.SHORT_ANSWER else (),
            match=at if is_matching else None,
        )
        for at, weight in enumerate(weights)
    )
    options = tuple(f"option {at}" for at in range(len(weights)))
    matches = ("red", "green", "blue", "grey") if is_matching else ()
    return Asked("slug", kind, key, "Stem?", options, ("why",) * 4, "Because.", matches)


@given(seeds, st.sampled_from([*CHOSEN, Kind.SHORT_ANSWER]))
def test_the_right_answer_sent_by_a_browser_has_full_marks(seed: str, kind: Kind) -> None:
    question = _question(kind)
    sent = paper.as_sent(seed, question, paper.right_answer(question))
    choice = paper.understood(seed, question, sent)
    assert choice is not None
    assert mark(kind, question.key, choice) == 100


@given(seeds, st.sampled_from(CHOSEN), st.data())
def test_what_is_kept_and_shown_again_is_understood_the_same(
    seed: str, kind: Kind, data: st.DataObject
) -> None:
    question = _question(kind)
    choice = {
        Kind.ORDERING: data.draw(st.permutations(range(4))),
        Kind.MATCHING: data.draw(st.lists(st.integers(0, 3), min_size=3, max_size=3)),
        Kind.SEVERAL_OF: sorted(data.draw(st.sets(st.integers(0, 3), min_size=1))),
    }.get(kind, [data.draw(st.integers(0, len(question.key) - 1))])
    sent = data.draw(st.permutations(paper.as_sent(seed, question, choice)))
    assert paper.understood(seed, question, sent) == choice


@given(seeds, st.sampled_from(CHOSEN))
def test_what_is_chosen_is_shown_chosen_and_nothing_else(seed: str, kind: Kind) -> None:
    question = _question(kind)
    right = paper.right_answer(question)
    shown = paper.screen(seed, question, 1, 5, right)
    chosen = [choice for choice in shown.choices if choice.is_chosen]
    chosen += [one for row in shown.rows for one in row.choices if one.is_chosen]
    assert len(chosen) == len(right)
    empty = paper.screen(seed, question, 1, 5, [])
    assert not any(choice.is_chosen for choice in empty.choices)
    assert not any(one.is_chosen for row in empty.rows for one in row.choices)


def test_a_refused_order_is_shown_as_it_was_sent() -> None:
    question = _question(Kind.ORDERING)
    shown = paper.screen("seed", question, 1, 5, [], ["0-1", "1-1", "2-", ""])
    chosen = {row.place: [one.place for one in row.choices if one.is_chosen] for row in shown.rows}
    assert chosen == {0: [1], 1: [1], 2: [], 3: []}


def test_an_order_is_shown_in_the_order_it_was_given() -> None:
    question = _question(Kind.ORDERING)
    shown = paper.screen("seed", question, 1, 5, [2, 0, 3, 1])
    assert [row.words for row in shown.rows] == ["option 2", "option 0", "option 3", "option 1"]


def test_an_order_is_never_shown_in_order_and_else_by_chance() -> None:
    question = _question(Kind.ORDERING)
    shown = Counter(tuple(paper.order(str(seed), question)) for seed in range(2400))
    assert (0, 1, 2, 3) not in shown
    assert len(shown) == 23
    assert max(shown.values()) < 3 * min(shown.values())


@given(seeds)
def test_the_places_of_matching_do_not_tell_what_belongs_together(seed: str) -> None:
    question = _question(Kind.MATCHING)
    shown = paper.screen(seed, question, 1, 5, [])
    assert [row.place for row in shown.rows] == [0, 1, 2]
    assert [[one.place for one in row.choices] for row in shown.rows] == [[0, 1, 2, 3]] * 3
    assert len({tuple(one.words for one in row.choices) for row in shown.rows}) == 1


@pytest.mark.parametrize("kind", [Kind.MATCHING, Kind.ORDERING])
@pytest.mark.parametrize(
    "sent",
    [
        [],
        [""],
        ["0-0"],
        ["0-0", "0-1", "0-2", "0-3"],
        ["0-0", "1-1", "2-9", "3-2"],
        ["0-0", "1-1", "2-2", "9-3"],
        ["0-0", "1-1", "2-2", "-3"],
        ["0-0", "1-1", "2-2", "3-"],
        ["0-0", "1-1", "2-2", "3-3-3"],
        ["0-0", "1-1", "2-2", "٣-3"],
        ["0-0", "1-1", "2-2", "3--1"],
        ["0-0", "1-1", "2-2", "3-3", "3-3"],
        ["0", "1", "2", "3"],
        ["0-0", "1-1", "", ""],
    ],
)
def test_forged_lines_are_not_understood(kind: Kind, sent: list[str]) -> None:
    assert paper.understood("seed", _question(kind), sent) is None


def test_a_number_that_stands_twice_is_told_apart_from_one_that_is_missing() -> None:
    question = _question(Kind.ORDERING)
    assert paper.is_doubled(question, ["0-1", "1-1", "2-2", "3-3"])
    assert not paper.is_doubled(question, ["0-1", "", "", "3-3"])
    assert not paper.is_doubled(_question(Kind.MATCHING), ["0-1", "1-1", "2-2"])
