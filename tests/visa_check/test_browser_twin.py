"""The search in the browser gives the same answers as the portal; it runs under Node here."""

import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.make import names, searches
from tests.make.browser_modules import TESTS, ask, write_static
from tests.make.visa_check import AGENCIES, import_list
from visa_check import register
from visa_check.licences import read_licence
from visa_check.matching import read_name
from visa_check.queries.whole import everything_carried

pytestmark = pytest.mark.usefixtures("app")
PROGRAM = TESTS / "visa_check" / "search.mjs"
CASES = searches.read()
# Every sign that Unicode has, but for halves of one and those that nobody assigned.
SIGNS = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).isprintable()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_static(tmp_path_factory.mktemp("static"))


def in_browser(folder: Path, **asked: Any) -> dict[str, Any]:
    """What the browser's modules answer on the register as it is now."""
    told = json.loads(json.dumps(register.contents(everything_carried())))
    question = {"register": told, "texts": [], "days": [], "marks": []} | asked
    return ask(folder, question, program=PROGRAM)


def test_the_cases_are_those_that_are_made(app: object) -> None:
    assert [text for text, _found in CASES["searches"]] == searches.texts()
    days = [
        [[searches.plain(one) for one in spans], day.isoformat()] for spans, day in searches.days()
    ]
    assert [case[:2] for case in CASES["days"]] == days


def test_the_portal_answers_every_case_so() -> None:
    searches.bring_in()
    for text, found in CASES["searches"]:
        assert searches.asked(text) == found, text[:80]


def test_the_browser_answers_every_case_so(folder: Path) -> None:
    searches.bring_in()
    texts = [text for text, _found in CASES["searches"]]
    given = in_browser(folder, texts=texts)["answers"]
    for text, wanted, found in zip(texts, CASES["searches"], given, strict=True):
        assert searches.answer(found) == wanted[1], text[:80]


def test_the_browser_gives_the_same_verdict_for_every_day(folder: Path) -> None:
    given = in_browser(folder, days=[case[:2] for case in CASES["days"]])["verdicts"]
    assert given == [verdict for *_case, verdict in CASES["days"]]


def test_the_browser_reads_every_sign_of_unicode_as_the_portal_does(folder: Path) -> None:
    marks = [f"a{sign}9" for sign in SIGNS]
    given = in_browser(folder, marks=marks)
    assert given["keys"] == [read_name(text).key for text in marks]


def test_the_browser_reads_digits_of_every_script_in_a_licence(folder: Path) -> None:
    marks = [f"RL {sign}{sign}" for sign in SIGNS if sign.isdecimal()]
    given = in_browser(folder, marks=marks)
    assert given["licences"] == [read_licence(text) for text in marks]
    assert len(marks) > 500


def test_ranking_in_the_browser_is_as_good(folder: Path) -> None:
    import_list(AGENCIES, names.register())
    typed = names.typed()
    given = in_browser(folder, texts=[one.text for one in typed])["answers"]
    matches = {
        one.text: [SimpleNamespace(rl_no=rl_no, is_same=same) for rl_no, same, *_more in found]
        for one, found in zip(typed, given, strict=True)
    }
    found = names.rates(typed, lambda text: matches[text])  # type: ignore[arg-type, return-value]
    assert found.first >= 0.95, found.missed
    assert found.among_five >= 0.99, found.missed
    assert found.wrongly_found <= 0.01
