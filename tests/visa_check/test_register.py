"""The register to take along: what stands in it, how large it is, when it is published anew."""

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.ground.clock import now
from portal.papers import keys
from portal.papers.keylist import Purpose
from portal.papers.refused import Reason, Refused
from tests.make.counting import at_most
from tests.make.large_register import carried
from tests.make.published import nothing_published
from tests.make.visa_check import AGENCIES, by, import_list, make_agency, make_officer
from visa_check import publishing, register
from visa_check.actions import agencies as actions
from visa_check.queries import whole
from visa_check.verdicts import Span, Status

pytestmark = pytest.mark.usefixtures("app")
AT = datetime(2026, 11, 27, 6, tzinfo=UTC)
MOST = 200_000
ADDRESS = "/registers/agencies"


@pytest.fixture(autouse=True)
def folder(app: Flask) -> Iterator[Path]:
    """What is published here is published here alone."""
    with nothing_published(app) as path:
        yield path


def published() -> dict[str, Any]:
    """The register as it lies there."""
    content = publishing.file()
    assert content
    told: dict[str, Any] = json.loads(content)
    return told


def set_day(app: Flask, monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setitem(app.config, "CLOCK", lambda: moment)


def test_it_holds_what_the_public_page_shows_and_every_status() -> None:
    make_agency(90001, "Padma Overseas Ltd.", "পদ্মা ওভারসিজ", valid_to=date(2027, 5, 1))
    import_list(
        AGENCIES,
        "rl_no,name,business_address,phone,email,source,source_date\n"
        "90001,Padma Overseas,12 Banani,01711000000,a@padma.example,List,2026-11-01\n",
    )
    publishing.refresh()
    told = published()["agencies"]
    assert {name: values[0] for name, values in told.items() if name != "missing"} == {
        "rl_no": 90001,
        "name": "Padma Overseas",
        "name_bn": "পদ্মা ওভারসিজ",
        "past_names": ["Padma Overseas Ltd."],
        "address": "12 Banani",
        "phone": "01711000000",
        "source": "List",
        "source_date": "2026-11-01",
        "statuses": [["active", "2020-01-01", "2027-05-01"]],
    }
    assert told["missing"] == []


def test_a_replaced_status_is_not_in_it() -> None:
    agency = make_agency(90001)
    (row,) = whole.everything_carried()
    assert row.spans == (Span(Status.ACTIVE, date(2020, 1, 1)),)
    actions.suspend_agency(by(make_officer()), agency.rl_no, "Reports.")
    (row,) = whole.everything_carried()
    assert [span.status for span in row.spans] == [Status.SUSPENDED, Status.ACTIVE]


def test_it_says_which_agencies_the_latest_complete_list_had_no_more() -> None:
    make_agency(90001, "Padma Overseas")
    make_agency(90002, "Meghna Travels")
    import_list(AGENCIES, "rl_no,name\n90002,Meghna Travels\n", complete=True)
    assert [row.is_missing for row in whole.everything_carried()] == [True, False]
    import_list(AGENCIES, "rl_no,name\n90001,Padma Overseas Ltd\n")
    assert [row.is_missing for row in whole.everything_carried()] == [False, False]


def test_nothing_of_a_person_is_in_it() -> None:
    officer = make_officer()
    agency = make_agency(90001)
    actions.suspend_agency(by(officer), agency.rl_no, "Karim said so, 01712345678")
    publishing.refresh()
    content = publishing.file()
    assert content
    assert b"Karim" not in content
    assert b"01712345678" not in content
    assert b"person" not in content


def test_the_same_register_at_the_same_moment_is_the_same_file() -> None:
    told = register.contents(list(carried(50)))
    assert register.write(told, AT) == register.write(register.contents(list(carried(50))), AT)
    other = register.contents(list(carried(49)))
    assert register.version_of(other) != register.version_of(told)


def test_two_thousand_seven_hundred_agencies_fit() -> None:
    content = register.write(register.contents(list(carried(2700))), AT)
    for body in publishing.packed(content).values():
        assert len(body) <= MOST


def test_it_is_signed_for_registers_and_for_nothing_else() -> None:
    content = register.write(register.contents(list(carried(3))), AT)
    _, signature = keys.sign(Purpose.REGISTER, content, detached=True)
    edition = register.read(content, signature, keys.key_list())
    assert edition.issued == AT
    for changed, signed in (
        (content.replace(b"Road", b"Raod", 1), signature),
        (content, keys.sign(Purpose.STATUS, content, detached=True)[1]),
    ):
        with pytest.raises(Refused) as refused:
            register.read(changed, signed, keys.key_list())
        assert refused.value.reason is Reason.REGISTER_SIGNATURE_WRONG


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"null",
        b'{"format":1}',
        b'{"format":2,"version":"a","issued":"2026-11-27T00:00+00:00"}',
    ]
    + [b'{"format":1,"version":"a","issued":"2026-11-27"}', b"\xff"],
)
def test_another_file_is_no_register_whoever_signed_it(content: bytes) -> None:
    _, signature = keys.sign(Purpose.REGISTER, content, detached=True)
    with pytest.raises(Refused) as refused:
        register.read(content, signature, keys.key_list())
    assert refused.value.reason is Reason.REGISTER_MALFORMED


