"""A list before it is in force: its lines as rows, kind by kind, page by page."""

from dataclasses import dataclass

from flask_babel import gettext as _

from portal.ground.formatting import digits
from portal.people.passports import masked
from visa_check.facts import AGENCY_FACTS, HOLDER_FACTS, VISA_FACTS, differing, from_plain, pick
from visa_check.models import (
    AgencyEntry,
    Import,
    ListKind,
    Outcome,
    StagedAgency,
    StagedVisa,
    VisaEntry,
    VisaHolder,
)
from visa_check.queries import lists
from visa_check.showing.cells import NOTHING, Rows, change, word
from visa_check.words import FACT_NAMES, OUTCOMES, line_faults


@dataclass(frozen=True)
class Tab:
    """A kind of lines of a list: how many there are, and where they are shown."""

    name: str
    count: int
    href: str | None


@dataclass(frozen=True)
class ListPage:
    """One page of a list: its tabs, and the lines of the one that is open."""

    tabs: list[Tab]
    caption: str
    heads: list[str]
    rows: Rows
    page: int
    pages: int
    next: str


def list_page(found: Import, wanted: str, page: int) -> ListPage:
    """The page of a list that is asked for; first what its reader has to do with."""
    counts = lists.counts(found)
    order = _FOR_APPROVER if found.proposal_id else _FOR_SENDER
    shown = [outcome for outcome in order if counts[outcome]]
    outcome = next((one for one in shown if one.value == wanted), shown[0] if shown else None)
    tabs = [
        Tab(str(OUTCOMES[one]), counts[one], f"?outcome={one.value}" if one in shown else None)
        for one in Outcome
    ]
    if outcome is None:
        return ListPage(tabs, "", [], [], 1, 1, "?page=")
    heads, rows = _lines(found, outcome, page)
    return ListPage(
        tabs,
        str(OUTCOMES[outcome]),
        heads,
        rows,
        page,
        -(-counts[outcome] // lists.PAGE),
        f"?outcome={outcome.value}&page=",
    )


# The sender mends what was refused; who approves judges what would change.
_FOR_SENDER = (Outcome.REFUSED, Outcome.VANISHED, Outcome.CHANGED, Outcome.NEW)
_FOR_APPROVER = (Outcome.CHANGED, Outcome.VANISHED, Outcome.NEW, Outcome.REFUSED)


def _lines(found: Import, outcome: Outcome, page: int) -> tuple[list[str], Rows]:
    is_agencies = found.kind is ListKind.AGENCIES
    if outcome is Outcome.REFUSED:
        heads = [_("Line"), _("Why it is refused")]
    elif outcome is Outcome.CHANGED:
        heads = [_("Line"), _("Which"), _("What differs"), _("Register"), _("List")]
    elif is_agencies:
        heads = [_("Line"), _("Licence"), _("Name"), _("Address"), _("Status")]
    else:
        heads = [_("Line"), _("Visa number"), _("Passport number"), _("Holder"), _("Destination")]
    rows: Rows = []
    if is_agencies:
        for staged, entry in lists.staged_agencies(found, outcome, page):
            rows += _agency_line(staged, entry, outcome)
    else:
        for visa, before, holder in lists.staged_visas(found, outcome, page):
            rows += _visa_line(visa, before, holder, outcome)
    return heads, rows


def _agency_line(staged: StagedAgency, entry: AgencyEntry | None, outcome: Outcome) -> Rows:
    line = digits(staged.line) if staged.line else NOTHING
    if outcome is Outcome.REFUSED:
        return [[line, line_faults(staged.faults)]]
    licence = word("rl_no", staged.rl_no)
    status = word("status", staged.status.value if staged.status else None)
    if outcome is not Outcome.CHANGED:
        return [[line, licence, staged.name or "", word("", staged.business_address), status]]
    old, new = pick(entry, AGENCY_FACTS) if entry else {}, pick(staged, AGENCY_FACTS)
    rows: Rows = [
        [line, licence, str(FACT_NAMES[name]), word(name, old.get(name)), word(name, new[name])]
        for name in differing(old, new)
    ]
    if staged.adds_status:
        last = word("", staged.valid_to) if staged.valid_to else _("open")
        days = f"{status} ({word('', staged.valid_from)} – {last})"
        rows.append([line, licence, str(FACT_NAMES["status"]), NOTHING, days])
    return rows


def _visa_line(
    staged: StagedVisa, entry: VisaEntry | None, holder: VisaHolder | None, outcome: Outcome
) -> Rows:
    line = digits(staged.line) if staged.line else NOTHING
    if outcome is Outcome.REFUSED:
        return [[line, line_faults(staged.faults)]]
    before = from_plain(pick(holder.facts, HOLDER_FACTS)) if holder else {}
    facts = from_plain(staged.facts) if staged.facts else before
    number = masked(facts.get("visa_number") or "")
    if outcome is not Outcome.CHANGED:
        passport = masked(facts.get("passport_number") or "")
        name = facts.get("holder_name") or NOTHING
        return [[line, number, passport, name, word("destination", staged.destination)]]
    old = (pick(entry, VISA_FACTS) if entry else {}) | before
    new = pick(staged, VISA_FACTS) | facts
    changes = [change(name, old.get(name), new[name]) for name in differing(old, new)]
    return [[line, number, *change] for change in changes]
