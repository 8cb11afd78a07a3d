"""Slips in a list of the office, and one of them with what happened to it."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.ground.formatting import day, moment
from portal.papers import claims, ids, signing
from portal.papers.models import Paper, PaperChange, PaperState
from visa_check.models import Slip
from visa_check.queries import desk as people
from visa_check.queries import slips as queries
from visa_check.showing.cells import NOTHING, Cell, Rows, word
from visa_check.showing.slips import shown

PAPER_STATES = {
    PaperState.LIVE: _l("In force"),
    PaperState.SUSPENDED: _l("Suspended"),
    PaperState.CANCELLED: _l("Cancelled"),
    PaperState.REPLACED: _l("Replaced by a newer slip"),
}
_HAPPENED = {
    PaperChange.ISSUED: _l("Made"),
    PaperChange.SUSPENDED: _l("Suspended"),
    PaperChange.RESTORED: _l("In force again"),
    PaperChange.CANCELLED: _l("Cancelled"),
    PaperChange.REPLACED: _l("Replaced by a newer slip"),
}
# What an officer can do with a slip that stands so.
_MAY = {PaperState.LIVE: ("suspend", "cancel"), PaperState.SUSPENDED: ("lift", "cancel")}


class SlipChange(NamedTuple):
    """What an officer can do with a slip: what it is called, what it means, its button."""

    title: Any
    hint: Any
    button: Any


SLIP_CHANGES = {
    "suspend": SlipChange(
        _l("Suspend it now"),
        _l("You do this alone, and at once. Only two officers together can lift it again."),
        _l("Suspend it now"),
    ),
    "lift": SlipChange(
        _l("Lift the suspension"),
        _l("You ask, another officer decides. Until then it stays suspended."),
        _l("Ask to lift it"),
    ),
    "cancel": SlipChange(
        _l("Cancel it"),
        _l("You ask, another officer decides. What is cancelled stays cancelled."),
        _l("Ask to cancel it"),
    ),
}


def slip_may(slip: Slip) -> tuple[str, ...]:
    """What an officer can do with a slip as it stands."""
    return _MAY.get(slip.paper.state, ())


def slip_rows(found: Iterable[Slip]) -> Rows:
    """Slips in a list."""
    return [
        [
            {
                "text": ids.grouped(slip.paper.number),
                "href": url_for("visa_check.slip", number=slip.paper.number),
            },
            *_named(slip.paper),
            day(slip.paper.issued_on),
            str(shown(slip).state),
        ]
        for slip in found
    ]


def slip_facts(slip: Slip) -> list[tuple[str, Cell]]:
    """What stands on a slip, and how it stands."""
    paper = slip.paper
    name, country = _named(paper)
    facts: list[tuple[str, Cell]] = [
        (_("State"), str(shown(slip).state)),
        (_("Name"), name),
        (_("Destination"), country),
        (_("Made on"), day(paper.issued_on)),
    ]
    if paper.expires_on:
        facts.append((_("Good until"), day(paper.expires_on)))
    return facts


def slip_history(slip: Slip) -> Rows:
    """What happened to a slip and why, the newest first; reports about it among that."""
    events = queries.history(slip)
    names = people.names(event.by_id for event in events)
    rows: list[tuple[datetime, Cell, str, str]] = [
        (one.at, str(_HAPPENED[one.change]), names.get(one.by_id or 0, NOTHING), one.reason)
        for one in events
    ]
    said = _("Somebody reported that it does not match")
    for report in queries.reports(slip):
        href = url_for("certificates.report_show", ref=report.ref)
        rows.append((report.at, {"text": said, "href": href}, NOTHING, ""))
    rows.sort(key=lambda row: row[0], reverse=True)
    return [[what, moment(at), who, why] for at, what, who, why in rows]


def slip_change(difference: dict[str, Any]) -> Rows:
    """What a proposal about a slip would change."""
    before, after = (PAPER_STATES[PaperState(difference[one]["paper"])] for one in ("old", "new"))
    return [[_("State"), str(before), str(after)]]


def _named(paper: Paper) -> tuple[str, str]:
    """Name and destination on a slip; neither where its holder was erased."""
    if paper.face is None:
        return NOTHING, NOTHING
    said = claims.read(signing.read(paper.face.message).payload or b"")
    return said.name, word("destination", said.subject)
