"""Lines for machines: read leniently, and what is wrong in them is named."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.people.mrz import check_digit
from tests.make.warnings import clean_case, codes, passport_zone, visa_zone
from visa_check.warnings import Code, warn
from visa_check.zones import Part, looks_same, one_form, read_zone

VECTORS = Path(__file__).parents[2] / "data" / "vectors" / "mrz" / "mrz_vectors.json"
SAMPLES = {one["id"]: one for one in json.loads(VECTORS.read_text())["samples"]}
KINDS = {"MRVA": "MRV-A", "TD3": "TD3"}
READ = [name for name, one in SAMPLES.items() if one["type"] in KINDS and name != "bad-length-43"]
SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<"
# Where the check digits of both kinds look: number, birth, expiry with their digits.
GUARDED = [*range(10), *range(13, 20), *range(21, 28)]
CLEAN = clean_case()


@pytest.mark.parametrize("name", READ)
def test_every_sample_is_read_and_its_digits_are_judged(name: str) -> None:
    sample = SAMPLES[name]
    zone = read_zone("\n".join(sample["lines"]))
    assert zone is not None
    assert zone.kind == KINDS[sample["type"]]
    assert (zone.wrong == ()) is sample["valid"]


@pytest.mark.parametrize("name", sorted(set(SAMPLES) - set(READ)))
def test_lines_of_another_size_are_none(name: str) -> None:
    assert read_zone("\n".join(SAMPLES[name]["lines"])) is None


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("bad-docno-cd", {Part.NUMBER, Part.WHOLE}),
        ("bad-exp-cd", {Part.EXPIRY, Part.WHOLE}),
        ("bad-composite", {Part.WHOLE}),
        ("mrva-bad-docno", {Part.NUMBER}),
    ],
)
def test_what_is_wrong_is_named(name: str, parts: set[Part]) -> None:
    zone = read_zone("\n".join(SAMPLES[name]["lines"]))
    assert zone is not None
    assert set(zone.wrong) == parts


@pytest.mark.parametrize("text", ["", "<", "V<SAU", "ভিসা", "P" * 88 + "<", "X<" * 44, "P<" * 4000])
def test_other_texts_are_no_zone(text: str) -> None:
    assert one_form(text) is None


@pytest.mark.parametrize("length", [44, 36], ids=["MRV-A", "MRV-B"])
def test_the_zones_of_a_clean_case_are_clean(length: int) -> None:
    zones = {"visa_zone": visa_zone(CLEAN, length), "passport_zone": passport_zone(CLEAN)}
    assert codes(clean_case(**zones)) == set()


def test_spaces_small_letters_and_bangla_digits_are_forgiven() -> None:
    typed = visa_zone(CLEAN).lower().replace("<<", "« ").replace("1", "১")
    assert codes(clean_case(visa_zone=typed)) == set()


@given(st.sampled_from(GUARDED), st.sampled_from(SIGNS), st.sampled_from([44, 36]))
def test_a_changed_sign_is_found_unless_its_digit_is_the_same(
    place: int, sign: str, length: int
) -> None:
    first, second = visa_zone(CLEAN, length).split("\n")
    changed = clean_case(visa_zone=f"{first}\n{second[:place]}{sign}{second[place + 1 :]}")
    if sign == second[place]:
        assert codes(changed) == set()
    elif place in {9, 19, 27} or check_digit(sign) != check_digit(second[place]):
        assert Code.ZONE_DIGITS in codes(changed)
    elif place < 9:
        # No digit tells them apart: the eye must.
        assert codes(changed) == {Code.ZONE_EYE}
    else:
        # A filler stands for a day that nobody knows.
        assert codes(changed) == (set() if sign == "<" else {Code.ZONE_DIFFERS})


@pytest.mark.parametrize("name", ["blindspot-0-A", "blindspot-0-U"])
def test_a_number_that_no_passport_of_bangladesh_has_asks_the_eye(name: str) -> None:
    case = clean_case(
        passport_number="BX0123456",
        born_on=None,
        passport_expires_on=None,
        passport_zone="\n".join(SAMPLES[name]["lines"]),
    )
    assert codes(case) == {Code.ZONE_EYE}


@pytest.mark.parametrize(
    ("changes", "parts"),
    [
        ({"passport_number": "A09999999"}, ["number"]),
        ({"born_on": CLEAN.issued_on}, ["birth"]),
        ({"passport_expires_on": CLEAN.issued_on}, ["expiry"]),
    ],
)
def test_what_the_zone_says_otherwise_than_the_paper_is_named(
    changes: dict[str, object], parts: list[str]
) -> None:
    case = clean_case(passport_zone=passport_zone(CLEAN), **changes)
    told = [one.values for one in warn(case) if one.code is Code.ZONE_DIFFERS]
    assert told == [{"zone": "passport", "parts": parts}]


def test_the_zone_of_a_visa_may_carry_the_passports_number() -> None:
    zone = visa_zone(clean_case(visa_number="A01234567"))
    assert codes(clean_case(visa_zone=zone)) == set()


def test_a_passports_lines_are_no_visas_lines() -> None:
    swapped = clean_case(visa_zone=passport_zone(CLEAN), passport_zone=visa_zone(CLEAN))
    found = [(one.code, one.values["zone"]) for one in warn(swapped)]
    assert found == [(Code.ZONE_UNREADABLE, "visa"), (Code.ZONE_UNREADABLE, "passport")]


def test_days_that_the_passport_does_not_know_are_open() -> None:
    zone = "\n".join(SAMPLES["partial-dob-year-only"]["lines"])
    case = clean_case(
        passport_number="A34567890",
        born_on=date(1970, 4, 12),
        passport_expires_on=None,
        passport_zone=zone,
    )
    assert codes(case) == set()


@given(st.text(SIGNS, min_size=1, max_size=9))
def test_a_number_looks_like_itself(number: str) -> None:
    assert looks_same(number, number)
    assert not looks_same(number, number + "1")
