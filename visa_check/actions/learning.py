"""From a suspected fraud to a warning for all offices, and from that to an alert for everybody."""

from typing import Any

from portal.deeds.proposals import propose
from portal.deeds.record import By, deed
from portal.ground.access import Role
from portal.ground.clock import now, today
from portal.ground.countries import COUNTRIES
from portal.ground.database import db
from portal.people.rights import require
from visa_check.kinds import FRAUD_ALERT, FRAUD_WARNING
from visa_check.learning import names_somebody
from visa_check.models import FraudAlertEnd
from visa_check.queries import agencies, visas
from visa_check.queries import learning as queries
from visa_check.queries.lists import waiting_of
from visa_check.refusals import (
    AgencyUnknown,
    AlreadyProposed,
    Gone,
    NamesSomebody,
    NoFraud,
)
from visa_check.verdicts import VisaState


@deed
def propose_warning(by: By, visa_ref: str, facts: dict[str, Any]) -> str:
    """Lay a warning before the second officer, who reads whether it names anybody."""
    officer = require(by.person_id, Role.OFFICER, Role.SUPERVISOR)
    found = visas.visa_of(officer, visa_ref)
    if found is None:
        raise Gone
    decision = found.decision
    if decision is None or decision.state is not VisaState.FRAUD:
        raise NoFraud
    waits = any(one.difference["decision"] == decision.id for one in waiting_of(FRAUD_WARNING))
    if waits or queries.warning_of(decision.id):
        raise AlreadyProposed
    if facts["rl_no"] and agencies.agency_by_licence(facts["rl_no"]) is None:
        raise AgencyUnknown
    holder = found.holder.facts if found.holder else {}
    if names_somebody(facts["words"], [str(secret) for secret in holder.values() if secret]):
        raise NamesSomebody
    proposal = propose(
        by,
        kind=FRAUD_WARNING,
        subject=COUNTRIES[found.entry.destination].name_en,
        office_id=decision.office_id,
        difference={
            "decision": decision.id,
            "old": {},
            "new": facts | {"destination": found.entry.destination},
        },
    )
    return proposal.ref


@deed
def propose_alert(by: By, warning_ref: str, facts: dict[str, Any]) -> str:
    """Lay an alert before a supervisor, in both languages and with its last day."""
    require(by.person_id, Role.OFFICER, Role.SUPERVISOR)
    found = queries.warning(warning_ref)
    if found is None:
        raise Gone
    waits = any(one.difference["warning"] == found.id for one in waiting_of(FRAUD_ALERT))
    if waits or queries.alerts_of_warning(found, today()):
        raise AlreadyProposed
    if any(names_somebody(str(words), []) for name, words in facts.items() if name != "last_day"):
        raise NamesSomebody
    proposal = propose(
        by,
        kind=FRAUD_ALERT,
        subject=COUNTRIES[found.destination].name_en,
        difference={"warning": found.id, "old": {}, "new": facts},
    )
    return proposal.ref


@deed
def end_alert(by: By, ref: str, reason: str) -> str:
    """Take an alert back at once; a supervisor does that alone."""
    require(by.person_id, Role.SUPERVISOR)
    found = queries.alert(ref)
    if found is None:
        raise Gone
    db.add(FraudAlertEnd(alert_id=found.id, person_id=by.person_id, reason=reason, at=now()))
    return ref
