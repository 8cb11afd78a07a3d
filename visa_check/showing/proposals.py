"""Proposals about one agency or visa: what they would change, as rows."""

from datetime import date

from flask_babel import gettext as _

from portal.deeds.models import Proposal
from portal.people import queries as people
from visa_check.complaint_words import count_changes
from visa_check.facts import STATUS_FACTS, differing, from_plain, pick
from visa_check.kinds import FRAUD_ALERT, FRAUD_WARNING, REPORT_COUNTS, SLIP_KINDS
from visa_check.showing.cells import Rows, change, word
from visa_check.showing.learning import lesson_rows
from visa_check.showing.office_slips import slip_change
from visa_check.warning_words import warning
from visa_check.warnings import Code, Warned
from visa_check.words import FACT_NAMES, KIND_NAMES


def kind_words(kind: str) -> str:
    """What a kind of proposal is called."""
    return str(KIND_NAMES[kind])


def difference_rows(proposal: Proposal) -> Rows:
    """What a proposal about one agency or visa would change: the fact, before, after."""
    difference = proposal.difference
    if proposal.kind in {FRAUD_WARNING, FRAUD_ALERT}:
        return lesson_rows(difference["new"])
    if proposal.kind == REPORT_COUNTS:
        return count_changes(difference["old"], difference["new"])
    if proposal.kind in SLIP_KINDS:
        return slip_change(difference)
    old, new = from_plain(difference["old"]), from_plain(difference["new"])
    rows = [change(name, old.get(name), new[name]) for name in differing(old, new)]
    if status := difference.get("status"):
        facts = from_plain(pick(status, STATUS_FACTS))
        rows += [change(name, None, value) for name, value in facts.items() if value]
    if ends := difference.get("ends"):
        facts = from_plain(ends)
        name = f"{FACT_NAMES['status']}: {word('status', ends['status'])}"
        until = date.fromisoformat(ends["until"]) if ends["until"] else None
        last = word("valid_to", until) if until else _("open")
        begins = word("valid_from", facts["valid_from"])
        rows.append([name, f"{begins} – {last}", f"{begins} – {word('', facts['valid_to'])}"])
    return rows


def warnings_of(proposal: Proposal) -> list[str]:
    """The warnings that were open when a decision was proposed."""
    told = proposal.difference.get("warnings", ())
    return [warning(Warned(Code(code), values)) for code, values in told]


def names_of(proposal: Proposal) -> dict[str, str]:
    """Who proposed, and who decided."""
    who = {"proposer": proposal.proposed_by_id, "decider": proposal.decided_by_id}
    found = {name: people.person_by_id(key) for name, key in who.items()}
    return {name: person.name if person else "" for name, person in found.items()}
