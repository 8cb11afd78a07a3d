"""What reports about agencies are called, their states and ends, and the law that they touch."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.ground.formatting import digits
from visa_check.complaints import (
    EvidenceKind,
    ReportKind,
    ReportOutcome,
    ReportState,
    Route,
    Step,
    shown,
)
from visa_check.queries.reports import Pile

KINDS = {
    ReportKind.CHARGED: _l("Took more money than the fixed maximum"),
    ReportKind.PROMISE: _l("Promised a job or a wage that is not true"),
    ReportKind.PASSPORT: _l("Keeps my passport and does not give it back"),
    ReportKind.SUB_AGENT: _l("A middleman or sub-agent without registration took part"),
    ReportKind.VISA: _l("The visa is false, or is not for work"),
    ReportKind.OTHER: _l("Something else"),
}
ICONS = {
    ReportKind.CHARGED: "money",
    ReportKind.PROMISE: "question",
    ReportKind.PASSPORT: "passport",
    ReportKind.SUB_AGENT: "person",
    ReportKind.VISA: "visa",
    ReportKind.OTHER: "info",
}
# As the office and the public say it, not as the reporter does.
SHORT = {
    ReportKind.CHARGED: _l("charged more than the maximum"),
    ReportKind.PROMISE: _l("false promise of a job or a wage"),
    ReportKind.PASSPORT: _l("passport kept"),
    ReportKind.SUB_AGENT: _l("sub-agent without registration"),
    ReportKind.VISA: _l("false visa, or none for work"),
    ReportKind.OTHER: _l("something else"),
}
EVIDENCE = {
    EvidenceKind.PAPER: _l("Receipt, contract or visa"),
    EvidenceKind.ADVERTISEMENT: _l("Advertisement or post"),
    EvidenceKind.MESSAGES: _l("Messages (chat)"),
}
STATES = {
    ReportState.NEW: _l("new: nobody has taken it"),
    ReportState.LOOKING: _l("an officer looks into it"),
    ReportState.SENT_ON: _l("sent on"),
    ReportState.CLOSED: _l("closed"),
}
# What the reporter reads.
PROGRESS = {
    ReportState.NEW: _l("Your report has arrived. No officer has opened it yet."),
    ReportState.LOOKING: _l("An officer is looking into it."),
    ReportState.SENT_ON: _l("The office has sent the papers on to another authority."),
    ReportState.CLOSED: _l("The office has closed the report."),
}
OUTCOMES = {
    ReportOutcome.CONFIRMED: _l("It is so, and it is not put right"),
    ReportOutcome.SETTLED: _l("It was so, and it was put right (money or passport given back)"),
    ReportOutcome.UNCLEAR: _l("It cannot be found out"),
    ReportOutcome.NOTHING: _l("It is not so"),
}
ENDS = {
    ReportOutcome.CONFIRMED: _l("The office found that it is so."),
    ReportOutcome.SETTLED: _l("The office found that it was so, and that it was put right."),
    ReportOutcome.UNCLEAR: _l("The office could not find out what happened."),
    ReportOutcome.NOTHING: _l("The office found nothing wrong."),
}
ROUTES = {
    Route.BMET: _l("BMET, for arbitration"),
    Route.LEGAL_AID: _l("National Legal Aid (16430)"),
    Route.POLICE: _l("Police"),
    Route.MINISTRY: _l("Ministry of Expatriates' Welfare (16135)"),
}
STEPS = {
    Step.TAKEN: _l("taken"),
    Step.LET_GO: _l("laid back in the queue"),
    Step.SENT_ON: _l("sent on"),
    Step.CLOSED: _l("closed"),
    Step.MERGED: _l("laid behind another report"),
    Step.SEPARATED: _l("separated again"),
}
PILES = {Pile.OPEN: _l("Open"), Pile.MINE: _l("Mine"), Pile.CLOSED: _l("Closed")}
# The law that a point may touch; only sections whose content was read in a source.
LAW = {
    ReportKind.CHARGED: _l(
        "The government has fixed a maximum cost for each of 16 countries (order of 2016, still in"
        " force in April 2025)."
    ),
    ReportKind.SUB_AGENT: _l(
        "Overseas Employment and Migrants Act 2013, section 9 (nobody recruits without a licence),"
        " sections 14ka and 35 (amended 2023: a sub-agent must be registered through the agency)."
    ),
    ReportKind.VISA: _l(
        "Overseas Employment and Migrants Act 2013, section 33: to collect or trade a visa by fraud"
        " is punished with two to seven years and at least Tk 3 lakh."
    ),
}


def kinds_words(kinds: Iterable[str]) -> str:
    """What was reported, in one line."""
    return "; ".join(str(SHORT[ReportKind(kind)]) for kind in kinds)


def count_words(counts: Mapping[str, Any]) -> list[str]:
    """Public counts as lines, in the order of the kinds."""
    return [
        f"{_count(counts[kind.value])}: {SHORT[kind]}"
        for kind in ReportKind
        if counts.get(kind.value)
    ]


def count_changes(old: Mapping[str, int], new: Mapping[str, int]) -> list[list[Any]]:
    """What a proposal would change of public counts, and how the public would read it."""
    return [
        [str(SHORT[kind]), _count(old.get(kind.value, 0)), _count(new.get(kind.value, 0))]
        for kind in ReportKind
        if old.get(kind.value) or new.get(kind.value)
    ]


def _count(count: int) -> str:
    """A count as the public reads it."""
    if not count:
        return str(_("not shown"))
    text = shown(count)
    return digits(text) if text.isdigit() else str(_("1 or 2"))
