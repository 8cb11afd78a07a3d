"""The reader of GIFT, against the public vectors and against broken files."""

import json
from pathlib import Path
from typing import Any

import pytest

from courses import gift
from courses.questions import Format, Kind, Question

VECTORS = sorted((Path(__file__).parent.parent / "data/vectors/gift").glob("*.gift"))
KINDS = {"MC", "TF", "Short", "Numerical"}


def _expected(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.with_suffix(".json").read_text("utf-8"))
    return found


def _one(text: str) -> Question:
    bank = gift.read(text)
    assert not bank.faults
    return bank.questions[0]


def _squeezed(text: dict[str, str] | None) -> str:
    return " ".join(text["text"].split()) if text else ""


@pytest.mark.parametrize("path", VECTORS, ids=lambda path: path.stem)
def test_each_question_of_the_vectors_is_read_or_refused(path: Path) -> None:
    bank = gift.read(path.read_text("utf-8"))
    expected = [entry for entry in _expected(path) if entry["type"] != "Category"]
    readable = [entry for entry in expected if entry["type"] in KINDS]
    assert len(bank.faults) == len(expected) - len(readable)
    assert len(bank.questions) == len(readable)
    for question, entry in zip(bank.questions, readable, strict=True):
        assert question.title == (entry["title"] or "")
        assert " ".join(question.stem.words.split()) == _squeezed(entry["stem"])
        told = question.feedback.words if question.feedback else ""
        assert " ".join(told.split()) == _squeezed(entry["globalFeedback"])


@pytest.mark.parametrize("path", VECTORS, ids=lambda path: path.stem)
def test_answers_weights_and_feedback_of_the_vectors_are_read(path: Path) -> None:
    readable = [entry for entry in _expected(path) if entry["type"] in {"MC", "Short"}]
    questions = [
        question
        for question in gift.read(path.read_text("utf-8")).questions
        if question.kind not in {Kind.TRUE_FALSE, Kind.NUMBER}
    ]
    for question, entry in zip(questions, readable, strict=True):
        for option, choice in zip(question.options, entry["choices"], strict=True):
            assert " ".join(option.text.words.split()) == _squeezed(choice["text"])
            assert option.weight == _weight(choice)
            told = option.feedback.words if option.feedback else ""
            assert " ".join(told.split()) == _squeezed(choice["feedback"])


def _weight(choice: dict[str, Any]) -> float:
    if choice["weight"] is not None:
        return float(choice["weight"])
    return 100.0 if choice["isCorrect"] else 0.0


def test_the_feedback_of_true_false_stands_with_the_choice_it_answers() -> None:
    question = _one("The sun is cold.{F#It is hot.#Right, it is hot.}")
    true, false = question.options
    assert (true.weight, false.weight) == (0, 100)
    assert true.feedback is not None
    assert true.feedback.words == "It is hot."
    assert false.feedback is not None
    assert false.feedback.words == "Right, it is hot."


@pytest.mark.parametrize(
    ("body", "low", "high"),
    [("1822", 1822, 1822), ("1822:5", 1817, 1827), ("-5..5", -5, 5), ("=3.5:0.5", 3, 4)],
)
def test_a_number_has_a_range(body: str, low: float, high: float) -> None:
    option = _one(f"How much?{{#{body}}}").options[0]
    assert (option.low, option.high) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff::a::Yes?{T}",
        "::a::Yes?\r\n{\r\nT}\r\n",
        "// words\n::a::Yes?{T}",
        "::a::Yes?{\n\nT}",
    ],
    ids=["byte order mark", "Windows lines", "comment", "blank line in braces"],
)
def test_what_editors_leave_behind_is_understood(text: str) -> None:
    assert _one(text).kind is Kind.TRUE_FALSE


def test_a_category_holds_until_the_next() -> None:
    bank = gift.read("$CATEGORY: one\n\nA{T}\n\nB{T}\n\n$CATEGORY: two\n\nC{T}")
    assert [question.category for question in bank.questions] == ["one", "one", "two"]


def test_an_answer_may_be_written_in_another_format_than_its_question() -> None:
    question = _one("[markdown]*Who*?{=[html]<b>I</b> ~[plain]*You*}")
    assert question.stem.format is Format.MARKDOWN
    assert [option.text.format for option in question.options] == [Format.HTML, Format.PLAIN]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("::q::Why?{}", "essay"),
        ("::q::Only words", "description"),
        ("::q::Pair{=a -> b =c -> d}", "matching"),
        ("::q::Order{> a ~ b ~ c}", "ordering"),
        ("::q::Open{=a ~b", "not closed"),
        ("::q::Two{=a}{=b}", "more than one pair"),
        ("::q::Heavy{=a ~%250%b}", "weight 250"),
        ("::q::None{~a ~b}", "no answer is right"),
        ("::q::Empty{=a ~}", "answer is empty"),
        ("::q::{=a ~b}", "no words"),
        ("::q::Stray{a =b ~c}", "does not begin"),
        ("::q::Number{#many}", "not a number"),
        ("::q::Number{#inf}", "not a number"),
        ("::q::Range{#5..1}", "runs backwards"),
        ("::q::Thrice{T#a#b#c}", "at most two feedbacks"),
        ("::q::Told{=a ~b####c####d}", "twice"),
    ],
)
def test_what_cannot_be_read_is_refused_with_line_and_title(text: str, message: str) -> None:
    (fault,) = gift.read(f"// first line\n\n{text}\n\n::next::Fine?{{T}}").faults
    assert (fault.line, fault.title) == (3, "q")
    assert message in fault.message


def test_a_brace_left_open_does_not_swallow_the_next_question() -> None:
    bank = gift.read("::a::Open{=x ~y\n\n::b::Fine?{T}")
    assert [fault.title for fault in bank.faults] == ["a"]
    assert [question.title for question in bank.questions] == ["b"]
