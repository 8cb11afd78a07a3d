"""The certificates of a whole class: issued, drawn, and laid into one ZIP and one PDF to print.

It goes on a piece at a time, so that the worker can look after everything else between two of
them. What is issued and drawn stays, so that a worker that was killed goes on where it stopped.
"""

import shutil
import time
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from flask import current_app
from pypdf import PdfWriter

from certificates import pdf
from certificates.actions import classes as actions
from certificates.actions.classes import Checked
from certificates.models import Certificate, Making
from certificates.queries import classes as queries
from certificates.queries.classes import Standing
from certificates.sheets import sheet_of
from portal.deeds.record import By
from portal.ground.errors import Refusal
from portal.ground.spreadsheets import csv_file
from portal.papers import holder
from portal.people import identities

ZIP, PDF = "certificates.zip", "certificates.pdf"
# How long the worker stays with one class before it looks round.
_TURN = 1.0
_HEADS = ("seat", "name", "course", "version", "days", "score", "passed on", "certificate")

Drawer = Callable[[Iterable[pdf.Sheet]], Iterator[bytes]]


@dataclass(frozen=True)
class Progress:
    """How many pieces of how many are done."""

    done: int
    total: int


def folder_of(ref: str) -> Path:
    """Where the files of a class lie."""
    data: Path = current_app.config["DATA"]
    return data / "class-papers" / ref


def work() -> None:
    """Go on for a moment with the papers that were asked for first."""
    papers = queries.next_papers()
    if papers is None:
        return
    ref, until = papers.ref, time.monotonic() + _TURN
    by = By.command_line(papers.asked_by_id, "class papers")
    for progress in make(by, papers.cohort.ref, folder_of(ref)):
        is_done = progress.done == progress.total
        state = Making.DONE if is_done else Making.WORKING
        actions.tell_papers(ref, progress.done, progress.total, state)
        if time.monotonic() > until:
            return


def forget_old() -> None:
    """Remove the files of classes that were made some days ago."""
    for ref in actions.forget_old_papers():
        shutil.rmtree(folder_of(ref), ignore_errors=True)


def make(by: By, cohort_ref: str, folder: Path, draw: Drawer | None = None) -> Iterator[Progress]:
    """Issue what can be issued, draw what is not drawn, put it together; piece by piece."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    standings = _standings(cohort_ref)
    ready = [one for one in standings if one.is_ready]
    issued = len([one for one in standings if one.certificate and not one.is_ready])
    drawn = len(list(folder.glob("*-en.pdf")))
    # For each paper it is issued and it is drawn; at the end all are put together.
    total = 2 * (len(ready) + issued) + 1
    done = issued + drawn
    for _ in _issued(by, cohort_ref, ready):
        done += 1
        yield Progress(done, total)
    for _ in _drawn(_certificates(cohort_ref), folder, draw or _one_by_one):
        done += 1
        yield Progress(min(done, total - 1), total)
    _put_together(_standings(cohort_ref), folder)
    yield Progress(total, total)


def _one_by_one(sheets: Iterable[pdf.Sheet]) -> Iterator[bytes]:
    return map(pdf.render, sheets)


def _standings(cohort_ref: str) -> list[Standing]:
    cohort = queries.any_cohort(cohort_ref)
    return queries.standings(cohort) if cohort else []


def _certificates(cohort_ref: str) -> list[Certificate]:
    return [one.certificate for one in _standings(cohort_ref) if one.certificate]


def _issued(by: By, cohort_ref: str, ready: list[Standing]) -> Iterator[None]:
    """Issue the certificates that are ready; what somebody changes meanwhile is left out."""
    wanted = [(one.enrolment.ref, one.enrolment.person_id, one.course.id) for one in ready]
    checks: dict[int, Checked] = {}
    for enrolment_ref, person_id, course_id in wanted:
        if person_id not in checks:
            checks[person_id] = _check(person_id)
        try:
            actions.issue_attended(by, cohort_ref, enrolment_ref, course_id, checks[person_id])
        except Refusal:
            continue
        yield


def _check(person_id: int) -> Checked:
    """The holder check of somebody's passport; one for all papers of the person."""
    identity = identities.current(person_id)
    passport = identities.seen(identity)
    if identity is None or passport is None:
        return Checked(0, b"")
    return Checked(identity.id, holder.check(passport.number, passport.born_on))


def _drawn(found: list[Certificate], folder: Path, draw: Drawer) -> Iterator[None]:
    """Draw each certificate in each language; the last language says that all are there."""
    public_url: str = current_app.config["PUBLIC_URL"]
    sheets = [
        sheet
        for one in found
        for language in pdf.LANGUAGES
        if (sheet := sheet_of(one, language, public_url)) and not _file(folder, sheet).exists()
    ]
    for sheet, content in zip(sheets, draw(sheets), strict=True):
        file = _file(folder, sheet)
        half = file.with_suffix(".half")
        half.write_bytes(content)
        half.replace(file)
        if sheet.language == pdf.LANGUAGES[-1]:
            yield


def _file(folder: Path, sheet: pdf.Sheet) -> Path:
    return folder / f"{sheet.number}-{sheet.language}.pdf"


def _put_together(standings: list[Standing], folder: Path) -> None:
    """One PDF to print, seat by seat, and one ZIP with each paper and the table of results.

    What was not drawn is left out: its holder was erased.
    """
    files = [
        (one, file)
        for one in standings
        if one.certificate
        for language in pdf.LANGUAGES
        if (file := folder / f"{one.certificate.paper.number}-{language}.pdf").exists()
    ]
    with PdfWriter() as writer:
        for _, file in files:
            writer.append(file)
        writer.write(folder / "pdf.half")
    with zipfile.ZipFile(folder / "zip.half", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("results.csv", results(standings))
        for one, file in files:
            archive.write(file, f"{one.enrolment.seat:03d} {_plain(one)} {file.name}")
    (folder / "pdf.half").replace(folder / PDF)
    (folder / "zip.half").replace(folder / ZIP)


def _plain(one: Standing) -> str:
    """A name that every file system takes: letters with their vowel signs, and digits."""
    kept = (mark for mark in one.enrolment.person.name if mark in " -" or _is_letter(mark))
    return f"{''.join(kept)[:40].strip()} {one.course.slug}"


def _is_letter(mark: str) -> bool:
    return unicodedata.category(mark)[0] in {"L", "M", "N"}


def results(standings: list[Standing]) -> bytes:
    """The results of a class as CSV."""
    return csv_file(_HEADS, map(_result, standings))


def _result(one: Standing) -> tuple[object, ...]:
    passed = one.course_pass
    return (
        one.enrolment.seat,
        one.enrolment.person.name,
        one.course.slug,
        passed.version.version if passed else None,
        one.days,
        passed.score if passed else None,
        passed.passed_on if passed else None,
        one.certificate.paper.number if one.certificate else None,
    )
