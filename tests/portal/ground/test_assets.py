"""Static files: named by what is in them, packed, kept for ever."""

import gzip
from pathlib import Path

import brotli
import pytest
from flask import Flask, url_for
from flask.testing import FlaskClient

from portal.ground import assets

STYLE = "css/site.css"


@pytest.fixture
def style(app: Flask) -> str:
    """The address of the style sheet."""
    with app.test_request_context():
        return url_for("static", filename=STYLE)


def test_a_static_file_is_kept_for_ever(client: FlaskClient, style: str) -> None:
    response = client.get(style)
    assert response.status_code == 200
    assert response.mimetype == "text/css"
    assert response.headers["Cache-Control"] == assets.FOREVER
    assert "Set-Cookie" not in response.headers


def test_the_address_of_a_file_carries_the_fingerprint_of_the_tree(style: str) -> None:
    assert style == f"/static/{assets.fingerprint(assets.sources())}/{STYLE}"


def test_a_change_anywhere_changes_the_fingerprint() -> None:
    files = {"a.js": b"one", "b.js": b"two"}
    assert assets.fingerprint(files) != assets.fingerprint(files | {"b.js": b"three"})
    assert assets.fingerprint(files) != assets.fingerprint({"a.js": b"onetwo", "b.js": b""})


def test_an_old_address_still_answers_but_is_not_kept(client: FlaskClient) -> None:
    response = client.get(f"/static/000000000000/{STYLE}")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "name", ["css/none.css", "../portal/app.py", "%2e%2e/README.md", "css/", "css/tokens.css", ""]
)
def test_nothing_else_is_served(client: FlaskClient, name: str) -> None:
    assert client.get(f"/static/000000000000/{name}").status_code == 404


def test_the_styles_are_joined_in_order() -> None:
    style = assets.sources()[STYLE].decode()
    parts = ["@layer tokens,", ".middle", ".verdict", ".hero"]
    places = [style.index(part) for part in parts]
    assert places == sorted(places)
    # What a page's own part says of paper stands in that part; the common words come last.
    assert style.rindex("@media print") > places[-1]


def test_the_code_of_an_npm_package_comes_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "package.json").write_text('{"dependencies": {"@far/away": "1.0.0"}}')
    package = tmp_path / "node_modules" / "@far" / "away"
    package.mkdir(parents=True)
    (package / "index.js").write_text("export {}")
    (package / "README.md").write_text("no code")
    monkeypatch.setattr(assets, "ROOT", tmp_path)
    monkeypatch.setattr(assets, "MODULES", tmp_path / "node_modules")
    names = [name for name in assets.sources() if name.startswith("npm/")]
    assert names == ["npm/@far/away/index.js"]


def test_the_build_packs_each_text_and_drops_older_trees(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "BUILD", tmp_path)
    (tmp_path / "older").mkdir()
    folder = assets.build()
    body = (folder / STYLE).read_bytes()
    assert brotli.decompress((folder / f"{STYLE}.br").read_bytes()) == body
    assert gzip.decompress((folder / f"{STYLE}.gz").read_bytes()) == body
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]
    assert assets.build() == folder


@pytest.fixture
def packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """A visitor of a small app whose files were packed at set-up."""
    monkeypatch.setattr(assets, "BUILD", tmp_path)
    assets.build()
    app = Flask("packed", static_folder=str(assets.STATIC))
    assets.init_app(app)
    return app.test_client()


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("identity", None),
        ("", None),
    ],
)
def test_the_best_packing_that_the_browser_takes_is_sent(
    packed: FlaskClient, accepted: str, coding: str | None
) -> None:
    response = packed.get(f"/static/x/{STYLE}", headers={"Accept-Encoding": accepted})
    assert response.headers.get("Content-Encoding") == coding
    assert response.headers["Vary"] == "Accept-Encoding"


def test_modules_have_the_type_that_browsers_demand(packed: FlaskClient) -> None:
    assert packed.get("/static/x/js/main.js").mimetype == "text/javascript"
