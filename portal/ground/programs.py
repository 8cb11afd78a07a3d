"""What all doors of programs share: JSON answers, and one description of all of them."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Response
from flask.sansio.app import App

_OURS = Path(__file__).parent / "data" / "openapi.json"
_FILES = "descriptions"


def describe(app: App, file: Path) -> None:
    """Add the paths and schemas of a package to the description (OpenAPI 3.1)."""
    app.extensions.setdefault(_FILES, []).append(file)


def description(app: App) -> bytes:
    """The description of every door, put together from what the packages wrote by hand."""
    return joined((_OURS, *app.extensions.get(_FILES, ())))


@lru_cache(maxsize=4)
def joined(files: tuple[Path, ...]) -> bytes:
    """One description of several files; nothing may stand in two of them."""
    whole: dict[str, Any] = {}
    for file in files:
        _add(whole, json.loads(file.read_text()))
    return json.dumps(whole, indent=1, ensure_ascii=False).encode()


def _add(whole: dict[str, Any], part: dict[str, Any]) -> None:
    for name, value in part.items():
        if isinstance(value, dict) and name in whole:
            _add(whole[name], value)
        elif name in whole:
            raise ValueError(f"{name} is described twice")
        else:
            whole[name] = value


def answer(content: object, kept: str = "no-store") -> Response:
    """A JSON answer; bytes are one already."""
    body = content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False) + "\n"
    return Response(body, mimetype="application/json", headers={"Cache-Control": kept})
