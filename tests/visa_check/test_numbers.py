"""Passport and visa numbers: typed anyhow, compared in one form."""

import json
from pathlib import Path

import pytest

from portal.people.passports import is_passport_number, masked, normal_number
from visa_check.passports import is_visa_number, masked_change

VECTORS = Path(__file__).parent.parent / "data" / "vectors" / "mrz" / "mrz_vectors.json"
SAMPLES = json.loads(VECTORS.read_text())["samples"]
PASSPORTS = [one["lines"][1][:9].rstrip("<") for one in SAMPLES if one["type"] == "TD3"]


@pytest.mark.parametrize("number", sorted(set(PASSPORTS)))
def test_the_numbers_of_real_passports_are_taken_as_they_are(number: str) -> None:
    assert normal_number(number) == number
    assert is_passport_number(number)


@pytest.mark.parametrize(
    "typed", ["a01234567", " A0123 4567", "A-01234567", "A০১২৩৪৫৬৭", "Ａ01234567"]
)
def test_a_passport_number_has_one_form(typed: str) -> None:
    assert normal_number(typed) == "A01234567"


@pytest.mark.parametrize("typed", ["", "A1", "ABCDEFGH", "A" * 10 + "1" * 10, "<<<<"])
def test_what_is_no_passport_number_is_refused(typed: str) -> None:
    assert not is_passport_number(normal_number(typed))


def test_a_visa_number_forgives_its_strokes() -> None:
    assert normal_number("201/2026/1234567") == "20120261234567"
    assert is_visa_number("20120261234567")
    assert not is_visa_number("ABC")


def test_only_the_end_of_a_number_is_shown() -> None:
    assert masked("A01234567") == "••••••567"
    assert masked("12") == "•••"


def test_a_change_shows_what_differs_and_no_more() -> None:
    assert masked_change("A01234567", "A01284567") == ("••••3•567", "••••8•567")
    assert masked_change("", "A01234567") == ("", "••••••567")
