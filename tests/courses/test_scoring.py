"""Marking: the rules hold for every answer, not only for those we thought of."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses import scoring
from courses.questions import Kind
from courses.scoring import Answer

weights = st.lists(st.floats(-100, 100, allow_nan=False), min_size=2, max_size=8)
marks = st.lists(st.floats(0, 100, allow_nan=False), min_size=1, max_size=30)


def _key(*values: float) -> list[Answer]:
    return [Answer(value) for value in values]


@given(weights, st.data())
def test_a_mark_lies_between_nothing_and_the_whole(
    values: list[float], data: st.DataObject
) -> None:
    choice = data.draw(st.sets(st.integers(0, len(values) - 1)))
    assert 0 <= scoring.mark(Kind.SEVERAL_OF, _key(*values), sorted(choice)) <= 100


@given(weights)
def test_no_answer_is_worth_nothing(values: list[float]) -> None:
    assert scoring.mark(Kind.SEVERAL_OF, _key(*values), []) == 0


@given(st.integers(1, 9))
def test_all_right_answers_are_the_whole_though_thirds_are_rounded(count: int) -> None:
    share = float(f"{100 / count:.5f}")
    assert scoring.mark(Kind.SEVERAL_OF, _key(*[share] * count, -50), list(range(count))) == 100


@given(marks, st.integers(1, 100))
def test_a_test_is_passed_just_when_the_score_shown_reaches_the_pass_mark(
    values: list[float], pass_mark: int
) -> None:
    result = scoring.result(values, pass_mark)
    assert result.passed == (result.score >= pass_mark)
    assert 0 <= result.score <= 100


@given(st.lists(st.just(100.0), min_size=1, max_size=40))
def test_everything_right_is_a_hundred(values: list[float]) -> None:
    assert scoring.result(values, 100) == scoring.Result(100, True)


@given(marks, st.integers(0, 29))
def test_a_better_answer_never_lowers_the_score(values: list[float], place: int) -> None:
    better = [100.0 if at == place else one for at, one in enumerate(values)]
    assert scoring.result(better, 70).score >= scoring.result(values, 70).score


def test_choosing_everything_does_not_pay() -> None:
    assert scoring.mark(Kind.SEVERAL_OF, _key(50, 50, -50, -50), [0, 1, 2, 3]) == 0


def test_a_wrong_choice_takes_from_a_right_one_but_not_below_nothing() -> None:
    key = _key(50, 50, -50, -50)
    assert scoring.mark(Kind.SEVERAL_OF, key, [0]) == 50
    assert scoring.mark(Kind.SEVERAL_OF, key, [0, 2]) == 0
    assert scoring.mark(Kind.SEVERAL_OF, key, [2, 3]) == 0


@pytest.mark.parametrize("text", ["1822", " 1,822 ", "১৮২২", "1822.0"])
def test_a_number_counts_in_any_digits(text: str) -> None:
    assert scoring.mark(Kind.NUMBER, [Answer(100, low=1820, high=1824)], [text]) == 100


@pytest.mark.parametrize("text", ["1830", "eighteen", "", "nan", "inf"])
def test_another_number_counts_nothing(text: str) -> None:
    assert scoring.mark(Kind.NUMBER, [Answer(100, low=1820, high=1824)], [text]) == 0


def test_the_best_of_the_fitting_answers_counts() -> None:
    key = [Answer(50, ("*",)), Answer(100, ("Dhaka", "ঢাকা"))]
    assert scoring.mark(Kind.SHORT_ANSWER, key, [" dhaka  "]) == 100
    assert scoring.mark(Kind.SHORT_ANSWER, key, ["ঢাকা"]) == 100
    assert scoring.mark(Kind.SHORT_ANSWER, key, ["Cumilla"]) == 50


def _pairs(*matches: int, more: int = 0) -> list[Answer]:
    """A matching key: what belongs to each row, and how many others are offered."""
    extra = range(max(matches) + 1, max(matches) + 1 + more)
    rows = [Answer(100, match=match) for match in matches]
    return [*rows, *(Answer(0, match=match) for match in extra)]


@given(st.lists(st.integers(0, 5), min_size=2, max_size=6), st.data())
def test_matching_counts_the_share_of_right_pairs(matches: list[int], data: st.DataObject) -> None:
    matches = [sorted(set(matches)).index(match) for match in matches]
    key = _pairs(*matches, more=1)
    choice = [data.draw(st.integers(0, max(matches) + 1)) for _row in matches]
    right = sum(map(int.__eq__, choice, matches))
    assert scoring.is_possible(Kind.MATCHING, key, choice)
    assert scoring.mark(Kind.MATCHING, key, choice) == round(100 * right / len(matches), 2)


@given(st.integers(2, 6).flatmap(lambda count: st.permutations(range(count))))
def test_an_order_has_full_marks_just_when_it_is_right(order: list[int]) -> None:
    mark = scoring.mark(Kind.ORDERING, _key(*[100] * len(order)), order)
    assert (mark == 100) == (order == sorted(order))
    assert 0 <= mark <= 100


@given(st.integers(3, 6).flatmap(lambda count: st.permutations(range(count))), st.data())
def test_putting_two_neighbours_right_never_lowers_an_order(
    order: list[int], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(order) - 2))
    first, second = sorted(order[place : place + 2])
    better = [*order[:place], first, second, *order[place + 2 :]]
    key = _key(*[100] * len(order))
    marks = [scoring.mark(Kind.ORDERING, key, one) for one in (better, order)]
    assert marks[0] >= marks[1]


@pytest.mark.parametrize("count", [3, 4, 5])
def test_an_order_by_chance_is_worth_little_and_turned_round_nothing(count: int) -> None:
    key = _key(*[100] * count)
    every = [
        scoring.mark(Kind.ORDERING, key, order) for order in itertools.permutations(range(count))
    ]
    assert sum(every) / len(every) < 28
    assert scoring.mark(Kind.ORDERING, key, list(range(count))[::-1]) == 0
    assert scoring.mark(Kind.ORDERING, key, []) == 0


@pytest.mark.parametrize(
    ("order", "mark"),
    [
        ([1, 0, 2, 3], 66.67),
        ([0, 2, 1, 3], 66.67),
        ([3, 0, 1, 2], 0),
        ([1, 2, 0], 0),
        ([0, 2, 1], 33.33),
    ],
)
def test_an_order_is_marked_by_its_pairs(order: list[int], mark: float) -> None:
    assert scoring.mark(Kind.ORDERING, _key(*[100] * len(order)), order) == mark


def test_a_number_without_bounds_is_every_number() -> None:
    key = [Answer(100, low=5, high=5), Answer(25)]
    assert scoring.mark(Kind.NUMBER, key, ["৫"]) == 100
    assert scoring.mark(Kind.NUMBER, key, ["6"]) == 25
    assert scoring.mark(Kind.NUMBER, key, ["six"]) == 0


@pytest.mark.parametrize(
    "choice", [[], [0], [0, 1, 2], [0, 4], [-1, 0], ["0", 1], [True, 0], [0, 1, 1]]
)
def test_a_pair_is_chosen_for_each_row_from_what_is_offered(choice: list[object]) -> None:
    assert not scoring.is_possible(Kind.MATCHING, _pairs(0, 1, more=2), choice)


@pytest.mark.parametrize("choice", [[], [0, 1], [0, 1, 1], [0, 1, 3], [2, 1, "0"], [0, 1, 2, 3]])
def test_an_order_names_each_step_once(choice: list[object]) -> None:
    assert not scoring.is_possible(Kind.ORDERING, _key(100, 100, 100), choice)


@pytest.mark.parametrize(
    ("kind", "choice"),
    [
        (Kind.ONE_OF, []),
        (Kind.ONE_OF, [0, 1]),
        (Kind.ONE_OF, [4]),
        (Kind.ONE_OF, [-1]),
        (Kind.ONE_OF, ["0"]),
        (Kind.ONE_OF, [True]),
        (Kind.SEVERAL_OF, [1, 1]),
        (Kind.SEVERAL_OF, []),
        (Kind.SHORT_ANSWER, [" "]),
        (Kind.SHORT_ANSWER, ["a" * 101]),
        (Kind.NUMBER, ["many"]),
    ],
)
def test_what_cannot_be_an_answer_is_not_taken(kind: Kind, choice: list[object]) -> None:
    assert not scoring.is_possible(kind, _key(100, 0, 0, 0), choice)


@pytest.mark.parametrize(
    ("kind", "choice"),
    [(Kind.TRUE_FALSE, [1]), (Kind.SEVERAL_OF, [3, 0]), (Kind.NUMBER, ["৭"])],
)
def test_what_can_be_an_answer_is_taken(kind: Kind, choice: list[object]) -> None:
    assert scoring.is_possible(kind, _key(100, 0, 0, 0), choice)
