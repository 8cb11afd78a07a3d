"""The commands: list, show, check."""

from pathlib import Path

import pytest
from flask import Flask

from certificates.cli import certificates
from portal.ground.access import Role
from portal.papers import publishing
from portal.papers.models import PaperChange
from tests.make import cases
from tests.make.certificates import by, change, make_certificate
from tests.make.people import make_person


def run(app: Flask, *words: str) -> tuple[int, str]:
    done = app.test_cli_runner().invoke(certificates, words)
    return done.exit_code, done.output.strip()


@pytest.fixture
def number(own_database: Flask) -> str:
    number = make_certificate(make_person()).paper.number
    publishing.refresh()
    return number


def test_list_prints_numbers_and_states(own_database: Flask, number: str) -> None:
    assert f"{number}  genuine" in run(own_database, "list")[1]


def test_show_prints_the_exact_text_and_writes_the_pdf(
    own_database: Flask, number: str, tmp_path: Path
) -> None:
    file = tmp_path / "certificate.pdf"
    status, text = run(own_database, "show", number.lower(), "--pdf", str(file))
    assert status == 0
    assert text.startswith(f"HTTPS://NIRAPOD.EXAMPLE/C/{number}#")
    assert file.read_bytes().startswith(b"%PDF-")


def test_check_finds_a_qr_genuine_offline(
    own_database: Flask, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, text = run(own_database, "show", number)
    with monkeypatch.context() as without:
        without.setitem(own_database.extensions, "database", None)
        status, output = run(own_database, "check", text)
    assert status == 0
    assert "verdict: genuine" in output
    assert "name: RAHIMA BEGUM" in output


def test_check_answers_3_where_the_lists_are_missing(own_database: Flask, number: str) -> None:
    _, text = run(own_database, "show", number)
    for file in (own_database.config["DATA"] / "published/status").glob("*cancelled*"):
        file.unlink()
    status, output = run(own_database, "check", text)
    assert (status, "reason: list-missing" in output) == (3, True)


def test_check_answers_1_for_a_cancelled_one(own_database: Flask, number: str) -> None:
    _, text = run(own_database, "show", number)
    change(by(make_person(Role.OFFICER)), number, PaperChange.CANCELLED)
    publishing.refresh()
    assert run(own_database, "check", text)[0] == 1
    assert "verdict: cancelled" in run(own_database, "check", number)[1]


def test_check_never_finds_a_changed_digit_genuine(own_database: Flask, number: str) -> None:
    _, text = run(own_database, "show", number)
    for place in range(text.index("#") + 1, len(text), 31):
        changed = text[:place] + str((int(text[place]) + 1) % 10) + text[place + 1 :]
        assert run(own_database, "check", changed)[0] in {1, 2}


def test_check_answers_2_for_what_cannot_be_read(own_database: Flask) -> None:
    assert run(own_database, "check", "hello")[0] == 2


def test_check_answers_1_for_what_is_not_ours(own_database: Flask) -> None:
    status, output = run(own_database, "check", cases.good())
    assert (status, "verdict: not-ours" in output) == (1, True)
    assert "RAHIMA" not in output


def test_check_looks_a_number_up(own_database: Flask, number: str) -> None:
    status, output = run(own_database, "check", f"{number[:4]}-{number[4:]}")
    assert (status, "answers for the number" in output) == (0, True)


def test_check_answers_1_for_an_unknown_number(own_database: Flask) -> None:
    status, output = run(own_database, "check", cases.NUMBER)
    assert (status, "verdict: no-such-number" in output) == (1, True)


def test_check_warns_of_another_host(own_database: Flask, number: str) -> None:
    _, text = run(own_database, "show", number)
    _, output = run(own_database, "check", text.replace("EXAMPLE/", "EXAMPLE.COM/"))
    assert "warning: this QR leads to nirapod.example.com" in output
