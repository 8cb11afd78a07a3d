"""The public answers: since when they stand, and what is shown of an agency."""

from collections.abc import Sequence
from datetime import date
from functools import cache

from flask import get_template_attribute
from flask_babel import get_locale
from flask_babel import gettext as _

from portal.ground.formatting import day, taka
from portal.ground.formatting import digits as in_digits
from visa_check.costs import FIXED_COSTS
from visa_check.models import AgencyEntry, AgencyStatus
from visa_check.queries.visas import Answer
from visa_check.showing.cells import NOTHING, Cell, Rows, word
from visa_check.verdicts import AgencyVerdict, VisaVerdict


def visa_since(answer: Answer | None) -> str | None:
    """Since when an answer about a visa stands."""
    if answer is None:
        return None
    since = day(answer.since)
    if answer.verdict is VisaVerdict.EXPIRED:
        return str(_("Its last day was %(day)s.", day=since))
    if answer.verdict is VisaVerdict.PENDING:
        return str(_("In the register since %(day)s.", day=since))
    return str(_("Decided on %(day)s.", day=since))


def visa_office(answer: Answer | None) -> str | None:
    """The district of the office that an answer comes from."""
    if answer is None:
        return None
    return answer.office_bn if str(get_locale()) == "bn" else answer.office_en


def agency_since(verdict: AgencyVerdict, history: Sequence[AgencyStatus], today: date) -> str:
    """Since when a status stands, and that it is today's answer."""
    asked: str = _("Answer of %(day)s.", day=day(today))
    for row in history:
        if row.status.value == verdict.value and row.span.is_in_force(today):
            since: str = _("Since %(day)s.", day=day(row.valid_from))
            return f"{since} {asked}"
    if verdict is AgencyVerdict.EXPIRED:
        ends = [row.valid_to for row in history if row.valid_to and row.valid_to < today]
        ended: str = _("Its last day was %(day)s.", day=day(max(ends)))
        return f"{ended} {asked}"
    return asked


def listed(entry: AgencyEntry) -> str | None:
    """In which list an agency stood, where its status today is not known."""
    if entry.source_date is None:
        return None
    return str(
        _("In the list of %(day)s; today's status is not known.", day=day(entry.source_date))
    )


def agency_facts(
    entries: Sequence[AgencyEntry], recorded: Sequence[str] = ()
) -> list[tuple[str, Cell]]:
    """Address and the like, with source and day; earlier names where it had others."""
    entry = entries[0]
    source = entry.source or _("register of the offices")
    dated = f"{source}, {day(entry.source_date)}" if entry.source_date else source
    rows: list[tuple[str, Cell]] = [
        (_("Address"), entry.business_address or NOTHING),
        (_("Phone"), entry.phone or NOTHING),
        (_("E-mail"), entry.email or NOTHING),
        (_("Source"), dated),
    ]
    names = dict.fromkeys([*recorded, *(old.name for old in entries if old.name != entry.name)])
    if names:
        rows.append((_("Earlier names"), ", ".join(names)))
    return [row for row in rows if row[1] != NOTHING]


def cost_table() -> str:
    """The fixed maximum costs by country, drawn once for each language: they never change here."""
    return _cost_table(str(get_locale() or "bn"))


@cache
def _cost_table(_language: str) -> str:
    rows: Rows = [
        [word("destination", cost.country.code), taka(cost.taka), in_digits(cost.year), cost.source]
        for cost in FIXED_COSTS
    ]
    drawn: str = get_template_attribute("visa_check/_costs.html", "cost_table")(rows)
    return drawn
