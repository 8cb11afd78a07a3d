"""Measure the portal: runs the parts of script/bench_parts/, prints a table, writes JSON."""

import importlib
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click
from measuring import ROOT, Figure, Place
from rich.console import Console
from rich.table import Table

PARTS = ROOT / "script" / "bench_parts"
RESULT = ROOT / "build" / "bench.json"
LONGEST = 300


@click.command(help=__doc__)
@click.argument("parts", nargs=-1)
def main(parts: tuple[str, ...]) -> None:
    """Make the place, measure, tell."""
    began = time.monotonic()
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="nirapod-bench-") as folder:
        place = Place(Path(folder))
        click.echo("bench: a portal with sample data ...")
        place.nirapod("db", "upgrade")
        place.nirapod("sample", "load")
        for name in parts or sorted(file.stem for file in PARTS.glob("[a-z]*.py")):
            if time.monotonic() - began > LONGEST:
                raise click.ClickException(f"stopped before {name}: it took too long")
            click.echo(f"bench: {name} ...")
            figures += importlib.import_module(f"bench_parts.{name}").measure(place)
    tell(figures)
    RESULT.write_text(json.dumps(report(figures), indent=1, ensure_ascii=False) + "\n")
    click.echo(f"{RESULT.relative_to(ROOT)}, {time.monotonic() - began:.0f} s")
    sys.exit(not all(figure.is_kept for figure in figures))


def tell(figures: list[Figure]) -> None:
    """Print the table."""
    table = Table("what", "of", "value", "", "limit")
    table.columns[2].justify = table.columns[4].justify = "right"
    for one in figures:
        limit = "" if one.limit is None else f"{'>=' if one.at_least else '<='} {one.limit:g}"
        style = None if one.is_kept else "bold red"
        table.add_row(one.what, one.name, f"{one.value:,.4g}", one.unit, limit, style=style)
    Console(width=None if sys.stdout.isatty() else 110).print(table)


def report(figures: list[Figure]) -> dict[str, object]:
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
                "what": one.what,
                "name": one.name,
                "value": round(one.value, 3),
                "unit": one.unit,
                "limit": one.limit,
                "kept": one.is_kept,
            }
            for one in figures
        ],
    }


if __name__ == "__main__":
    main()
