"""The keys of a portal: made, rotated, signed elsewhere, published."""

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.ground import keyfiles
from portal.ground.database import db
from portal.ground.keyfiles import NoKey
from portal.papers import keylist, keys, keystore, publishing, signing, status
from portal.papers.cli import keys as commands
from portal.papers.keylist import KeyState, Purpose
from portal.papers.keystore import OtherRequest, Rotation
from portal.papers.models import KeyEvent, PaperChange
from portal.papers.refused import Refused
from portal.papers.status import Kind
from tests.make.certificates import by, change, make_certificate
from tests.make.people import make_person

AT = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    keystore.make(tmp_path, AT)
    return tmp_path


@pytest.fixture
def far_root(store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root's private half in another place, as in production."""
    elsewhere = tmp_path_factory.mktemp("root")
    (elsewhere / "keys").mkdir()
    (store / "keys/root.key").rename(elsewhere / "keys/root.key")
    return elsewhere


def test_each_purpose_has_its_own_key(store: Path) -> None:
    found = keystore.read(store)
    assert {found.active(purpose).public for purpose in Purpose} == {
        keystore.signing_key(store, found, purpose).public for purpose in Purpose
    }
    assert len(found.keys) == len(Purpose)


def test_keys_are_made_once(store: Path) -> None:
    before = keystore.read(store)
    assert not keystore.make(store, AT)
    assert keystore.read(store) == before


def test_private_keys_are_for_their_owner_only(store: Path) -> None:
    files = list((store / "keys").glob("*.key"))
    assert len(files) == 1 + len(Purpose)
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


def test_a_key_that_others_can_read_is_not_used(store: Path) -> None:
    file = next((store / "keys").glob("log-*.key"))
    file.chmod(0o644)
    with pytest.raises(NoKey, match="chmod 600"):
        keyfiles.read(file)


def test_after_a_rotation_the_old_key_only_verifies(store: Path) -> None:
    before = keystore.read(store).active(Purpose.CERTIFICATE)
    outcome, fresh = keystore.rotate(store, Purpose.CERTIFICATE, AT)
    assert (outcome, fresh) == (Rotation.DONE, keystore.read(store))
    assert fresh.version == 2
    assert fresh.keys[before.kid].state is KeyState.RETIRED
    assert fresh.active(Purpose.CERTIFICATE).kid != before.kid


def test_a_stolen_key_says_since_when(store: Path) -> None:
    before = keystore.read(store).active(Purpose.CERTIFICATE)
    _, fresh = keystore.rotate(store, Purpose.CERTIFICATE, AT, stolen=before.kid)
    assert fresh.keys[before.kid].state is KeyState.COMPROMISED
    assert fresh.keys[before.kid].since == AT


def test_where_the_root_is_elsewhere_a_rotation_asks_for_it(store: Path, far_root: Path) -> None:
    before = keystore.read(store)
    assert keystore.rotate(store, Purpose.STATUS, AT)[0] is Rotation.ASKED
    assert keystore.rotate(store, Purpose.STATUS, AT)[0] is Rotation.WAITING
    assert keystore.read(store) == before
    keystore.sign_request(far_root, keystore.request_file(store))
    assert keystore.rotate(store, Purpose.STATUS, AT)[0] is Rotation.DONE
    assert keystore.read(store).version == 2
    assert not keystore.request_file(store).exists()


def test_an_answer_by_another_root_is_refused(store: Path, far_root: Path, tmp_path: Path) -> None:
    keystore.rotate(store, Purpose.STATUS, AT)
    stranger = tmp_path / "stranger"
    keystore.make(stranger, AT)
    keystore.sign_request(stranger, keystore.request_file(store))
    with pytest.raises(Refused, match="keys-signature-wrong"):
        keystore.rotate(store, Purpose.STATUS, AT)


def test_two_rotations_do_not_mix(store: Path, far_root: Path) -> None:
    keystore.rotate(store, Purpose.STATUS, AT)
    with pytest.raises(OtherRequest):
        keystore.rotate(store, Purpose.SLIP, AT)


def test_a_changed_key_list_is_not_used(store: Path) -> None:
    file = store / "keys/keys.json"
    file.write_bytes(file.read_bytes().replace(b'"retired"', b'"active"').replace(b"1", b"2", 1))
    with pytest.raises(NoKey, match="refused"):
        keystore.read(store)


def test_the_seal_of_the_journal_signs(app: Flask) -> None:
    seal = keys.journal_seal()
    assert seal.origin == "nirapod.example/log"
    assert signing.is_signed(seal.public, seal.sign(b"text"), b"text")


def test_a_rotation_is_seen_by_the_running_portal(own_database: Flask) -> None:
    before = keys.key_list().version
    keystore.rotate(own_database.config["DATA"], Purpose.CERTIFICATE, AT)
    assert keys.key_list().version == before + 1
    assert keys.sign(Purpose.CERTIFICATE, b"")[0] in keys.key_list().keys


def test_the_command_rotates_and_the_journal_knows(own_database: Flask) -> None:
    run = own_database.test_cli_runner().invoke(commands, ["rotate", "certificate"])
    assert "signs for 'certificate' now" in run.output
    assert db.scalars(select(KeyEvent.version)).one() == 2
    listed = own_database.test_cli_runner().invoke(commands, ["list"]).output
    assert "retired" in listed
    assert "root " in listed


def test_keys_are_initialised_once_by_the_command(own_database: Flask) -> None:
    run = own_database.test_cli_runner().invoke(commands, ["init"])
    assert run.exit_code == 1
    assert "stand already" in run.output


def test_the_command_signs_only_what_is_confirmed(own_database: Flask, tmp_path: Path) -> None:
    request = tmp_path / "keys.json.request"
    request.write_bytes(keys.key_list().to_bytes())
    runner = own_database.test_cli_runner()
    assert runner.invoke(commands, ["sign", str(request)], input="n\n").exit_code == 1
    assert not keystore.answer_file(request).exists()
    assert runner.invoke(commands, ["sign", str(request)], input="y\n").exit_code == 0
    root = keystore.root_of(own_database.config["DATA"])
    answer = keystore.answer_file(request).read_bytes()
    assert keylist.read(request.read_bytes(), answer, root)


@pytest.mark.parametrize("name", ["root.json", "keys.json", "keys.json.sig"])
def test_key_files_are_served_with_a_tag(app: Flask, client: FlaskClient, name: str) -> None:
    first = client.get(f"/.well-known/nirapod/{name}")
    assert first.status_code == 200
    tag = {"If-None-Match": first.headers["ETag"]}
    assert client.get(f"/.well-known/nirapod/{name}", headers=tag).status_code == 304


@pytest.mark.parametrize("name", ["root.key", "..%2Fsecrets.json", "keys.json.request"])
def test_nothing_else_of_the_folder_is_served(app: Flask, client: FlaskClient, name: str) -> None:
    assert client.get(f"/.well-known/nirapod/{name}").status_code == 404


def test_the_served_list_is_the_roots(app: Flask, client: FlaskClient) -> None:
    root, content, signature = (
        client.get(f"/.well-known/nirapod/{name}").data for name in publishing.KEY_FILES
    )
    assert keylist.read(content, signature, keystore.root_in(root)).version == 1


def served(client: FlaskClient, kind: Kind) -> status.StatusList:
    name = status.name_of(1, kind)
    content, signature = (client.get(f"/status/{name}{end}").data for end in ("", ".sig"))
    return status.read(content, signature, name, kind, keys.key_list())


def test_status_lists_are_published_and_signed(app: Flask, client: FlaskClient) -> None:
    publishing.refresh()
    for kind in Kind:
        assert not any(served(client, kind).bits)


@pytest.mark.parametrize(
    ("what", "kind"),
    [(PaperChange.CANCELLED, Kind.CANCELLED), (PaperChange.SUSPENDED, Kind.SUSPENDED)],
)
def test_a_change_sets_its_bit_only(
    app: Flask, client: FlaskClient, what: PaperChange, kind: Kind
) -> None:
    paper = make_certificate(make_person()).paper
    place = paper.place
    change(by(make_person()), paper.number, what)
    publishing.refresh()
    assert served(client, kind).bits == status.bits_of([place])
    assert sum(any(served(client, other).bits) for other in Kind) == 1


def test_lists_are_written_only_when_something_changed_or_the_day_did(own_database: Flask) -> None:
    at = datetime(2026, 11, 23, 6, tzinfo=UTC)
    own_database.config["CLOCK"] = lambda: at
    assert len(publishing.refresh()) == 3
    assert publishing.refresh() == []
    own_database.config["CLOCK"] = lambda: at + timedelta(days=1)
    assert len(publishing.refresh()) == 3


@pytest.mark.parametrize("name", ["0-everything", "9-cancelled", "1-cancelled.txt", "x"])
def test_other_lists_are_not_there(app: Flask, client: FlaskClient, name: str) -> None:
    assert client.get(f"/status/{name}").status_code == 404
