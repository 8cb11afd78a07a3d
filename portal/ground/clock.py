"""What time it is: stored in UTC, days counted in Dhaka."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from flask import current_app

DHAKA = ZoneInfo("Asia/Dhaka")


def system_clock() -> datetime:
    """The machine's own time, aware, in UTC."""
    return datetime.now(UTC)


def now() -> datetime:
    """The moment by the clock that the settings name, aware, in UTC."""
    moment: datetime = current_app.config["CLOCK"]()
    return moment


def today() -> date:
    """The day in Dhaka: licence days, issue and expiry days are days there."""
    return now().astimezone(DHAKA).date()
