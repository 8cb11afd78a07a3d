"""Commands for certificates: list, show, check, and those of a whole class."""

from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from rich.console import Console
from rich.progress import Progress as RichProgress

from certificates import pdf, queries, whole_class
from certificates.queries import classes
from certificates.sheets import sheet_of
from portal.deeds.record import By
from portal.ground.clock import now
from portal.papers import code, ids, keystore, publishing
from portal.papers.keylist import Purpose
from portal.papers.queries import by_number
from portal.papers.refused import Reason
from portal.papers.verdict import Answer, Verdict, judge, stand

certificates = AppGroup("certificates", help="Certificates: list, show, check.")
# What the program says on leaving: genuine, genuine but status old, unreadable; all else is 1.
_EXITS = {Verdict.GENUINE: 0, Verdict.STATUS_OLD: 3, Verdict.UNREADABLE: 2}


@certificates.command("list")
def list_papers() -> None:
    """Print number, state and day of every certificate and slip."""
    for paper in queries.papers():
        kind = "  slip" if paper.purpose is Purpose.SLIP else ""
        click.echo(f"{paper.number}  {stand(paper.standing, now())[0]}  {paper.issued_on}{kind}")


@certificates.command("show")
@click.argument("number")
@click.option("--pdf", "file", type=click.Path(dir_okay=False, path_type=Path), help="Write it.")
@click.option("--language", type=click.Choice(pdf.LANGUAGES), default="bn", show_default=True)
def show(number: str, file: Path | None, language: str) -> None:
    """Print the exact text of a paper's QR; with --pdf write the certificate too."""
    paper = by_number(ids.typed(number) or "")
    if paper is None or paper.face is None:
        raise click.ClickException("Nothing has this number: compare each character.")
    click.echo(code.text(current_app.config["PUBLIC_URL"], paper.number, paper.face.message))
    if file:
        file.write_bytes(pdf.render(_sheet(paper.number, language)))


@certificates.command("check")
@click.argument("text")
@click.pass_context
def check(context: click.Context, text: str) -> None:
    """Judge the text of a QR with the files at hand, or look a number up in the database."""
    number = ids.typed(text)
    answer = _by_number(number) if number else _by_code(text, now())
    click.echo(f"verdict: {answer.verdict}")
    if answer.purpose:
        click.echo(f"kind: {answer.purpose}")
    if answer.reason.value != answer.verdict.value:
        click.echo(f"reason: {answer.reason}")
    if answer.claims:
        _print_claims(answer)
    if number:
        click.echo("note: this answers for the number, not for a QR")
    _warn_of_host(answer)
    context.exit(_EXITS.get(answer.verdict, 1))


@certificates.command("issue-class")
@click.argument("cohort")
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the files go; without it, into the data folder.",
)
def issue_class(cohort: str, folder: Path | None) -> None:
    """Issue and draw the certificates of the class COHORT (the last part of its address)."""
    if classes.any_cohort(cohort) is None:
        raise click.ClickException("No class has this reference.")
    folder = folder or whole_class.folder_of(cohort)
    by = By.command_line(None, "certificates issue-class")
    with (
        ProcessPoolExecutor(mp_context=get_context("spawn")) as pool,
        RichProgress(console=Console(stderr=True)) as bar,
    ):
        task = bar.add_task("Certificates", total=None)
        for progress in whole_class.make(by, cohort, folder, partial(pool.map, pdf.render)):
            bar.update(task, completed=progress.done, total=progress.total)
    click.echo(f"Wrote {folder / whole_class.PDF} and {folder / whole_class.ZIP}.")


def _by_code(text: str, at: datetime) -> Answer:
    """Judge a QR's text offline: keys and lists from the data folder, no database."""
    keys = keystore.read(current_app.config["DATA"])
    return judge(text, keys, publishing.lists_at_hand(keys), at)


def _by_number(number: str) -> Answer:
    paper = by_number(number)
    if paper is None:
        return Answer(Verdict.NO_SUCH_NUMBER, Reason.NOT_IN_REGISTER)
    verdict, reason = stand(paper.standing, now())
    return Answer(verdict, reason, purpose=paper.purpose)


def _print_claims(answer: Answer) -> None:
    claims = answer.claims
    if claims is None or not answer.signature:
        click.echo("what it says is not ours and is not shown")
        return
    click.echo(f"number: {claims.number}")
    click.echo(f"name: {claims.name}")
    click.echo(f"issued: {claims.issued_on}")
    if answer.purpose is Purpose.SLIP:
        click.echo(f"destination: {claims.subject}")
        click.echo(f"expires: {claims.expires_on}")
    else:
        click.echo(f"course: {claims.subject}")
        click.echo(f"level: {claims.assurance.name.lower().replace('_', '-')}")
    if claims.last_3:
        click.echo(f"passport ends with: {claims.last_3}")


def _warn_of_host(answer: Answer) -> None:
    ours = code.host_of(current_app.config["PUBLIC_URL"])
    if answer.code and answer.code.host != ours:
        click.echo(f"warning: this QR leads to {answer.code.host}; our address is {ours}")


def _sheet(number: str, language: str) -> pdf.Sheet:
    found = queries.any_by_number(number)
    sheet = sheet_of(found, language, current_app.config["PUBLIC_URL"]) if found else None
    if sheet is None:
        raise click.ClickException("This is a slip: an officer prints it on the page of its visa.")
    return sheet
