"""The program `nirapod`: gathers the commands of every package under one roof."""

import importlib
import importlib.util

import click
from flask import Flask
from flask.cli import AppGroup, FlaskGroup

from portal.app import create_app
from portal.ground import encryption
from portal.ground.settings import BadSettings, Settings


class Program(FlaskGroup):
    """Our commands only, each inside the application."""


def _app() -> Flask:
    try:
        return create_app()
    except BadSettings as wrong:
        raise click.ClickException(str(wrong)) from None


main = FlaskGroup(
    name="nirapod",
    create_app=_app,
    add_default_commands=False,
    add_version_option=False,
    load_dotenv=False,
    set_debug_flag=False,
    help="Nirapod: training, certificates, and the check of visas and agencies.",
)
db = AppGroup("db", help="The schema of the database.")
main.add_command(db)
for package, groups in {
    "portal.people": ("people", "sms"),
    "portal.papers": ("keys",),
    "portal.deeds": ("log",),
    "courses": ("courses",),
    "certificates": ("certificates",),
    "visa_check": ("agencies", "visas"),
}.items():
    if importlib.util.find_spec(package) and importlib.util.find_spec(f"{package}.cli"):
        module = importlib.import_module(f"{package}.cli")
        for group in groups:
            main.add_command(getattr(module, group))
