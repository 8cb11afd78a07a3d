"""Phone numbers in the spellings that people use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.people import phones


@pytest.mark.parametrize(
    "typed",
    [
        "01712345678",
        "+8801712345678",
        "8801712345678",
        "008801712345678",
        "1712345678",
        "০১৭১২৩৪৫৬৭৮",
        "০১৭১২-৩৪৫৬৭৮",
        " 017 1234 5678 ",
        "(0)1712.345678",
        "\u200e01712345678",
    ],
)
def test_a_bangladeshi_number_has_one_form(typed: str) -> None:
    assert phones.normalise(typed) == "+8801712345678"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("+966 50 123 4567", "+966501234567"),
        ("00971501234567", "+971501234567"),
        ("+60123456789", "+60123456789"),
        ("+٩٦٦٥٠١٢٣٤٥٦٧", "+966501234567"),
    ],
)
def test_a_foreign_number_is_taken_with_its_country(typed: str, number: str) -> None:
    assert phones.normalise(typed) == number


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "0",
        "999",
        "01212345678",
        "0171234567",
        "017123456789",
        "+880212345678",
        "+0123456789",
        "+1",
        "+12345678901234567",
        "01712345678\nBcc: x",
        "01712345678;+8801812345678",
        "phone",
        "+88O1712345678",
    ],
)
def test_what_no_sms_reaches_is_refused(typed: str) -> None:
    with pytest.raises(phones.BadPhone):
        phones.normalise(typed)


@given(st.text(max_size=40))
def test_whatever_is_typed_gives_a_clean_number_or_a_refusal(typed: str) -> None:
    try:
        number = phones.normalise(typed)
    except phones.BadPhone:
        return
    assert number[0] == "+"
    assert number[1:].isascii()
    assert number[1:].isdigit()
    assert phones.normalise(number) == number


def test_a_masked_number_hides_its_middle() -> None:
    assert phones.masked("+8801712345678") == "+88017••••678"
