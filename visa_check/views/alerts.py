"""Alerts for everybody who goes abroad: all of them, or those of one country."""

from flask import abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.ground.access import public
from portal.ground.clock import today
from portal.ground.countries import COUNTRIES
from visa_check import showing
from visa_check.queries import learning as queries
from visa_check.views.blueprint import bp


@bp.get("/visa/alerts")
@public
def visa_alerts() -> ResponseReturnValue:
    """List the alerts in force, the newest first."""
    return render_template(
        "visa_check/visa_alerts.html", found=queries.alerts(today()), word=showing.word
    )


@bp.get("/visa/alerts/<iso2>")
@public
def visa_alerts_for(iso2: str) -> ResponseReturnValue:
    """List the alerts in force for one country."""
    code = iso2.upper()
    if code not in COUNTRIES:
        abort(404)
    if code != iso2:
        return redirect(url_for(".visa_alerts_for", iso2=code), 301)
    return render_template(
        "visa_check/visa_alerts_for.html",
        found=queries.alerts_for(code, today()),
        country=showing.word("destination", code),
    )
