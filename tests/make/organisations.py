"""Makers of organisations and their tokens, through the deeds of administrators."""

from portal.deeds.record import By
from portal.ground.access import Role
from portal.people import queries, visits
from portal.people.actions import organisations as actions
from portal.people.models import Organisation, OrganisationKind, Person
from tests.make.people import make_person


def make_organisation(
    administrator: Person | None = None, name: str = "Padma Recruiting"
) -> Organisation:
    """An organisation."""
    about = actions.About(name, OrganisationKind.RECRUITER, "Mr Alam, 01711000000", "")
    ref = actions.add_organisation(_by(administrator), about)
    found = queries.organisation(ref)
    assert found
    return found


def make_token(organisation: Organisation, days: int = 90) -> str:
    """A token of an organisation, as its program has it."""
    token = visits.new_token()
    actions.make_token(_by(None), organisation.ref, "a desk", days, visits.token_hash(token))
    return token


def _by(administrator: Person | None) -> By:
    person = administrator or make_person(Role.ADMINISTRATOR)
    return By.command_line(person.id, "test")
