"""Commands for content packs: check, import, export."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask.cli import AppGroup

from courses import queries
from courses.actions import publishing
from courses.pack.parts import BrokenPack, Pack
from courses.pack.reading import read
from courses.watching import Tell
from portal.ground.errors import Refusal

courses = AppGroup("courses", help="Content packs: a course as a folder of files.")
_folder = click.argument(
    "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="DIR"
)


@courses.command()
@_folder
def check(folder: Path) -> None:
    """Check the pack in DIR and name all its faults, with file and line."""
    click.echo(f"Nothing is wrong with it: {_told(_read(folder))}.")


@courses.command("import")
@_folder
def import_pack(folder: Path) -> None:
    """Publish the pack in DIR as a fixed version of its course."""
    pack = _read(folder)
    try:
        with _watched("Publishing") as tell:
            is_new = publishing.publish(pack, tell)
    except Refusal as refusal:
        raise click.ClickException(refusal.text) from None
    click.echo(f"{'Published' if is_new else 'Already there'}: {_told(pack)}.")


@courses.command()
@click.argument("slug")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
def export(slug: str, folder: Path) -> None:
    """Write the newest version of the course SLUG into the empty folder DIR."""
    files = queries.files(slug)
    if files is None:
        raise click.ClickException(f"There is no course {slug!r}.")
    if folder.exists() and any(folder.iterdir()):
        raise click.ClickException(f"{folder} is not empty.")
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    click.echo(f"Wrote {len(files)} files to {folder}.")


@contextmanager
def _watched(label: str) -> Iterator[Tell]:
    """A bar on the terminal, if somebody sits before one."""
    nobody_watches = not sys.stderr.isatty()
    with click.progressbar(length=100, label=label, file=sys.stderr, hidden=nobody_watches) as bar:
        yield lambda done, total: bar.update(100 * done // total - bar.pos)


def _read(folder: Path) -> Pack:
    try:
        with _watched("Reading") as tell:
            return read(folder, tell)
    except BrokenPack as broken:
        for fault in broken.faults:
            click.echo(str(fault), err=True)
        raise click.ClickException(f"{len(broken.faults)} faults; nothing was published.") from None


def _told(pack: Pack) -> str:
    lessons = sum(len(module.lessons) for module in pack.modules)
    questions = sum(len(module.questions) for module in pack.modules)
    return (
        f"{pack.slug} {pack.version}, {len(pack.modules)} modules, {lessons} lessons, "
        f"{questions} questions"
    )
