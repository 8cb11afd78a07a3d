"""The advice: whole in both languages, each line with its source."""

import re
from datetime import timedelta

import pytest

from portal.front.advice import FRESH, advice

LANGUAGES = ("bn", "en")
# Printed nowhere: the ministry's old line is dead.
DEAD = "09654333333"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_rests_on_a_source(language: str) -> None:
    told = advice(language)
    known = {source.id for source in told.sources}
    for part in (*told.hotlines, *told.situations):
        assert part.sources
        assert set(part.sources) <= known


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_left_empty(language: str) -> None:
    told = advice(language)
    assert all(line.shown and line.what for line in told.hotlines)
    assert all(one.title and all(one.lines) for one in told.situations)
    assert all(told.papers)


def test_both_languages_tell_the_same_number_of_things() -> None:
    bangla, english = advice("bn"), advice("en")
    assert [one.tel for one in bangla.hotlines] == [one.tel for one in english.hotlines]
    lengths = [[len(one.lines) for one in told.situations] for told in (bangla, english)]
    assert lengths[0] == lengths[1]
    assert len(bangla.papers) == len(english.papers)


def test_a_number_is_shown_in_bangla_digits_and_dialled_in_latin_ones() -> None:
    for line in advice("bn").hotlines:
        assert re.fullmatch(r"\+?[0-9]+", line.tel)
        assert re.fullmatch(r"\+?[০-৯ ]+", line.shown)


def test_a_number_inside_a_step_can_be_tapped() -> None:
    steps = {one.id: one.lines for one in advice("en").situations}
    pieces = [piece for line in steps["passport-taken"] for piece in line if piece.tel]
    assert ("+880 9610 102030", "+8809610102030") in [(one.text, one.tel) for one in pieces]
    assert ("16135", "16135") in [(one.text, one.tel) for one in pieces]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_count_is_no_number_to_call(language: str) -> None:
    numbers = {line.shown for line in advice(language).hotlines}
    for one in advice(language).situations:
        assert all(piece.text in numbers for line in one.lines for piece in line if piece.tel)


def test_the_dead_line_is_not_printed() -> None:
    assert all(DEAD not in line.tel for line in advice("en").hotlines)


def test_any_other_language_reads_english() -> None:
    assert advice("ar").papers == advice("en").papers


def test_advice_grows_stale_after_a_year() -> None:
    told = advice("bn")
    assert not told.is_stale(told.last_checked + FRESH)
    assert told.is_stale(told.last_checked + FRESH + timedelta(days=1))
