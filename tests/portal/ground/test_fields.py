"""Days and counts as people type them."""

from datetime import date

import pytest
from flask import Flask

from portal.ground.dates import read_date
from portal.ground.fields import CountField
from portal.ground.forms import Form


class SeatsForm(Form):
    """A form with a count."""

    seats = CountField("Seats", least=1, most=200, is_needed=True)


@pytest.mark.parametrize(
    "text",
    [
        "1998-04-12",
        "12/04/1998",
        "12/4/1998",
        "12-Apr-1998",
        "12 April 1998",
        "১২/০৪/১৯৯৮",
        "12.04.1998",
    ],
)
def test_a_day_is_read_in_every_way_of_writing(text: str) -> None:
    assert read_date(text) == date(1998, 4, 12)


@pytest.mark.parametrize(
    "text", ["", "31/02/2000", "04/31/1998", "98-04-12", "12/04/98", "soon", "1-1-0001"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("40", 40), ("৪০", 40), (" ٤٠ ", 40), ("200", 200), ("0", None), ("201", None)]
    + [(text, None) for text in ("", "-4", "4.5", "forty", "½", "9" * 5000)],
)
def test_a_count_is_read_in_any_digits_and_within_its_range(
    app: Flask, text: str, value: int | None
) -> None:
    with app.test_request_context(method="POST", data={"seats": text}):
        form = SeatsForm()
        assert form.validate() is (value is not None)
        assert form.seats.value == value
