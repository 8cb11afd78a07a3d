"""Agencies at the desk: their history as rows."""

from collections.abc import Iterable

from flask_babel import gettext as _

from portal.ground.formatting import day as day_words
from portal.ground.formatting import moment
from visa_check.models import AgencyStatus
from visa_check.showing.cells import Rows, word


def status_words(row: AgencyStatus) -> str:
    """A status and its days in one line."""
    last = day_words(row.valid_to) if row.valid_to else _("open")
    return f"{word('status', row.status.value)}: {day_words(row.valid_from)} – {last}"


def history_rows(history: Iterable[AgencyStatus]) -> Rows:
    """The statuses of an agency."""
    return [
        [
            word("status", row.status.value),
            word("valid_from", row.valid_from),
            word("valid_to", row.valid_to) if row.valid_to else _("open"),
            word("order_no", row.order_no),
            word("source", row.source),
            moment(row.recorded_at),
        ]
        for row in history
    ]
