"""Typed answers: what looks the same to a reader is the same, in every script."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses import typed

BANGLA = "অআইঈউকখগঘচছজটডতথদধনপবভমযরলশষসহংঃঁািীুূেৈোৌ্ৎ"
SIGNS = " -.,;:?!'\"“”()।"
clusters = ["\u09df", "\u09dc", "\u09dd", "য\u09bc", "ড\u09bc", "ঢ\u09bc", "ত্\u200d", "ে\u09be"]
letters = st.lists(
    st.sampled_from([*BANGLA, *SIGNS, *clusters]) | st.characters(codec="utf-8"), max_size=20
).map("".join)
DIGITS = ["0123456789", "০১২৩৪৫৬৭৮৯", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९"]


@given(letters)
def test_a_text_made_even_stays_so(text: str) -> None:
    assert typed.even(typed.even(text)) == typed.even(text)


@given(letters, st.sampled_from(["NFC", "NFD"]))
def test_how_a_letter_is_put_together_does_not_count(text: str, form: str) -> None:
    assert typed.even(unicodedata.normalize(form, text)) == typed.even(text)


@given(
    letters, st.sampled_from(["\u200d", "\u200c", "\ufeff", "\u200e", "\u00ad"]), st.integers(0, 20)
)
def test_what_nobody_sees_does_not_count(text: str, mark: str, place: int) -> None:
    text = unicodedata.normalize("NFC", text)
    assert typed.even(text[:place] + mark + text[place:]) == typed.even(text)


@given(st.text(st.sampled_from(BANGLA + " "), max_size=20), st.integers(0, 20))
def test_spaces_do_not_count_between_words(text: str, place: int) -> None:
    assert typed.even(text[:place] + " " + text[place:]) == typed.even(text)


@given(st.text(st.sampled_from("0123456789 ক"), max_size=12), st.sampled_from(DIGITS))
def test_the_script_of_digits_does_not_count(text: str, digits: str) -> None:
    assert typed.even(text.translate(str.maketrans("0123456789", digits))) == typed.even(text)


@given(letters)
def test_a_text_is_the_same_as_itself_in_any_case(text: str) -> None:
    plain = text.replace("*", "").replace("\\", "")
    if plain.strip():
        assert typed.same(plain, plain)
        assert typed.same(plain.casefold(), plain)


@pytest.mark.parametrize(
    ("given_text", "wanted"),
    [
        ("\u09df", "\u09af\u09bc"),
        ("পড়া", "পড\u09bcা"),
        ("আষা\u09dd", "আষাঢ\u09bc"),
        ("উৎস", "উত্\u200dস"),
        ("কলসেন্টার", "কল সেন্টার"),
        ("কল-সেন্টার", "কল সেন্টার"),
        ("র‌্যাব", "র্যাব"),
        ("১৬১৩৫", "16135"),
        ("  DHAKA. ", "Dhaka"),
        ("“ঢাকা”", "ঢাকা।"),
        ("জেলা অফিস।", "জেলা অফিস"),
        ("1,65,000 টাকা", "১৬৫০০০ টাকা"),
        ("don’t", "don't"),
        ("Straße", "STRASSE"),
        ("−5", "-5"),
        ("3.5", "৩.৫"),
        ("10:30", "১০:৩০"),
    ],
)
def test_what_means_the_same_is_the_same(given_text: str, wanted: str) -> None:
    assert typed.same(given_text, wanted)
    assert typed.same(wanted, given_text)


@pytest.mark.parametrize(
    ("given_text", "wanted"),
    [
        ("কম", "ক"),
        ("5", "-5"),
        ("35", "3.5"),
        ("5 10", "510"),
        ("পড়া", "পরা"),
        ("?", "!"),
        ("", "a"),
        ("+", "-"),
    ],
)
def test_what_means_something_else_is_not_the_same(given_text: str, wanted: str) -> None:
    assert not typed.same(given_text, wanted)


def test_a_star_stands_for_anything_and_behind_a_backslash_for_itself() -> None:
    assert typed.same("the DEMO office", "*demo*")
    assert typed.same("জেলা কর্মসংস্থান অফিস", "জেলা*অফিস")
    assert not typed.same("the bank", "*demo*")
    assert typed.same("abcabc", "a*b*c")
    assert not typed.same("ab", "ab*b")
    assert not typed.same("a" * 99, "a*" * 60 + "b")
    assert typed.same("5*3", "5\\*3")
    assert not typed.same("5x3", "5\\*3")


@given(st.integers(-(10**12), 10**12), st.sampled_from(DIGITS))
def test_a_whole_number_is_read_in_any_digits(value: int, digits: str) -> None:
    assert typed.number(str(value).translate(str.maketrans("0123456789", digits))) == value


@given(st.integers(0, 10**12))
def test_a_number_is_read_with_either_kind_of_commas(value: int) -> None:
    head, tail = str(value)[:-3], str(value)[-3:]
    lakhs = [head[max(0, at - 2) : at] for at in range(len(head), 0, -2)][::-1]
    assert typed.number(",".join([*lakhs, tail])) == value
    assert typed.number(f"{value:,}") == value


@given(st.decimals(-(10**6), 10**6, places=3))
def test_a_number_with_a_point_is_read(value: object) -> None:
    assert typed.number(str(value)) == float(str(value))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 65 000", 165000),
        ("৩.৫", 3.5),
        ("٣٫٥", 3.5),
        ("١٬٠٠٠", 1000),
        ("−৭", -7),
        ("+5", 5),
        ("7.", 7),
        (".5", 0.5),
        ("\u200e12\u200f", 12),
        ("1e3", 1000),
    ],
)
def test_a_number_is_read_as_people_write_it(text: str, value: float) -> None:
    assert typed.number(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "many",
        "nan",
        "inf",
        "1_0",
        "3,5",
        "12,34",
        ",5",
        "1,,000",
        "1.2.3",
        "--5",
        "5-",
        ".",
    ]
    + ["১২ দিন", "1e999", "5,00", "٣٫٥٫١", "½"],
)
def test_what_is_no_clear_number_is_none(text: str) -> None:
    assert typed.number(text) is None
