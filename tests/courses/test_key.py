"""The key stays on the server until the end: no page and no file of an open test tells it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from courses import queries
from courses.actions import publishing, studying
from courses.models import Attempt
from courses.pack.reading import read
from courses.questions import Kind
from portal.ground.database import db
from portal.people.models import Person
from tests.make.courses import PICTURE, QUESTIONS, key_of, make_attempt, right_answer, write_pack
from tests.make.people import make_person

SignIn = Callable[..., FlaskClient]
# What must not be seen: it stands in feedback, behind typed questions, or in names of pictures.
SECRET = re.compile(r"quokka|424242|the-right", re.IGNORECASE)
BANK = """$CATEGORY: {module}

::{module}-one::{word} one?{{=a#Quokka ~b#quokka####QUOKKA.}}

::{module}-several::{word} several?{{~%50%a#quokka ~%50%b ~%-50%c#quokka ~%-50%d####Quokka.}}

::{module}-true::{word} true?{{T#quokka#quokka####Quokka.}}

::{module}-typed::{word} typed?{{=quokka#quokka =%50%quokka too####Quokka.}}

::{module}-number::{word} number?{{#424242:1#quokka####Quokka.}}

::{module}-matching::[markdown]{word} matching? ![A sign](media/the-right-sign.svg){{
=left -> x#quokka =right -> y =up -> z = -> w####Quokka.}}

::{module}-ordering::[markdown]{word} ordering?{{
> ![First](media/the-right-first.svg)#quokka ~ second#quokka ~ third####Quokka.}}
"""


def _publish(folder: Path, slug: str, questions: str, pictures: tuple[str, ...] = ()) -> None:
    write_pack(folder, slug=slug)
    for at, name in enumerate(pictures):
        (folder / f"media/{name}.svg").write_text(PICTURE.replace("9 9", f"9 {at}"))
    for language in ("bn", "en"):
        banks = [questions.format(module=name, word=language) for name in ("first", "second")]
        (folder / language / "questions.gift").write_text("\n".join(banks), "utf-8")
    publishing.publish(read(folder))


def _begun(slug: str, sign_in: SignIn) -> tuple[Attempt, FlaskClient]:
    version = queries.version_for(slug, None)
    assert version is not None
    attempt = make_attempt(make_person(language="en"), version.modules[0])
    return attempt, sign_in(db.get_one(Person, attempt.person_id))


def _before_the_end(attempt: Attempt, learner: FlaskClient) -> str:
    """Every page that the browser gets before the test is handed in."""
    slug, ref = attempt.module.version.course.slug, attempt.ref
    test = f"/courses/{slug}/test/first"
    questions = [f"{test}/{ref}/{position}" for position in range(1, len(attempt.asked) + 1)]
    refused = [learner.post(page, data={"sequence": "1"}).text for page in questions]
    pages = [*questions, f"{test}/{ref}/review", test, f"/courses/{slug}/"]
    seen = "".join([*refused, *(learner.get(page).text for page in pages)])
    return re.sub('name="csrf_token" [^>]*', "", seen).replace(ref, "REF").replace(slug, "SLUG")


def _files(pages: str, learner: FlaskClient, slug: str) -> dict[str, str]:
    """Every file of ours that the pages load, and what these load."""
    found: dict[str, str] = {}
    waiting = set(re.findall(r'(?:src|href)="(/[^"#]+\.(?:css|js|svg|webmanifest))', pages))
    while waiting:
        address = waiting.pop()
        response = learner.get(address.replace("SLUG", slug))
        assert response.status_code == 200, address
        found[address] = response.text
        near = (
            re.findall(r"[\"'](\./[\w./-]+\.js)", response.text) if address.endswith("js") else []
        )
        waiting |= {f"{address.rpartition('/')[0]}/{one[2:]}" for one in near} - set(found)
    return found


def test_no_page_and_no_file_of_an_open_test_tells_the_key(
    app: Flask, sign_in: SignIn, tmp_path: Path
) -> None:
    _publish(tmp_path, "secret", BANK, ("the-right-sign", "the-right-first"))
    attempt, learner = _begun("secret", sign_in)
    assert {question.kind for question in key_of(attempt)} == {one for one in Kind if one.is_marked}
    pages = _before_the_end(attempt, learner)
    for position, question in enumerate(key_of(attempt), 1):
        if not question.kind.is_typed:
            right = right_answer(attempt, question)
            studying.save_answer(attempt.person_id, attempt.ref, position, right, 1)
    pages += _before_the_end(attempt, learner)
    files = _files(pages, learner, "secret")
    assert sum(address.endswith(".svg") and "/media/" in address for address in files) == 2
    assert any(address.endswith(".js") for address in files)
    assert attempt.seed not in pages
    for address, text in {"the pages": pages, **files}.items():
        assert not SECRET.search(address + text), address
    told = learner.get(learner.post(f"/courses/secret/test/first/{attempt.ref}/submit").location)
    assert told.text.lower().count("quokka.") == 7
    assert "424242" in told.text


@pytest.mark.parametrize("page", ["result", "submit", "1/answer", "key", "answers"])
def test_the_result_of_an_open_test_is_not_told(
    app: Flask, sign_in: SignIn, tmp_path: Path, page: str
) -> None:
    _publish(tmp_path, "secret", BANK, ("the-right-sign", "the-right-first"))
    attempt, learner = _begun("secret", sign_in)
    response = learner.get(f"/courses/secret/test/first/{attempt.ref}/{page}")
    assert response.status_code in {303, 404, 405}
    assert "Quokka." not in response.text


def test_the_pages_before_the_end_are_the_same_whatever_the_key(
    app: Flask, sign_in: SignIn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(studying, "new_seed", lambda: "always the same")
    turned = QUESTIONS.replace("=right#yes ~wrong#no", "~right#yes =wrong#no")
    turned = turned.replace("~%50%b ~%-50%c", "~%-50%b ~%50%c").replace("{{T", "{{F")
    turned = turned.replace("=dhaka", "=sylhet").replace("#16:1", "#99:1")
    seen = []
    for slug, questions in (("plain", QUESTIONS), ("turned", turned)):
        _publish(tmp_path / slug, slug, questions)
        attempt, learner = _begun(slug, sign_in)
        pages = _before_the_end(attempt, learner)
        seen.append(re.findall("<main.*?</main>", pages, re.DOTALL))
    assert len(seen[0]) == 17
    assert seen[0] == seen[1]
