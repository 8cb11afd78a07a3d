"""GIFT written and read again: nothing of a bank is lost, whatever stands in it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses import gift
from courses.questions import Format, Kind, Option, Question, Text
from tests.courses.test_gift import VECTORS

# Letters of our languages, right to left, joiners, and every sign that means something in GIFT.
NASTY = [
    *(
        "=",
        "~",
        "#",
        "{",
        "}",
        ":",
        "\\",
        "\n",
        "n",
        "%",
        "%50%",
        "->",
        "//",
        "::",
        "####",
        "_____",
    ),
    *("[html]", "[markdown]", "[plain]", "[moodle]", "$CATEGORY:", "T", "TRUE", "F", ">", ">3 ALL"),
    *("\\n", "\\=", "\\\\", "]", "[tag:x]", "1..5", "1:2", "*", "&&058;", "<b>", "&amp;", "\t"),
    *("য়", "য\u09bc", "ক্ষ", "\u200d", "\u200c", "مرحبا", "\u202e", "৫", "😀", "\u00a0", "\ue000"),
]
letters = st.text(min_size=1, max_size=6)
words = (
    st.lists(st.one_of(st.sampled_from(NASTY), letters, st.just(" ")), min_size=1, max_size=8)
    .map(lambda parts: "".join(parts).replace("\r", "").strip())
    .filter(str.strip)
)
formats = st.sampled_from(Format)
texts = st.builds(Text, words, formats)
told = st.none() | texts
weights = st.sampled_from([0.0, 100.0, 50.0, -50.0, 33.33333, -100.0, 5.0, 1e-05])
positive = st.sampled_from([100.0, 50.0, 33.33333])


def _option(weight: st.SearchStrategy[float]) -> st.SearchStrategy[Option]:
    return st.builds(Option, texts, weight, told)


def _with_one(
    right: st.SearchStrategy[Option], others: st.SearchStrategy[Option], least: int
) -> st.SearchStrategy[tuple[Option, ...]]:
    """Options of which at least one is right, at any place."""
    lists = st.tuples(right, st.lists(others, min_size=least, max_size=4), st.integers(0, 4))
    return lists.map(lambda one: (*one[1][: one[2]], one[0], *one[1][one[2] :]))


@st.composite
def _true_false(draw: st.DrawFn) -> tuple[Option, ...]:
    is_true = draw(st.booleans())
    true, false = (100.0, 0.0) if is_true else (0.0, 100.0)
    return Option(Text("true"), true, draw(told)), Option(Text("false"), false, draw(told))


@st.composite
def _number(draw: st.DrawFn) -> Option:
    value = draw(st.integers(-(10**9), 10**9))
    slack = draw(st.integers(0, 100))
    written, low, high = draw(
        st.sampled_from(
            [
                (f"{value}", value, value),
                (f"{value}:{slack}", value - slack, value + slack),
                (f"{value}..{value + slack}", value, value + slack),
            ]
        )
    )
    weight = draw(positive)
    return Option(Text(written, Format.PLAIN), weight, draw(told), float(low), float(high))


@st.composite
def _numbers(draw: st.DrawFn) -> tuple[Option, ...]:
    found = draw(st.lists(_number(), min_size=1, max_size=3))
    rest = Option(Text("*", Format.PLAIN), 0.0, draw(told))
    return (*found, rest) if draw(st.booleans()) else tuple(found)


def _no_arrow(text: Text) -> bool:
    return "->" not in text.words


one_line = words.map(lambda text: text.replace("\n", " ").strip()).filter(str.strip)
pairs = st.builds(Option, texts.filter(_no_arrow), st.just(100.0), told, match=words)
extras = st.builds(Option, st.builds(Text, st.just(""), formats), st.just(0.0), told, match=words)
wrong = _option(weights.filter(lambda weight: weight != 100))
OPTIONS = {
    Kind.ONE_OF: _with_one(_option(st.just(100.0)), wrong, 1),
    Kind.SEVERAL_OF: _with_one(_option(positive), _option(weights), 1),
    Kind.TRUE_FALSE: _true_false(),
    Kind.SHORT_ANSWER: _with_one(
        st.builds(Option, texts.filter(_no_arrow), positive, told),
        st.builds(Option, texts.filter(_no_arrow), weights, told),
        0,
    ),
    Kind.NUMBER: _numbers(),
    Kind.MATCHING: st.tuples(
        st.lists(pairs, min_size=2, max_size=4), st.lists(extras, max_size=2)
    ).map(lambda both: (*both[0], *both[1])),
    Kind.ORDERING: st.lists(_option(st.just(100.0)), min_size=2, max_size=5).map(tuple),
    Kind.ESSAY: st.just(()),
    Kind.DESCRIPTION: st.just(()),
}


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """A question of any kind, with anything in it that GIFT can say."""
    kind = draw(st.sampled_from(Kind))
    stem = draw(texts)
    options = draw(OPTIONS[kind])
    if kind is Kind.MATCHING:
        # An empty left side takes the format of its question.
        empty = Text("", stem.format)
        options = tuple(
            Option(one.text if one.text.words else empty, one.weight, one.feedback, match=one.match)
            for one in options
        )
    return Question(
        title=draw(st.just("") | words),
        kind=kind,
        stem=stem,
        options=options,
        feedback=None if kind is Kind.DESCRIPTION else draw(told),
        category=draw(st.just("") | words),
        id=draw(st.just("") | one_line),
        tags=tuple(draw(st.lists(one_line, max_size=2))),
    )


@given(st.lists(questions(), max_size=2))
def test_a_bank_that_is_written_and_read_again_is_the_same(bank: list[Question]) -> None:
    again = gift.read(gift.write(bank))
    assert not again.faults
    assert list(again.questions) == bank


@pytest.mark.parametrize("path", VECTORS, ids=lambda path: path.stem)
def test_a_vector_that_is_written_and_read_again_is_the_same(path: Path) -> None:
    bank = gift.read(path.read_text("utf-8"))
    again = gift.read(gift.write(bank.questions))
    assert not again.faults
    assert again.questions == bank.questions


@given(st.text(max_size=60) | st.lists(st.sampled_from(NASTY), max_size=30).map("".join))
def test_whatever_is_read_is_read_again_the_same(text: str) -> None:
    bank = gift.read(text)
    again = gift.read(gift.write(bank.questions))
    assert not again.faults
    assert again.questions == bank.questions


@given(st.lists(st.sampled_from([*NASTY, "{", "}", "\n\n", "::a::", "=b", "~c"]), max_size=40))
def test_no_file_breaks_the_reader_and_each_fault_has_its_line(parts: list[str]) -> None:
    text = "".join(parts)
    bank = gift.read(text)
    lines = text.count("\n") + 1
    assert all(1 <= fault.line <= lines and fault.message for fault in bank.faults)
    assert all(1 <= question.line <= lines for question in bank.questions)


@given(questions())
def test_a_question_is_written_so_that_moodle_can_read_it(question: Question) -> None:
    """No unescaped sign in a word, no blank line, no comment, no line that begins a category."""
    text = gift.write([question])
    body = text.partition("\n\n")[2] if text.startswith("$CATEGORY") else text
    assert "\n\n" not in body.strip("\n")
    assert not any(line.startswith("$CATEGORY:") for line in body.split("\n"))
    commented = [line for line in body.split("\n") if line.lstrip().startswith("//")]
    assert len(commented) == bool(question.id or question.tags)


def test_a_bank_is_written_to_be_read_by_people() -> None:
    text = gift.write(
        gift.read(
            "$CATEGORY: visa\n\n::a::[markdown]*Who?*{=Me#yes ~%-50%You####All.}\n\n"
            "::b::Sun{F#no#yes}\n\n::c::How many?{#=5:1 ~#no}\n\n::d::Pairs{=a->b =c->d =->e}\n\n"
            "::e::Order{>a~b~c}\n\n// [id:7]\nWords\n\nWhy?{}"
        ).questions
    )
    assert text == (
        "$CATEGORY: visa\n\n"
        "::a::[markdown]*Who?*{\n\t=Me#yes\n\t~%-50%You\n\t####All.\n}\n\n"
        "::b::Sun{FALSE#no#yes}\n\n"
        "::c::How many?{#\n\t=5:1\n\t~#no\n}\n\n"
        "::d::Pairs{\n\t=a -> b\n\t=c -> d\n\t= -> e\n}\n\n"
        "::e::Order{>\n\ta\n\t~ b\n\t~ c\n}\n\n"
        "// [id:7]\nWords\n\n"
        "Why?{}\n"
    )


def test_an_arrow_on_the_left_of_a_pair_is_refused_rather_than_misread() -> None:
    pair = Option(Text("a -> b"), 100.0, match="c")
    question = Question("t", Kind.MATCHING, Text("?"), (pair, pair), None, "")
    with pytest.raises(gift.Unwritable, match="left of a pair"):
        gift.write([question])
