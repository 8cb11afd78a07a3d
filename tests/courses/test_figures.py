"""What the counts say about a question is what reading every answer one by one would say."""

import statistics
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses import scoring
from courses.figures import ENOUGH_TO_TELL, Figures, Finding, Same, figures
from courses.questions import Kind
from courses.scoring import Answer

# Of five questions, so that marks of 50 come to whole points.
ASKED = 5
ONE_OF = [Answer(100.0), Answer(0.0), Answer(0.0), Answer(0.0)]
SEVERAL_OF = [Answer(50.0), Answer(50.0), Answer(-50.0), Answer(-50.0)]
# A person's answer to the question, and the marks of the four others of the test.
CHOICES = st.sampled_from([[0], [1], [2]])
SEVERAL = st.sampled_from([[0], [0, 1], [0, 2], [2], [1], [0, 1, 3]])
OTHERS = st.lists(st.sampled_from([0, 100]), min_size=ASKED - 1, max_size=ASKED - 1)


def grouped(kind: Kind, key: list[Answer], tests: list[tuple[list[int], list[int]]]) -> list[Same]:
    """The tests as the database counts them: a group for each answer, with whole points."""
    groups: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for choice, others in tests:
        marks = [scoring.mark(kind, key, choice), *map(float, others)]
        groups[tuple(choice)].append(scoring.result(marks, 50).score)
    return [
        Same(choice, len(points), sum(points), sum(point * point for point in points))
        for choice, points in groups.items()
    ]


@given(st.lists(st.tuples(CHOICES, OTHERS), min_size=1, max_size=60))
def test_shares_and_options_are_those_of_the_single_answers(
    tests: list[tuple[list[int], list[int]]],
) -> None:
    found = figures(Kind.ONE_OF, ONE_OF, ASKED, grouped(Kind.ONE_OF, ONE_OF, tests))
    chosen = [choice[0] for choice, _others in tests]
    assert (found.answers, found.right) == (len(tests), chosen.count(0))
    assert found.share_right + found.share_wrong == 100
    assert [option.taken for option in found.options] == [chosen.count(place) for place in range(4)]
    assert {option.place for option in found.never} == {1, 2, 3} - set(chosen)
    assert {option.place for option in found.misleading} == {
        place for place in (1, 2) if chosen.count(place) > chosen.count(0)
    }


@pytest.mark.parametrize(
    ("kind", "key", "choices"),
    [(Kind.ONE_OF, ONE_OF, CHOICES), (Kind.SEVERAL_OF, SEVERAL_OF, SEVERAL)],
    ids=["one-of", "several-of"],
)
def test_how_well_it_tells_apart_is_the_correlation_with_the_rest(
    kind: Kind, key: list[Answer], choices: st.SearchStrategy[list[int]]
) -> None:
    @given(st.lists(st.tuples(choices, OTHERS), min_size=ENOUGH_TO_TELL, max_size=60))
    def check(tests: list[tuple[list[int], list[int]]]) -> None:
        found = figures(kind, key, ASKED, grouped(kind, key, tests))
        marks = [scoring.mark(kind, key, choice) for choice, _others in tests]
        rest = [sum(others) for _choice, others in tests]
        if len(set(marks)) == 1 or len(set(rest)) == 1:
            assert found.tells is None
        else:
            assert found.tells == pytest.approx(100 * statistics.correlation(marks, rest), abs=0.51)

    check()


def _found(right: int, wrong: int, tells: int | None = 50) -> Figures:
    return Figures(right + wrong, right, tells, ())


@pytest.mark.parametrize(
    ("right", "wrong", "tells", "findings"),
    [
        (29, 71, 50, [Finding.HARD]),
        (30, 70, 50, []),
        (90, 10, 50, []),
        (91, 9, 50, [Finding.EASY]),
        (50, 50, 24, [Finding.TELLS_LITTLE]),
        (50, 50, 25, []),
        (50, 50, None, []),
        (10, 90, -5, [Finding.HARD, Finding.TELLS_LITTLE]),
    ],
)
def test_what_stands_out_follows_the_bounds(
    right: int, wrong: int, tells: int | None, findings: list[Finding]
) -> None:
    assert _found(right, wrong, tells).findings == findings


def test_few_answers_say_nothing_about_telling_apart() -> None:
    tests = [([0], [100, 100, 100, 100]), ([1], [0, 0, 0, 0])]
    some, enough = (grouped(Kind.ONE_OF, ONE_OF, tests * times) for times in (9, 10))
    assert figures(Kind.ONE_OF, ONE_OF, ASKED, some).tells is None
    assert figures(Kind.ONE_OF, ONE_OF, ASKED, enough).tells == 100


def test_a_question_that_all_know_tells_nobody_apart_and_is_easy() -> None:
    tests = [([0], [100, 0, 0, 0]), ([0], [0, 0, 0, 0])] * 20
    found = figures(Kind.ONE_OF, ONE_OF, ASKED, grouped(Kind.ONE_OF, ONE_OF, tests))
    assert (found.tells, found.findings) == (None, [Finding.EASY])


@pytest.mark.parametrize("kind", [Kind.SHORT_ANSWER, Kind.NUMBER, Kind.MATCHING, Kind.ORDERING])
def test_what_is_not_chosen_has_no_options(kind: Kind) -> None:
    key = [Answer(100.0, ("dhaka",), 1.0, 1.0, 0), Answer(100.0, ("cumilla",), 2.0, 2.0, 1)]
    choice = ["1"] if kind.is_typed else [1, 0]
    found = figures(kind, key, ASKED, [Same(choice, 7, 350, 17500)])
    assert (found.answers, found.options, found.never, found.misleading) == (7, (), [], [])


def test_a_test_of_one_question_has_no_rest() -> None:
    tests = [Same([0], 15, 1500, 150000), Same([1], 15, 0, 0)]
    assert figures(Kind.ONE_OF, ONE_OF, 1, tests).tells is None
