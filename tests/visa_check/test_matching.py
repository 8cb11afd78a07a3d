"""Names: what is forgiven, what is near, what is told apart."""

import pytest

from visa_check.matching import NEAR, differences, grams, is_same, read_name, score
from visa_check.transliteration import sound, to_latin

NAME = "Al-Namuna Trade International Ltd."


@pytest.mark.parametrize(
    "typed",
    [
        "al namuna trade international",
        "AL-NAMUNA TRADE INTERNATIONAL LTD",
        "M/S Al Namuna Trade Intl",
        "m/s. al-namuna trade int'l (pvt.) limited",
        "Al\u2013Namuna  Trade\u200b International",
    ],
)
def test_the_way_a_name_is_written_does_not_matter(typed: str) -> None:
    assert is_same(read_name(typed), read_name(NAME))


@pytest.mark.parametrize(
    "typed", ["Al-Namuna Traders International", "Al-Namona Trade International", "Al-Namuna Trade"]
)
def test_another_name_is_near_but_never_the_same(typed: str) -> None:
    asked, known = read_name(typed), read_name(NAME)
    assert not is_same(asked, known)
    assert NEAR <= score(asked, known) < 1


@pytest.mark.parametrize(
    ("typed", "registered"),
    [
        ("S R Dream", "S.R. Dream Ltd."),
        ("এস আর ড্রিম", "S.R. Dream Ltd."),
        ("৭৮৬ ওভারসীজ", "786 Overseas"),
        ("Seven Star Travels", "7-Star Travels"),
        ("G9 International", "G-Nine International"),
        ("1st Choice", "First Choice Ltd."),
    ],
)
def test_initials_and_numbers_are_one_name_however_written(typed: str, registered: str) -> None:
    assert is_same(read_name(typed), read_name(registered))


@pytest.mark.parametrize(
    ("typed", "registered"), [("R S Dream", "S.R. Dream"), ("8 Star Travels", "7 Star Travels")]
)
def test_other_initials_and_numbers_are_another_name(typed: str, registered: str) -> None:
    assert not is_same(read_name(typed), read_name(registered))


@pytest.mark.parametrize(
    ("typed", "registered"),
    [
        ("নমুনা পদ্মা ওভারসিজ", "Namuna Padma Overseas"),
        ("সিলভার লাইন এসোসিয়েট", "Silver Line Associate"),
        ("হাইওয়ে ইন্টারন্যাশনাল", "Highway International"),
        ("কিউপিড ট্রেডার্স", "Cupid Traders"),
    ],
)
def test_a_name_in_bangla_letters_is_near_its_latin_one(typed: str, registered: str) -> None:
    assert score(read_name(typed), read_name(registered)) >= 0.8


def test_decomposed_letters_are_the_same_letters() -> None:
    assert is_same(read_name("মাওয়া"), read_name("মাও\u09af\u09bcা"))


def test_words_that_all_have_do_not_make_names_near() -> None:
    one, other = read_name("Doel International Ltd."), read_name("Shimul International Ltd.")
    assert score(one, other) < NEAR


def test_an_empty_name_is_like_nothing() -> None:
    assert not is_same(read_name(" . "), read_name("-"))
    assert score(read_name(""), read_name(NAME)) == 0


def test_the_difference_is_told_word_by_word() -> None:
    told = differences("cupid trader", "Cupid Traders Ltd.")
    assert told == [("trader", "Traders Ltd.")]


def test_letters_that_sound_alike_are_one() -> None:
    assert sound("cupid") == sound("kiupid") == "kpd"
    assert to_latin("পদ্মা") == "padma" or sound(to_latin("পদ্মা")) == sound("padma")


def test_runs_mark_begin_and_end() -> None:
    assert grams(["ab"]) == {"^ab", "ab$"}
