"""The program `nirapod`: gathers the commands of every package under one roof."""

import json
import os
from collections.abc import Callable
from itertools import chain
from typing import Any

import click
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from flask import Flask, current_app
from flask.cli import AppGroup, ScriptInfo
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from certificates.cli import certificates
from courses.cli import courses
from portal import doors, sample, serving, working
from portal.app import create_app
from portal.deeds.record import By
from portal.deeds.sms import NoGateway
from portal.deeds.verify import differences
from portal.ground import schema
from portal.ground.database import OldLibrary
from portal.ground.encryption import OpenSecrets
from portal.ground.settings import BadSettings, Settings
from portal.papers import keys
from portal.papers.cli import keys as keys_group
from portal.people import sample as sample_people
from portal.people.actions import load_offices
from portal.people.cli import people, sms
from visa_check import verifying
from visa_check.actions import indexing
from visa_check.actions.guides import load_guides
from visa_check.cli import agencies, visas
from visa_check.queries.guides import has_missing


def _app() -> Flask:
    """The portal; in development its missing secrets and keys are made."""
    # What the portal writes is for its own user alone.
    os.umask(0o077)
    try:
        settings = Settings.from_environment()
        if settings.is_development:
            keys.ensure(settings.data, settings.public_url)
        return create_app(settings)
    except (BadSettings, OldLibrary, OpenSecrets) as wrong:
        raise click.ClickException(str(wrong)) from None


class Program(AppGroup):
    """Commands that run inside the portal; it is made only when one of them runs."""

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        """Say how the portal is made."""
        kwargs.setdefault("obj", ScriptInfo(create_app=_app, set_debug_flag=False))
        return super().make_context(*args, **kwargs)


main = Program(
    name="nirapod", help="Nirapod: training, certificates, and the check of visas and agencies."
)
db = AppGroup("db", help="The schema of the database.")
sample_group = AppGroup("sample", help="Sample data, in development only.")
log = AppGroup("log", help="The journal.")
for group in (
    db,
    sample_group,
    log,
    keys_group,
    people,
    sms,
    courses,
    certificates,
    agencies,
    visas,
):
    main.add_command(group)


@db.command("upgrade")
def upgrade() -> None:
    """Bring the schema to the newest, offices and first guides into it, names into their index."""
    schema.upgrade(current_app.extensions["database"])
    click.echo(f"The schema is the newest; {load_offices()} offices are there.")
    if has_missing():
        load_guides(By.command_line(None, "db upgrade"))
    while not indexing.is_indexed():
        if count := indexing.index_more():
            click.echo(f"Agencies found under their names of today and of before: {count}.")


@sample_group.command("load")
def load_sample() -> None:
    """Load the sample into an empty portal."""
    _refuse_production()
    loaded = sample.load()
    click.echo(
        "The sample is loaded." if loaded else "There are people already: nothing was loaded."
    )


@sample_group.command("codes")
def sample_codes() -> None:
    """Print phones, PINs, passwords and one-time codes of the sample people."""
    _refuse_production()
    for line in [*sample_people.codes_now(), *sample.things()]:
        click.echo(line)


def _refuse_production() -> None:
    if current_app.config["ENV"] != "development":
        raise click.ClickException("Sample people have known secrets: never in production.")


@main.command("serve")
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--processes", default=1, show_default=True)
@click.option("--threads", default=4, show_default=True, help="In each process.")
@click.option("--pin", is_flag=True, help="Each process stays on one processor.")
def serve(host: str, port: int, processes: int, threads: int, pin: bool) -> None:
    """Serve the portal; in development the worker runs beside it and tells the SMS here."""
    engine = current_app.extensions["database"]
    _require_ready(engine)
    # The processes to come open connections of their own.
    engine.dispose()
    in_development = current_app.config["ENV"] == "development"
    beside = [lambda: working.run(create_app(), click.echo)] if in_development else []
    raise SystemExit(
        serving.run(
            create_app,
            host,
            port,
            processes=processes,
            threads=threads,
            pin=pin,
            beside=beside,
            ready=lambda: click.echo(f"Nirapod answers on http://{host}:{port}"),
        )
    )


def _require_ready(engine: Engine) -> None:
    """Secrets and a database of the newest schema are there; else say what to do."""
    if current_app.secret_key is None:
        raise click.ClickException("The secrets are missing: run 'nirapod keys init' once.")
    try:
        is_newest = schema.is_newest(engine)
    except OperationalError:
        raise click.ClickException(
            "The database cannot be opened: see NIRAPOD_DATA and NIRAPOD_DATABASE_URL."
        ) from None
    if not is_newest:
        raise click.ClickException("The schema is old: run 'nirapod db upgrade' first.")


@main.command("work")
@click.option("--tell", is_flag=True, help="Print the SMS that are kept here.")
def work(tell: bool) -> None:
    """Do what goes on behind: messages, journal, status lists, retention."""
    teller: Callable[[str], object] | None = click.echo if tell else None
    try:
        working.run(_this_app(), teller)
    except (working.AlreadyWorking, NoGateway) as refused:
        raise click.ClickException(str(refused)) from None


@main.command("doors")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def show_doors(as_json: bool) -> None:
    """Print every route and method: who may enter, and whether it changes anything."""
    if as_json:
        click.echo(json.dumps(doors.as_plain(_this_app()), indent=1))
        return
    for row in doors.rows(_this_app()):
        who = f"{row.who}{' confirmed' if row.confirmed else ''}"
        changes = "changes" if row.changes else "reads"
        click.echo(f"{row.method:5} {row.path:58} {who:34} {changes:8} {row.does}")


@log.command("verify")
def verify() -> None:
    """Compare the journal with the database; the first difference ends it with status 1."""
    difference = _first_difference()
    if difference:
        click.echo(difference)
        raise SystemExit(1)
    click.echo("The journal and the database agree.")


def _first_difference() -> str | None:
    """What was changed behind our back; on return nothing is left half read."""
    journal = differences(keys.journal_name(), keys.journal_keys(), _is_signed)
    return next(chain(journal, verifying.differences()), None)


def _is_signed(public: bytes, signature: bytes, text: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, text)
    except InvalidSignature:
        return False
    return True


def _this_app() -> Flask:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    return app
