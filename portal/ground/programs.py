"""What all doors of programs share: JSON both ways, and one description of all of them."""

import json
from collections.abc import Set
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Response
from flask.sansio.app import App

from portal.ground.problems import Fault, Problem

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


def read_object(mimetype: str, body: bytes, members: Set[str]) -> dict[str, Any]:
    """The object that a program sent, with no other members than these; else a Problem."""
    if mimetype != "application/json":
        raise Problem(Fault.MEDIA_TYPE)
    sent = _parse(body)
    if not isinstance(sent, dict):
        raise Problem(Fault.WRONG_TYPE, "/")
    for name in sent:
        if name not in members:
            raise Problem(Fault.UNKNOWN_MEMBER, f"/{_escaped(name)}")
    return sent


def read_text(sent: object, pointer: str) -> str:
    """A text that a program sent; a Problem for anything else."""
    if not isinstance(sent, str):
        raise Problem(Fault.WRONG_TYPE, pointer)
    return sent


def _parse(body: bytes) -> Any:
    """One JSON document: strictly UTF-8, no member twice, no NaN, not too deep to walk through."""
    try:
        return json.loads(body.decode(), object_pairs_hook=_once, parse_constant=_refused)
    except (ValueError, RecursionError):
        raise Problem(Fault.NOT_JSON) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Problem(Fault.TWICE)
    return found


def _refused(_name: str) -> None:
    raise Problem(Fault.NOT_JSON)


def _escaped(name: str) -> str:
    """The name of a member as a step of a JSON pointer, cut short."""
    return name[:40].replace("~", "~0").replace("/", "~1")
