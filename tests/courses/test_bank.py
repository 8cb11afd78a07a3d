"""The questions of a pack: the same in every language, complete, and with their pictures."""

import re
from pathlib import Path

import pytest

from courses.pack.reading import read
from tests.make.courses import PICTURE, QUESTIONS, write_pack
from tests.make.packs import Break, faults_of, replace, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound pack."""
    return write_pack(tmp_path / "pack")


BROKEN: dict[str, tuple[Break, str]] = {
    "an unreadable question": (
        replace("en/questions.gift", "{T#no#yes####Told true.}", "{=a ~}"),
        "en/questions.gift:7: 'first-true': an answer is empty",
    ),
    "an essay": (
        replace("en/questions.gift", "{T#no#yes####Told true.}", "{}"),
        "en/questions.gift:7: 'first-true': an essay question {} has no place",
    ),
    "words without a question": (
        replace("en/questions.gift", "{T#no#yes####Told true.}", ""),
        "en/questions.gift:7: 'first-true': words without a question",
    ),
    "another kind in one language": (
        replace("en/questions.gift", "{T#no#yes####Told true.}", "{=T ~F####Told true.}"),
        "en/questions.gift:7: 'first-true': another kind of question than in bn",
    ),
    "a question of another module in one language": (
        replace("en/questions.gift", "$CATEGORY: second", "$CATEGORY: first"),
        "'second-one': in bn/questions.gift it belongs to the module 'second'",
    ),
    "one answer more in one language": (
        replace("en/questions.gift", "=right#yes ~wrong#no", "=right#yes ~wrong#no ~bad"),
        "en/questions.gift:3: 'first-one': in bn/questions.gift it has 3 answers",
    ),
    "other pairs in one language": (
        replace("en/questions.gift", "=port -> red =sky -> blue", "=port -> partner =sky -> blue"),
        "'first-matching': other lines have the same partner than in bn/questions.gift",
    ),
    "two of one to choose": (
        replace("bn/questions.gift", "=sky -> blue = -> green", ""),
        "'first-matching': a matching question offers at least 3 things",
    ),
    "a long partner": (
        replace("bn/questions.gift", "-> blue", "-> " + "blue " * 20),
        "'first-matching': what stands behind -> is longer than 80 characters",
    ),
    "two lines of the same words": (
        replace("bn/questions.gift", "=port ->", "=left ->"),
        "'first-matching': two answers are the same",
    ),
    "an order of two": (
        replace("bn/questions.gift", "first ~ second ~ third ~ fourth", "first ~ second"),
        "'first-ordering': an order has at least 3 steps",
    ),
    "an order with a step twice": (
        replace("bn/questions.gift", "~ third ~ fourth", "~ First ~ fourth"),
        "'first-ordering': two answers are the same",
    ),
    "a picture that is not there": (
        replace("bn/questions.gift", "::first-one::", "::first-one::[markdown]![a](media/no.svg)"),
        "bn/questions.gift:3: 'first-one': the picture 'media/no.svg' is not there",
    ),
    "a picture of elsewhere": (
        replace(
            "bn/questions.gift",
            "~wrong#no",
            r'~[html]<img src\="https\://x.example/a.svg" alt\="a">',
        ),
        "'first-one': the picture 'https://x.example/a.svg' is not there",
    ),
    "a picture without words for it": (
        replace("bn/questions.gift", "::first-one::", "::first-one::[markdown]![](media/one.svg)"),
        "'first-one': the picture 'media/one.svg' has no text that says what it shows",
    ),
    "no number that counts whole": (
        replace("bn/questions.gift", "{#16:1####", "{#=%50%16:1####"),
        "'first-number': no answer gives full marks",
    ),
    "a question in one language": (
        replace("en/questions.gift", "::first-one::", "::first-other::"),
        "bn/questions.gift:3: 'first-one': it is missing in en/questions.gift",
    ),
    "answers in another order": (
        replace("en/questions.gift", "=right#yes ~wrong#no", "~wrong#no =right#yes"),
        "en/questions.gift:3: 'first-one': other weights or numbers, or another order",
    ),
    "questions in another order": (
        write(
            "en/questions.gift",
            "\n".join(QUESTIONS.format(module=name, word="en") for name in ("second", "first")),
        ),
        "the order differs",
    ),
    "a question of no module": (
        replace("bn/questions.gift", "$CATEGORY: second", "$CATEGORY: third"),
        "no module is called 'third'",
    ),
    "two right answers": (
        replace("bn/questions.gift", "~wrong#no", "=wrong#no"),
        "'first-one': just one answer must be right",
    ),
    "weights that do not add up": (
        replace("bn/questions.gift", "~%50%a", "~%30%a"),
        "must add up to 100",
    ),
    "everything pays": (
        replace("bn/questions.gift", "~%-50%c#never ~%-50%d", "~c#never ~d"),
        "choosing everything would give full marks",
    ),
    "no general feedback": (
        replace("bn/questions.gift", "####Told true.", ""),
        "'first-true': the general feedback (####) is missing",
    ),
    "two same answers": (
        replace("bn/questions.gift", "~worse", "~wrong"),
        "'first-one': two answers are the same",
    ),
    "a question twice": (
        replace("bn/questions.gift", "::first-true::", "::first-one::"),
        "'first-one': the title stands there twice",
    ),
}


@pytest.mark.parametrize(("broken", "message"), BROKEN.values(), ids=BROKEN)
def test_a_broken_bank_is_refused_with_file_line_and_question(
    folder: Path, broken: Break, message: str
) -> None:
    broken(folder)
    assert any(message in fault for fault in faults_of(folder)), faults_of(folder)


def test_a_picture_in_a_question_is_used_and_gets_an_address_that_does_not_tell_its_name(
    folder: Path,
) -> None:
    (folder / "media/the-right-one.svg").write_text(PICTURE.replace("9 9", "8 8"))
    shown = {
        "bn": "[markdown]![ছবি](media/the-right-one.svg) bn one?",
        "en": r'[html]<img src\="@@PLUGINFILE@@/the-right-one.svg" alt\="A square"> en one?',
    }
    for language, words in shown.items():
        replace(f"{language}/questions.gift", f"{language} one?", words, 1)(folder)
    question = read(folder).modules[0].questions[0]
    stems = [question.texts[language].stem for language in ("bn", "en")]
    for stem in stems:
        assert re.search(r'<img [^>]*src="/courses/small/media/1/[0-9a-f]{16}\.svg"', stem)
        assert "right" not in stem
    assert 'alt="ছবি"' in stems[0]
