"""The roof: puts the parts together. It imports everyone and is imported by no one below."""

from collections.abc import Callable
from typing import Any

from flask import Flask
from flask_wtf import CSRFProtect
from jinja2 import StrictUndefined

import certificates.views
import courses.views
import courses.views.authoring
import courses.views.classes
import courses.views.recall
import courses.views.reports
import portal.deeds.views
import portal.front.views
import portal.office.views
import portal.papers.views
import portal.people.views
import visa_check.queries.queue
import visa_check.showing
import visa_check.views
from portal.ground import (
    access,
    asked,
    assets,
    database,
    encryption,
    errors,
    formatting,
    headers,
    i18n,
    logs,
    packing,
)
from portal.ground.settings import Settings
from portal.people import callers, sessions

GROUND = (
    packing,
    logs,
    encryption,
    database,
    access,
    i18n,
    assets,
    headers,
    formatting,
    errors,
    asked,
)
PARTS = (
    portal.front.views,
    portal.people.views,
    portal.deeds.views,
    portal.papers.views,
    portal.office.views,
    courses.views,
    courses.views.authoring,
    courses.views.classes,
    courses.views.recall,
    courses.views.reports,
    certificates.views,
    visa_check.views,
)


class Portal(Flask):
    """A Flask app whose views and hooks are plain functions."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """Flask looks a dozen times at each visit whether a function is a coroutine: none is."""
        return func


def create_app(settings: Settings | None = None) -> Flask:
    """Make the portal; it reads the settings and the secrets and writes nothing."""
    app = Portal(__name__, template_folder="../templates", static_folder="../static")
    app.config.from_mapping((settings or Settings.from_environment()).for_flask())
    app.jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    for part in GROUND:
        part.init_app(app)
    sessions.init_app(app)
    callers.init_app(app)
    CSRFProtect(app)
    for part in PARTS:
        app.register_blueprint(part.bp)
    app.extensions["learning"] = courses.views.standing.standing
    app.extensions["agency_reports"] = visa_check.views.complaints.waiting
    app.extensions["questions"] = visa_check.queries.queue.count_waiting
    app.extensions["alerts"] = visa_check.showing.alert_lines
    access.check(app)
    return app
