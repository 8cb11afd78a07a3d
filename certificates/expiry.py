"""Until when a certificate is in force."""

import calendar
from datetime import date


def last_day(months: int | None, day: date) -> date | None:
    """The last day of a certificate that is issued on a day: so many months on, or never."""
    if months is None:
        return None
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def has_ended(last: date | None, today: date) -> bool:
    """Whether the last day of a certificate lies behind."""
    return last is not None and last < today
