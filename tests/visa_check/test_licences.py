"""Licence numbers: one number, however it is typed."""

import pytest

from visa_check.licences import read_licence, show_licence


@pytest.mark.parametrize(
    "typed",
    [
        "আরএল ১১",
        "rl 11",
        "RL-0011",
        "0011",
        "11",
        "RL0011",
        "R.L. No. 11",
        "আর.এল. নং ০০১১",
        "আর এল-১১",
        "লাইসেন্স নম্বর: ১১",
        "Licence no 0011",
        "(০০১১)",
        "٠٠١١",
        "  rl\u00a011 ",
        "RL\u20110011",
        "আরএল\u200c ১১",
        "ＲＬ－００１１",
    ],
)
def test_every_spelling_is_the_same_number(typed: str) -> None:
    assert read_licence(typed) == 11


@pytest.mark.parametrize(
    "typed", ["", "0", "0000", "123456", "rl", "cupid 11", "11 cupid", "11a", "1 1"]
)
def test_what_is_no_licence_is_none(typed: str) -> None:
    assert read_licence(typed) is None


def test_a_very_long_text_is_no_licence() -> None:
    assert read_licence("(" * 100 + "11") is None


@pytest.mark.parametrize(
    ("number", "shown"), [(11, "RL-0011"), (1963, "RL-1963"), (90001, "RL-90001")]
)
def test_a_licence_is_shown_with_at_least_four_digits(number: int, shown: str) -> None:
    assert show_licence(number) == shown
    assert read_licence(shown) == number