def test_it_is_published_when_it_changed_and_not_otherwise() -> None:
    make_agency(90001)
    assert publishing.refresh()
    assert not publishing.refresh()
    first = published()
    make_agency(90002, "Meghna Travels")
    assert publishing.refresh()
    assert published()["version"] != first["version"]


def test_another_program_does_not_publish_the_same_again(app: Flask) -> None:
    make_agency(90001)
    assert publishing.refresh()
    app.extensions.pop("published register")
    assert not publishing.refresh()


def test_it_is_signed_anew_each_day(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    make_agency(90001)
    publishing.refresh()
    first = published()
    set_day(app, monkeypatch, now() + timedelta(days=1))
    assert publishing.refresh()
    second = published()
    assert second["version"] == first["version"]
    assert second["issued"] > first["issued"]


def test_a_damaged_file_is_written_anew(app: Flask, folder: Path) -> None:
    make_agency(90001)
    publishing.refresh()
    for damage in (lambda file: file.write_bytes(b"{"), lambda file: file.unlink()):
        app.extensions.pop("published register")
        damage(folder / "agencies")
        assert publishing.refresh()
        assert published()["agencies"]["rl_no"] == [90001]


def test_to_look_whether_it_changed_is_one_question(app: Flask) -> None:
    make_agency(90001)
    publishing.refresh()
    with at_most(1, app):
        publishing.refresh()


def test_browsers_get_it_packed_and_ask_again_by_its_tag(client: FlaskClient) -> None:
    make_agency(90001)
    publishing.refresh()
    tags = set()
    for asked, coding, unpack in (
        ("gzip, br", "br", brotli.decompress),
        ("gzip", "gzip", gzip.decompress),
        ("", None, bytes),
    ):
        answer = client.get(ADDRESS, headers={"Accept-Encoding": asked})
        assert answer.headers.get("Content-Encoding") == coding
        assert unpack(answer.data) == publishing.file()
        assert answer.headers["Cache-Control"] == "public, no-cache"
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert "Set-Cookie" not in answer.headers
        again = {"Accept-Encoding": asked, "If-None-Match": answer.headers["ETag"]}
        assert client.get(ADDRESS, headers=again).status_code == 304
        tags.add(answer.headers["ETag"])
    assert len(tags) == 3


def test_its_signature_lies_beside_it(client: FlaskClient) -> None:
    make_agency(90001)
    publishing.refresh()
    answer = client.get(f"{ADDRESS}.sig")
    assert answer.mimetype == "application/cose"
    content = client.get(ADDRESS).data
    assert register.read(content, answer.data, keys.key_list()).version


@pytest.mark.parametrize("address", [ADDRESS, f"{ADDRESS}.sig"])
def test_before_it_is_published_there_is_none(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404
