"""The program: every command has help, and the doors are told."""

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from flask import Flask
from flask.cli import ScriptInfo

from portal.app import create_app
from portal.cli import main
from portal.ground.encryption import make_ring
from portal.ground.settings import Settings


def commands(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Every command of the program, by its words."""
    found = []
    for name, command in group.commands.items():
        found += (
            commands(command, (*path, name))
            if isinstance(command, click.Group)
            else [(*path, name)]
        )
    return found


PUBLIC = {
    *("serve", "work", "doors", "db upgrade", "sample load", "sample codes"),
    *("people add", "people list", "sms list"),
    *("courses import", "courses check", "courses export"),
    *("agencies import", "visas import"),
    *("certificates list", "certificates show", "certificates check"),
    *("keys init", "keys list", "keys rotate", "keys sign", "log verify"),
}


def test_the_public_names_are_there() -> None:
    assert {" ".join(words) for words in commands(main)} >= PUBLIC


@pytest.mark.parametrize("words", commands(main), ids=" ".join)
def test_every_command_has_help(words: tuple[str, ...]) -> None:
    command: click.Command = main
    for word in words:
        assert isinstance(command, click.Group)
        command = command.commands[word]
    assert command.help


def test_the_doors_are_told_as_json(whole_app: Flask) -> None:
    with whole_app.app_context():
        done = CliRunner().invoke(main.commands["doors"], ["--json"], obj=_info(whole_app))
    rows = json.loads(done.output)
    assert {"method", "path", "who", "changes", "does"} <= set(rows[0])


def _info(app: Flask) -> ScriptInfo:
    return ScriptInfo(create_app=lambda: app)


def serve(app: Flask) -> str:
    """What `nirapod serve` says when it does not start."""
    done = CliRunner().invoke(main.commands["serve"], [], obj=_info(app))
    assert done.exit_code == 1
    return done.output


def test_the_server_says_what_is_missing(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "none", public_url="https://nirapod.example").completed()
    assert "keys init" in serve(create_app(settings))
    make_ring(tmp_path)
    unreachable = Settings(
        data=tmp_path,
        database_url="sqlite:////nowhere/at/all.sqlite3",
        public_url="https://nirapod.example",
    )
    assert "cannot be opened" in serve(create_app(unreachable.completed()))
    empty = Settings(data=tmp_path, public_url="https://nirapod.example").completed()
    assert "db upgrade" in serve(create_app(empty))
