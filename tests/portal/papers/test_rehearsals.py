"""What operators rehearse: a key is rotated, a key is stolen, an old list is put back."""

import random
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from certificates.actions import Holder
from certificates.cli import certificates as certificate_commands
from portal import working
from portal.ground.clock import now, today
from portal.papers import (
    claims,
    code,
    ids,
    keylist,
    keys,
    keystore,
    publishing,
    signing,
    status,
)
from portal.papers.claims import Claims
from portal.papers.cli import keys as key_commands
from portal.papers.keylist import KeyState, Purpose
from portal.papers.models import Paper, PaperChange
from portal.papers.refused import Refused
from portal.papers.status import Kind
from portal.papers.verdict import Answer, Verdict, judge
from tests.conftest import PUBLIC_URL
from tests.make.certificates import by, change, make_certificate
from tests.make.people import make_person

CERTIFICATE = Purpose.CERTIFICATE
ENGLISH = {"Accept-Language": "en"}


def issued(name: str = "RAHIMA BEGUM") -> Paper:
    return make_certificate(make_person(), Holder(name)).paper


def text_of(paper: Paper) -> str:
    assert paper.face is not None
    return code.text(PUBLIC_URL, paper.number, paper.face.message)


def offline(app: Flask, text: str) -> Answer:
    """What a reader says who has the files and no connection."""
    found = keystore.read(app.config["DATA"])
    return judge(text, found, publishing.lists_at_hand(found), now())


def online(client: FlaskClient, text: str) -> str:
    """What the check page says of a QR's text."""
    page = client.post("/check/", data={"text": text}, headers=ENGLISH).text
    return page.partition('<p class="verdict-word">')[2].partition("<")[0]


def rotate(app: Flask, *more: str) -> str:
    run = app.test_cli_runner().invoke(key_commands, ["rotate", *more])
    assert run.exit_code == 0, run.output
    return run.output


def check(app: Flask, text: str) -> tuple[int, str]:
    """What the command says without the database."""
    run = app.test_cli_runner().invoke(certificate_commands, ["check", text])
    return run.exit_code, run.output


def test_a_rotation_with_the_root_elsewhere(own_database: Flask, tmp_path: Path) -> None:
    client, data = own_database.test_client(), own_database.config["DATA"]
    before, old = text_of(issued()), keys.key_list().active(Purpose.CERTIFICATE)
    publishing.refresh()
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "keys").mkdir(parents=True)
    (data / "keys/root.key").rename(elsewhere / "keys/root.key")
    assert "Take" in rotate(own_database, "certificate")
    keystore.sign_request(elsewhere, keystore.request_file(data))
    assert "signs for 'certificate' now" in rotate(own_database, "certificate")
    after = text_of(issued())
    found = keystore.read(data)
    assert found.keys[old.kid].state is KeyState.RETIRED
    assert signing.read(code.read(after).message).kid == found.active(Purpose.CERTIFICATE).kid
    for text in (before, after):
        assert offline(own_database, text).verdict is Verdict.GENUINE
        assert online(client, text) == "Genuine"
        assert check(own_database, text)[0] == 0


def forged(app: Flask, number: str, key: bytes, name: str = "A THIEF") -> str:
    """A paper that whoever stole a key makes with it."""
    private = keystore.keyfiles.read(app.config["DATA"] / f"keys/certificate-{key.hex()}.key")
    said = Claims(number, name, today(), "before-you-go 1", 1 * status.SIZE + 7)
    message = signing.sign(key, private.sign, said.to_bytes(), detached=False)
    assert claims.read(signing.read(message).payload or b"").name == name
    return code.text(PUBLIC_URL, number, message)


def test_a_stolen_key_spoils_no_paper_that_was_logged_before(own_database: Flask) -> None:
    client = own_database.test_client()
    paper = issued()
    before, number = text_of(paper), paper.number
    stolen = keys.key_list().active(Purpose.CERTIFICATE).kid
    publishing.refresh()
    later = now() + timedelta(minutes=1)
    own_database.config["CLOCK"] = lambda: later
    rotate(own_database, "certificate", "--stolen")
    after = text_of(issued())
    publishing.refresh()
    assert online(client, before) == "Genuine"
    code_, output = check(own_database, before)
    assert code_ == 3
    assert "key-compromised" in output
    assert offline(own_database, before).verdict is Verdict.STATUS_OLD
    assert online(client, after) == "Genuine"
    assert offline(own_database, after).verdict is Verdict.GENUINE
    for false in (
        forged(own_database, number, stolen),
        forged(own_database, ids.new_number(), stolen),
    ):
        assert online(client, false) in {"Not ours", "No such number"}
        assert offline(own_database, false).verdict is not Verdict.GENUINE


