"""The program `nirapod`: gathers the commands of every package under one roof."""

import json

import click
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from flask import Flask, current_app
from flask.cli import AppGroup, FlaskGroup, with_appcontext

import certificates.cli
import courses.cli
import portal.papers.cli
import portal.people.cli
import visa_check.cli
from portal import doors, sample, serving, working
from portal.app import create_app
from portal.deeds.verify import differences
from portal.ground import encryption, schema
from portal.ground.database import OldLibrary
from portal.ground.settings import BadSettings, Settings
from portal.papers import keys
from portal.people.actions import load_offices


def _app() -> Flask:
    try:
        settings = Settings.from_environment()
        if settings.is_development:
            _make_missing(settings)
        return create_app(settings)
    except (BadSettings, OldLibrary) as wrong:
        raise click.ClickException(str(wrong)) from None


main = FlaskGroup(
    name="nirapod",
    create_app=lambda: _app(),
    add_default_commands=False,
    add_version_option=False,
    load_dotenv=False,
    set_debug_flag=False,
    help="Nirapod: training, certificates, and the check of visas and agencies.",
)
