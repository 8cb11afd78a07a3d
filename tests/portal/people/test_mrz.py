"""The machine readable zone of a passport: read strictly, or not at all."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.people.mrz import Unreadable, Zone, check_digit, read_zone

VECTORS = Path(__file__).parents[2] / "data" / "vectors" / "mrz" / "mrz_vectors.json"
SAMPLES = {one["id"]: one for one in json.loads(VECTORS.read_text())["samples"]}
# The digits of these are right, and the number cannot be one of Bangladesh.
BLIND = {"blindspot-0-A", "blindspot-0-U"}
GOOD = [
    name
    for name, one in SAMPLES.items()
    if one["type"] == "TD3" and one["valid"] and name not in BLIND
]
TODAY = date(2026, 11, 27)
EPASSPORT = SAMPLES["bgd-td3-epassport"]["lines"]


def read(name: str) -> Zone:
    """What a sample says."""
    return read_zone("\n".join(SAMPLES[name]["lines"]), TODAY)


@pytest.mark.parametrize("name", GOOD)
def test_every_good_sample_is_read(name: str) -> None:
    zone, expected = read(name), SAMPLES[name].get("expect", {})
    assert zone.number == expected.get("number", zone.number)
    assert zone.surname == expected.get("surname", zone.surname)
    assert zone.given == expected.get("given", zone.given)


@pytest.mark.parametrize("name", sorted(set(SAMPLES) - set(GOOD)))
def test_every_bad_or_other_sample_is_refused(name: str) -> None:
    with pytest.raises(Unreadable):
        read(name)


def test_name_and_days_are_read() -> None:
    zone = read("bgd-td3-epassport")
    assert (zone.name, zone.is_cut) == ("MD ABDUR RAHMAN", False)
    assert (zone.born_on, zone.expires_on) == (date(1998, 4, 12), date(2031, 9, 29))


def test_nobody_is_born_in_days_to_come() -> None:
    assert read("century-old").born_on == date(1930, 1, 1)
    assert read("bgd-td3-optcd-filler").born_on == date(2000, 2, 29)


def test_a_birth_day_that_the_passport_does_not_know_is_left_open() -> None:
    assert read("partial-dob-year-only").born_on is None


def test_a_name_without_room_is_said_to_be_cut() -> None:
    assert read("name-truncated").is_cut


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(EPASSPORT).lower(),
        " ".join(EPASSPORT),
        "\u200b" + "\r\n".join(EPASSPORT),
        "".join(EPASSPORT).replace("<<", "\u00ab"),
        "\n".join(EPASSPORT).translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")),
    ],
    ids=["small", "one-line", "hidden-marks", "guillemets", "bangla-digits"],
)
def test_lines_may_be_typed_as_phones_type_them(text: str) -> None:
    assert read_zone(text, TODAY) == read("bgd-td3-epassport")


@pytest.mark.parametrize("text", ["", "<" * 88, "P" * 88, "١" * 88, "P<BGD\0" * 15, "A" * 100_000])
def test_what_is_no_zone_is_refused(text: str) -> None:
    with pytest.raises(Unreadable):
        read_zone(text, TODAY)


@given(st.text(max_size=120) | st.text("P<BGD0123456789", min_size=88, max_size=88))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        zone = read_zone(text, TODAY)
    except Unreadable:
        return
    assert len(zone.number) <= 9


@given(place=st.integers(0, 43), mark=st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<"))
def test_one_wrong_digit_or_letter_in_the_second_line_is_found(place: int, mark: str) -> None:
    line = EPASSPORT[1]
    changed = line[:place] + mark + line[place + 1 :]
    # Nationality and sex have no check digit, and some signs have the same value.
    if (
        changed == line
        or place in {10, 11, 12, 20}
        or check_digit(mark) == check_digit(line[place])
    ):
        return
    with pytest.raises(Unreadable):
        read_zone(f"{EPASSPORT[0]}\n{changed}", TODAY)
