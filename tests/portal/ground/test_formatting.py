"""Days and moments in words: in the language of the page, and on the day that it is in Dhaka."""

from datetime import UTC, date, datetime

import pytest
from flask import Flask
from flask_babel import force_locale

from portal.ground.formatting import day, moment

LATE = datetime(2026, 11, 27, 19, 30, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("code", "words"),
    [("bn", "২৭ নভেম্বর ২০২৬"), ("en", "27 November 2026"), ("ar", "٢٧ نوفمبر ٢٠٢٦")],
)
def test_a_day_is_written_in_the_language_of_the_page(app: Flask, code: str, words: str) -> None:
    with force_locale(code):
        assert day(date(2026, 11, 27)) == words


def test_a_moment_is_told_as_in_dhaka(app: Flask) -> None:
    with force_locale("en"):
        assert moment(LATE) == "28 November 2026, 01:30"
        assert day(LATE) == "28 November 2026"
    with force_locale("bn"):
        assert moment(LATE) == "২৮ নভেম্বর ২০২৬, ০১:৩০"
