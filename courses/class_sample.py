"""Sample data: a class of today with eight invented people, its roll half called."""

from collections.abc import Sequence
from datetime import date, timedelta

from courses.actions import classes, enrolling, roll
from courses.planning import NewCohort
from courses.queries import classes as queries
from portal.deeds.record import By
from portal.ground.clock import today
from portal.people.identities import Seen
from portal.people.models import Person

# Two of one name: the class list asks whether somebody is there twice.
AT_THE_DOOR = ("Nasima Khatun", "Md. Abdul Karim", "Shirina Akter", "Rubel Mia", "Nasima Khatun")
PASSPORTS = (
    Seen("A09000001", date(1999, 3, 14), "RAHIMA BEGUM"),
    Seen("A09000002", date(1995, 11, 2), "JAMAL UDDIN"),
)
_CALLED_TODAY = 4
# The fourth was in neither half: the second has all that a certificate needs.
_ABSENT = 3
_SLUGS = ("before-you-go", "saudi-arabia")


def load(trainer: Person, migrants: Sequence[Person]) -> None:
    """Open the class, take everybody in, call yesterday's roll and half of today's."""
    by = By.command_line(trainer.id, "sample load")
    ref = classes.open_cohort(by, str(trainer.centre), _new(trainer))
    people = [enrolling.enrol(by, ref, migrant.public_id) for migrant in migrants]
    people += [
        enrolling.enrol_new(by, ref, name, None, enrolling.DOOR_WORDS) for name in AT_THE_DOOR
    ]
    cohort = queries.cohort(trainer, ref)
    before, now, _tomorrow = [meeting.ref for meeting in cohort.meetings] if cohort else []
    for place, person in enumerate(people):
        roll.mark(by, before, person, place != _ABSENT)
    for place, person in enumerate(people[:_CALLED_TODAY]):
        roll.mark(by, now, person, place != _ABSENT)
    for person, seen in zip(people, PASSPORTS, strict=False):
        roll.confirm_passport(by, ref, person, seen, renewed=False)


def _new(trainer: Person) -> NewCohort:
    return NewCohort(
        title="সৌদি আরব, সকালের ক্লাস",
        days=tuple(today() + timedelta(days=place) for place in (-1, 0, 1)),
        seats=30,
        days_needed=2,
        course_ids=tuple(_courses()),
        trainer_ids=(trainer.id,),
    )


def _courses() -> list[int]:
    """The courses of the class: what is for everybody, and the country."""
    versions = queries.newest_versions().values()
    return [version.course_id for version in versions if version.course.slug in _SLUGS]
