"""The register that is published: none is left from another test, and none for the next."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask


@contextmanager
def nothing_published(app: Flask) -> Iterator[Path]:
    """The folder of the register, empty before and afterwards."""
    folder: Path = app.config["DATA"] / "published" / "registers"
    _empty(app, folder)
    yield folder
    _empty(app, folder)


def _empty(app: Flask, folder: Path) -> None:
    app.extensions.pop("published register", None)
    for file in folder.glob("*"):
        file.unlink()
