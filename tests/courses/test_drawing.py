"""Drawing: random between attempts, the same within one."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from courses import drawing

NAMES = [f"question-{number}" for number in range(12)]


@given(st.text(min_size=1), st.permutations(NAMES))
def test_an_attempt_draws_the_same_whatever_the_order_of_the_bank(
    seed: str, names: list[str]
) -> None:
    assert drawing.drawn(seed, names, 8) == drawing.drawn(seed, NAMES, 8)


@given(st.text(min_size=1), st.integers(1, 12))
def test_a_draw_repeats_no_question(seed: str, count: int) -> None:
    assert len(set(drawing.drawn(seed, NAMES, count))) == count


@given(st.text(min_size=1), st.integers(1, 8))
def test_shuffling_loses_no_option(seed: str, count: int) -> None:
    assert sorted(drawing.shuffled(seed, "question", count)) == list(range(count))


def test_every_question_and_every_place_is_drawn_about_equally_often() -> None:
    seeds = [str(number) for number in range(1200)]
    asked = Counter(name for seed in seeds for name in drawing.drawn(seed, NAMES, 6))
    first = Counter(drawing.shuffled(seed, "question", 4)[0] for seed in seeds)
    assert all(500 < asked[name] < 700 for name in NAMES)
    assert all(230 < first[place] < 370 for place in range(4))


def test_two_attempts_draw_from_seeds_that_nobody_can_guess() -> None:
    assert len({drawing.new_seed() for _ in range(100)}) == 100
    assert len(drawing.new_seed()) == 32