def test_an_older_key_that_was_stolen_is_marked_by_its_name(own_database: Flask) -> None:
    client = own_database.test_client()
    paper = issued()
    before, number, kid = text_of(paper), paper.number, keys.key_list().active(CERTIFICATE).kid
    rotate(own_database, "certificate")
    later = now() + timedelta(minutes=1)
    own_database.config["CLOCK"] = lambda: later
    rotate(own_database, "certificate", "--stolen-key", kid.hex())
    publishing.refresh()
    found = keystore.read(own_database.config["DATA"])
    states = [key.state for key in found.keys.values() if key.purpose is CERTIFICATE]
    assert states == [KeyState.COMPROMISED, KeyState.RETIRED, KeyState.ACTIVE]
    assert online(client, before) == "Genuine"
    assert offline(own_database, before).verdict is Verdict.STATUS_OLD
    assert online(client, forged(own_database, number, kid)) == "Not ours"


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (["00000000"], "No key for 'certificate' is called 00000000."),
        (["not hex"], "is no name of a key"),
        (["{slip}"], "No key for 'certificate' is called"),
        (["{stolen}"], "is marked already"),
        (["{stolen}", "--stolen"], "Either --stolen or --stolen-key."),
    ],
)
def test_what_cannot_be_marked_changes_nothing(
    own_database: Flask, more: list[str], says: str
) -> None:
    stolen, slip = (keys.key_list().active(one).kid.hex() for one in (CERTIFICATE, Purpose.SLIP))
    rotate(own_database, "certificate", "--stolen")
    held = keystore.read(own_database.config["DATA"])
    words = [word.format(slip=slip, stolen=stolen) for word in more]
    run = own_database.test_cli_runner().invoke(
        key_commands, ["rotate", "certificate", "--stolen-key", *words]
    )
    assert run.exit_code != 0
    assert says in run.output
    assert keystore.read(own_database.config["DATA"]) == held


def test_lists_of_a_stolen_status_key_are_refused_until_signed_anew(own_database: Flask) -> None:
    text = text_of(issued())
    publishing.refresh()
    rotate(own_database, "status", "--stolen")
    assert offline(own_database, text).verdict is Verdict.STATUS_OLD
    assert len(publishing.refresh()) == 3
    assert offline(own_database, text).verdict is Verdict.GENUINE


def test_an_old_key_list_that_is_put_back_is_refused(own_database: Flask, tmp_path: Path) -> None:
    folder = own_database.config["DATA"] / "keys"
    kept = tmp_path / "kept"
    shutil.copytree(folder, kept)
    rotate(own_database, "certificate", "--stolen")
    newest = keys.key_list()
    files = [(kept / name).read_bytes() for name in (keystore.LIST, keystore.SIGNATURE)]
    with pytest.raises(Refused, match="keys-older"):
        keylist.read(*files, keystore.root_of(own_database.config["DATA"]), seen=newest.version)
    for name in (keystore.LIST, keystore.SIGNATURE):
        shutil.copy(kept / name, folder / name)
    assert keys.key_list() == newest


def test_a_list_is_fetched_anew_only_when_it_changed(own_database: Flask) -> None:
    client, paper = own_database.test_client(), issued()
    publishing.refresh()
    first = client.get("/status/1-suspended")
    tag = {"If-None-Match": first.headers["ETag"]}
    assert first.headers["Cache-Control"] == "public, no-cache"
    assert client.get("/status/1-suspended", headers=tag).status_code == 304
    change(by(make_person()), paper.number, PaperChange.SUSPENDED)
    publishing.refresh()
    again = client.get("/status/1-suspended", headers=tag)
    assert again.status_code == 200
    assert again.headers["ETag"] != first.headers["ETag"]
    others = client.get("/status/1-cancelled")
    tag = {"If-None-Match": others.headers["ETag"]}
    assert client.get("/status/1-cancelled", headers=tag).status_code == 304


def test_the_worker_signs_the_lists_anew_each_day(own_database: Flask) -> None:
    at = datetime(2040, 1, 1, 6, tzinfo=UTC)
    signed = []
    for day in range(2):
        own_database.config["CLOCK"] = lambda day=day: at + timedelta(days=day)
        working.run(own_database, rounds=1)
        found = publishing.lists_at_hand(keystore.read(own_database.config["DATA"]))
        signed.append({name: one.signed_at for name, one in found.items()})
    assert len(signed[0]) == len(Kind)
    assert all(signed[1][name] - moment == timedelta(days=1) for name, moment in signed[0].items())


@pytest.mark.parametrize("seed", range(5))
def test_a_list_with_a_thousand_cancelled_is_at_most_2_kilobytes(seed: int) -> None:
    places = random.Random(seed).sample(range(status.SIZE), 1000)  # noqa: S311 - no secret
    packed = keylist.from_base64(status.encode(status.bits_of(places))[1:])
    assert len(packed) <= 2000
    assert status.decode(status.encode(status.bits_of(places))) == status.bits_of(places)
