"""The roof: puts the parts together. It imports everyone and is imported by no one below."""

import importlib
import importlib.util

from flask import Flask
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined

from portal.ground import (
    access,
    database,
    encryption,
    errors,
    formatting,
    headers,
    i18n,
    logs,
)
from portal.ground.settings import Settings

PACKAGES = (
    "portal.front",
    "portal.people",
    "portal.deeds",
    "portal.papers",
    "portal.office",
    "courses",
    "certificates",
    "visa_check",
)


def create_app(settings: Settings | None = None) -> Flask:
    """Make the portal; it reads the settings and the secrets and writes nothing."""
    app = Flask(__name__, template_folder="../templates", static_folder="../static")
    app.config.from_mapping((settings or Settings.from_environment()).for_flask())
    app.jinja_options = {
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    app.view_functions["static"].door = access.Door(everybody=True)
    for part in (logs, encryption, database, access, i18n, headers, formatting, errors):
        part.init_app(app)
    for optional in ("portal.ground.assets", "portal.people.sessions"):
        if importlib.util.find_spec(optional.rsplit(".", 1)[0]) and importlib.util.find_spec(
            optional
        ):
            importlib.import_module(optional).init_app(app)
    CSRFProtect(app)
    for package in PACKAGES:
        if not importlib.util.find_spec(package):
            continue
        for name in ("views", "models"):
            if importlib.util.find_spec(f"{package}.{name}"):
                module = importlib.import_module(f"{package}.{name}")
                if hasattr(module, "bp"):
                    app.register_blueprint(module.bp)
    access.check(app)
    return app
