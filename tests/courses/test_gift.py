"""The reader of GIFT, against the public vectors and against broken files."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from courses import gift
from courses.questions import Format, Kind, Option, Question, Text

VECTORS = sorted((Path(__file__).parent.parent / "data/vectors/gift").glob("*.gift"))
KINDS = {
    Kind.ONE_OF: "MC",
    Kind.SEVERAL_OF: "MC",
    Kind.TRUE_FALSE: "TF",
    Kind.SHORT_ANSWER: "Short",
    Kind.NUMBER: "Numerical",
    Kind.MATCHING: "Matching",
    Kind.ESSAY: "Essay",
    Kind.DESCRIPTION: "Description",
}


def _expected(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.with_suffix(".json").read_text("utf-8"))
    return found


def _one(text: str) -> Question:
    bank = gift.read(text)
    assert not bank.faults
    return bank.questions[0]


def _text(text: Text | None) -> dict[str, str] | None:
    return {"format": text.format.value, "text": text.words} if text else None


def _as_vector(question: Question, entry: dict[str, Any]) -> dict[str, Any]:
    """Our question as the vectors tell theirs."""
    told = {
        "id": question.id or None,
        "tags": list(question.tags) or None,
        "type": KINDS[question.kind],
        "title": question.title or None,
        "stem": _text(question.stem),
        # They note where a gap was; we keep it in the words.
        "hasEmbeddedAnswers": entry["hasEmbeddedAnswers"],
    }
    if question.kind is Kind.DESCRIPTION:
        return told
    return told | {"globalFeedback": _text(question.feedback)} | _answers(question, entry)


def _answers(question: Question, entry: dict[str, Any]) -> dict[str, Any]:
    if question.kind is Kind.ESSAY:
        return {}
    if question.kind is Kind.TRUE_FALSE:
        true, false = question.options
        wrong, right = (false, true) if true.weight else (true, false)
        return {
            "isTrue": true.weight == 100,
            # Their names: the first feedback, and the second.
            "trueFeedback": _text(wrong.feedback),
            "falseFeedback": _text(right.feedback),
        }
    if question.kind is Kind.MATCHING:
        pairs = [
            {"subquestion": _text(one.text), "subanswer": one.match} for one in question.options
        ]
        return {"matchPairs": pairs}
    if question.kind is Kind.NUMBER and isinstance(entry["choices"], dict):
        return {"choices": _number(question.options[0], entry["choices"])}
    told = zip(question.options, entry["choices"], strict=True)
    return {"choices": [_choice(question, option, theirs) for option, theirs in told]}


def _choice(question: Question, option: Option, theirs: dict[str, Any]) -> dict[str, Any]:
    is_number = "type" in theirs["text"]
    # Where they note no weight, it follows from = or ~.
    usual = 100 if theirs["isCorrect"] else 0
    weight = None if option.weight == usual and theirs["weight"] is None else option.weight
    # In typed answers they call every = right, and in chosen ones only those that count whole.
    is_right = option.low is not None or option.text.words != "*" or theirs["isCorrect"]
    is_chosen = question.kind in {Kind.ONE_OF, Kind.SEVERAL_OF}
    text = _number(option, theirs["text"]) if is_number else _text(option.text)
    if text == {"format": "plain", "text": "*"}:
        text = {"format": "moodle", "text": "*"}
    return {
        "isCorrect": option.weight == 100 if is_chosen else is_right,
        "weight": weight,
        "text": text,
        "feedback": _text(option.feedback),
    }


def _number(option: Option, theirs: dict[str, Any]) -> dict[str, Any]:
    low, high = option.low, option.high
    assert low is not None
    assert high is not None
    if theirs["type"] == "high-low":
        return {"type": "high-low", "numberHigh": high, "numberLow": low}
    told = {"type": theirs["type"], "number": pytest.approx((low + high) / 2)}
    return told | ({"range": pytest.approx((high - low) / 2)} if "range" in theirs else {})


def test_the_vectors_are_all_there() -> None:
    assert len(VECTORS) == 51


@pytest.mark.parametrize("path", VECTORS, ids=lambda path: path.stem)
def test_each_vector_is_read_as_it_should_be(path: Path) -> None:
    bank = gift.read(path.read_text("utf-8"))
    assert not bank.faults
    entries = _expected(path)
    categories = [entry["title"] for entry in entries if entry["type"] == "Category"]
    assert list(bank.categories) == categories
    expected = [entry for entry in entries if entry["type"] != "Category"]
    pairs = zip(bank.questions, expected, strict=True)
    assert [_as_vector(question, entry) for question, entry in pairs] == expected


@pytest.mark.parametrize("path", VECTORS, ids=lambda path: path.stem)
def test_line_ends_and_a_byte_order_mark_change_nothing(path: Path) -> None:
    text = path.read_text("utf-8")
    assert gift.read("\ufeff" + text.replace("\n", "\r\n")) == gift.read(text)


def test_the_feedback_of_true_false_stands_with_the_choice_it_answers() -> None:
    true, false = _one("The sun is cold.{F#It is hot.#Right, it is hot.}").options
    assert (true.weight, false.weight) == (0, 100)
    assert true.feedback == Text("It is hot.")
    assert false.feedback == Text("Right, it is hot.")


@pytest.mark.parametrize(
    ("body", "low", "high"),
    [
        ("1822", 1822, 1822),
        ("1822:5", 1817, 1827),
        ("-5..5", -5, 5),
        ("=3.5:0.5", 3, 4),
        ("১,৬৫,০০০:১০", 164990, 165010),
        ("=%100%*", None, None),
    ],
)
def test_a_number_has_a_range(body: str, low: float | None, high: float | None) -> None:
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
    bank = gift.read("$CATEGORY: one\nA{T}\n\nB{T}\n$CATEGORY: $course$/top/two\n\nC{T}")
    assert [question.category for question in bank.questions] == ["one", "one", "$course$/top/two"]


def test_an_answer_may_be_written_in_another_format_than_its_question() -> None:
    question = _one("[markdown]*Who*?{=[html]<b>I</b> ~[plain]*You* ~we#[moodle]no}")
    assert question.stem.format is Format.MARKDOWN
    formats = [option.text.format for option in question.options]
    assert formats == [Format.HTML, Format.PLAIN, Format.MARKDOWN]
    assert question.options[2].feedback == Text("no", Format.MOODLE)


def test_a_pair_may_teach_something_and_a_lone_partner_is_only_offered() -> None:
    question = _one("Who?{=a -> b#why =c -> d -> e = -> f####all}")
    assert question.kind is Kind.MATCHING
    assert [option.match for option in question.options] == ["b", "d -> e", "f"]
    assert [option.weight for option in question.options] == [100, 100, 0]
    assert question.options[0].feedback == Text("why")


def test_an_arrow_in_a_feedback_makes_no_pair() -> None:
    assert _one("Who?{=a#go -> there =b#no}").kind is Kind.SHORT_ANSWER


@pytest.mark.parametrize(
    "body",
    [
        "> first ~ second ~ third",
        ">first\n~second\n\n~third",
        ">3 ALL VERTICAL ABSOLUTE_POSITION SHOW none\nfirst\nsecond\nthird\n",
        "> 2 RANDOM H RELATIVE_NEXT_EXCLUDE_LAST HIDE 123\nfirst\nsecond\nthird",
        ">3\nfirst\nsecond\nthird",
    ],
    ids=["ours", "ours on lines", "Moodle's", "Moodle's with other settings", "only a count"],
)
def test_an_order_is_written_our_way_or_moodles(body: str) -> None:
    question = _one(f"Order{{{body}####all}}")
    assert question.kind is Kind.ORDERING
    assert [option.text.words for option in question.options] == ["first", "second", "third"]
    assert question.feedback == Text("all")


def test_signs_behind_a_backslash_are_only_letters() -> None:
    question = _one(r"::a\:\:b::\{1 \= 2\}\\n \~\#\nnext{=\= \- = \\\\ }")
    assert question.title == "a::b"
    assert question.stem.words == "{1 = 2}\\n ~#\nnext"
    assert [option.text.words for option in question.options] == ["= \\-", "\\\\"]


@pytest.mark.parametrize("mark", ["\ue000", "\ue006", "\ufdd0", "\u200d", "&&058;"])
def test_no_letter_is_taken_for_a_sign(mark: str) -> None:
    assert _one(f"Is {mark} one?{{T}}").stem.words == f"Is {mark} one?"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("::q::Open{=a ~b", "not closed"),
        ("::q::Shut=a ~b}", "not closed"),
        ("::q::Turned}=a ~b{", "not closed"),
        ("::q::Two{=a}{=b}", "more than one pair"),
        ("::q::Heavy{=a ~%250%b}", "weight 250"),
        ("::q::Half{=%50%a ~b}", "counts whole"),
        ("::q::None{~a ~b}", "no answer is right"),
        ("::q::Empty{=a ~}", "answer is empty"),
        ("::q::{=a ~b}", "no words"),
        ("::q::Stray{a =b ~c}", "does not begin"),
        ("::q::Number{#many}", "not a number"),
        ("::q::Number{#inf}", "not a number"),
        ("::q::Number{#1_0}", "not a number"),
        ("::q::Number{#}", "not a number"),
        ("::q::Range{#5..1}", "runs backwards"),
        ("::q::Range{#5:-1}", "runs backwards"),
        ("::q::Rest{#=5 ~6#no}", "behind ~"),
        ("::q::Thrice{T#a#b#c}", "at most two feedbacks"),
        ("::q::Told{=a ~b####c####d}", "twice"),
        ("::q::Pair{=a -> b}", "at least two pairs"),
        ("::q::Pair{=a -> b =c}", "no arrow"),
        ("::q::Pair{=a -> b =c -> }", "nothing behind its arrow"),
        ("::q::Pair{x =a -> b =c -> d}", "does not begin"),
        ("::q::Order{> a}", "at least two steps"),
        ("::q::Order{> a ~ ~ c}", "step of the order is empty"),
        ("::q::::unclosed{T}", "does not end with ::"),
    ],
)
def test_what_cannot_be_read_is_refused_with_line_and_title(text: str, message: str) -> None:
    (fault,) = gift.read(f"// first line\n\n{text}\n\n::next::Fine?{{T}}").faults
    assert (fault.line, fault.title) == (3, "q")
    assert message in fault.message


@pytest.mark.parametrize("between", ["", "// [id:b]\n"])
def test_a_brace_left_open_does_not_swallow_the_next_question(between: str) -> None:
    bank = gift.read(f"::a::Open{{=x ~y\n\n{between}::b::Fine?{{T}}")
    assert [fault.title for fault in bank.faults] == ["a"]
    assert [question.title for question in bank.questions] == ["b"]


def test_what_stands_in_comments_belongs_to_the_question_below() -> None:
    bank = gift.read("// [id:1]\n\n// [id:a\\]b] [tag:x y]\n::a::Yes?{T}\n\n::b::No?{F}")
    assert [(one.id, one.tags) for one in bank.questions] == [("a]b", ("x y",)), ("", ())]


@pytest.mark.parametrize(
    "text",
    ["::q::Long?{=a" + " " * 150_000 + "b ~c}", "// " + "[id:" * 40_000 + "\n::q::Noted?{T}"],
    ids=["spaces", "notes"],
)
def test_a_long_file_is_read_in_time_that_grows_with_its_length(text: str) -> None:
    begin = time.process_time()
    assert [question.title for question in gift.read(text).questions] == ["q"]
    assert time.process_time() - begin < 5
