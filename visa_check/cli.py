"""Commands for lists: they propose, and another officer approves in the browser."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup
from flask_babel import force_locale
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from portal.deeds.record import By
from portal.ground.errors import Refusal
from portal.ground.tables import BadFile
from portal.people import phones
from portal.people import queries as people
from visa_check import words
from visa_check.actions import lists as actions
from visa_check.actions import proposals
from visa_check.actions import visas as visa_actions
from visa_check.importing import drop_list, read_list, stage_list
from visa_check.models import ListKind
from visa_check.queries import columns
from visa_check.queries import lists as queries
from visa_check.tables import Table

agencies = AppGroup("agencies", help="The register of recruiting agencies.")
visas = AppGroup("visas", help="The register of visas.")
# How often a bar is drawn in a second: each time costs as much as some hundred lines.
_REFRESHED = 4
_OPTIONS = (
    click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path)),
    click.option("--as", "phone", required=True, help="Phone number of the officer who proposes."),
    click.option("--complete", is_flag=True, help="Nothing that is missing in it is in force."),
    click.option("--approve-as", help="Approve at once as another officer; development only."),
)


def _options(command: Any) -> Any:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@agencies.command("import")
@_options
def import_agencies(file: Path, phone: str, complete: bool, approve_as: str | None) -> None:
    """Propose a list of agencies (CSV, XLSX); prints what would change and what is refused."""
    _import(ListKind.AGENCIES, file, phone, complete=complete, approve_as=approve_as)


@visas.command("import")
@_options
def import_visas(file: Path, phone: str, complete: bool, approve_as: str | None) -> None:
    """Propose a list of visas (CSV, XLSX); prints what would change and what is refused."""
    _import(ListKind.VISAS, file, phone, complete=complete, approve_as=approve_as)


@visas.command("index")
def index_visas() -> None:
    """Tie all visas to groups, employers and sponsors anew; once after an upgrade."""
    last: int | None = 0
    while last is not None:
        last = visa_actions.index_visas(last)
    click.echo("All visas are tied to groups, employers and sponsors.")


def _import(
    kind: ListKind, path: Path, phone: str, *, complete: bool, approve_as: str | None
) -> None:
    if approve_as and current_app.config["ENV"] != "development":
        raise click.ClickException("--approve-as exists in development only.")
    by = _officer(phone, f"{kind} import")
    with force_locale("en"), path.open("rb") as file:
        try:
            table = read_list(kind, file, capped=False, choose=partial(_remembered, kind, by))
            ref = _stage(by, kind, table, path.name, complete=complete)
            _tell(ref, by)
            proposal = _propose(by, ref)
            click.echo(f"Proposed: {proposal}")
            if approve_as:
                _approve(_officer(approve_as, f"{kind} import"), proposal)
        except BadFile as bad:
            fault = words.file_fault(bad.fault, bad.line, bad.names)
            raise click.ClickException(fault) from None
        except Refusal as refusal:
            raise click.ClickException(refusal.text) from None


def _remembered(kind: ListKind, by: By, header: Sequence[str]) -> list[str | None] | None:
    """What was chosen in the browser for files of this shape."""
    return columns.remembered(kind, header, by.person_id) if by.person_id else None


def _officer(phone: str, command: str) -> By:
    try:
        found = people.staff_by_phone(phones.normalise(phone))
    except phones.BadPhone:
        found = None
    if found is None:
        raise click.ClickException(f"No member of staff has the number {phone}.")
    return By.command_line(found.id, command)


def _stage(by: By, kind: ListKind, table: Table, name: str, *, complete: bool) -> str:
    with Progress(transient=True, refresh_per_second=_REFRESHED) as progress:
        task = progress.add_task("Comparing", total=table.rows)
        return stage_list(
            by,
            kind,
            table,
            name,
            complete=complete,
            tick=lambda count: progress.advance(task, count),
        )


def _approve(by: By, proposal: str) -> None:
    """Put the list in force: the database does it by itself, so the bar tells only for how long."""
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, transient=True, refresh_per_second=_REFRESHED) as progress:
        progress.add_task("Putting in force", total=None)
        proposals.approve(by, proposal)
    click.echo("Approved.")


def _propose(by: By, ref: str) -> str:
    try:
        return actions.propose_list(by, ref, "")
    except Refusal:
        drop_list(ref, by.person_id)
        raise


def _tell(ref: str, by: By) -> None:
    """Print what the list would change, and each refused line with its reasons."""
    found = queries.import_by_ref(ref, by.person_id)
    assert found is not None  # noqa: S101 - it was staged just now
    for outcome, count in queries.counts(found).items():
        click.echo(f"{outcome.value:>9}: {count}")
    if found.unread:
        click.echo(f"Columns that nobody reads: {', '.join(found.unread)}")
    for line, faults in queries.refused_lines(found):
        click.echo(f"Line {line}: {words.line_faults(faults)}")
