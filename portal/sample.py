"""The sample: people, courses, papers and a registry, made through the same deeds as everything."""

from collections.abc import Iterator

import certificates.sample
import courses.class_sample
import courses.sample
import visa_check.publishing
import visa_check.sample
from certificates import queries as certificate_queries
from portal.deeds.sequencer import number_leaves
from portal.ground.access import Role
from portal.papers import keys, publishing
from portal.people import queries
from portal.people import sample as people


def load() -> bool:
    """Load the sample into an empty portal; False where people are already there."""
    if queries.is_anybody_there():
        return False
    people.load()
    learners = [people.person(Role.MIGRANT, place=place) for place in range(3)]
    migrants = [learner.id for learner in learners]
    officers = [people.person(Role.OFFICER, "cumilla", place).id for place in range(2)]
    courses.sample.load(migrants)
    courses.class_sample.load(
        people.person(Role.TRAINER),
        [people.person(Role.MIGRANT, place=place) for place in range(3)],
    )
    certificates.sample.load(migrants[1], officers)
    visa_check.sample.load(officers)
    publishing.refresh()
    visa_check.publishing.refresh()
    number_leaves(keys.journal_seal())
    return True


def things() -> Iterator[str]:
    """Lines that name what can be looked up: certificates, visas, agencies."""
    yield "Certificates: /check/ or /C/<number>"
    for paper in certificate_queries.papers():
        yield f"  {paper.number}  {paper.state.value}"
    yield "Visas: /visa/ with visa number, passport number and birth date"
    for visa in visa_check.sample.SAMPLE_VISAS:
        born = visa.date_of_birth.isoformat()
        yield f"  {visa.visa_number:<10} {visa.passport_number:<10} {born}  {visa.verdict.value}"
    yield "Agencies: /agencies/?q=padma, RL-90001 to RL-90008"
