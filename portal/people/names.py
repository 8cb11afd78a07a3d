"""Names of roles in words, and of people on pages that several of them may see."""

from typing import Any

from flask_babel import lazy_gettext as _l

from portal.ground.access import Role
from portal.people.models import OrganisationKind

ROLES: dict[Role, Any] = {
    Role.MIGRANT: _l("Prospective migrant"),
    Role.TRAINER: _l("Trainer"),
    Role.OFFICER: _l("Officer"),
    Role.SUPERVISOR: _l("Supervisor"),
    Role.AUDITOR: _l("Auditor"),
    Role.ADMINISTRATOR: _l("Administrator"),
}
ORGANISATIONS: dict[OrganisationKind, Any] = {
    OrganisationKind.RECRUITER: _l("Recruiting agency"),
    OrganisationKind.EMPLOYER: _l("Employer"),
    OrganisationKind.MISSION: _l("Embassy or labour wing"),
    OrganisationKind.AIRPORT: _l("Airport desk"),
    OrganisationKind.GOVERNMENT: _l("Government office"),
    OrganisationKind.HELPER: _l("Organisation that helps migrants"),
}


def first_name(name: str) -> str:
    """The first word, and of the others the first letter: enough for those who share a phone."""
    first, *others = name.split()
    return " ".join([first, *(f"{word[0]}." for word in others)])
