"""What a class is to be, before it is written down."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class NewCohort:
    """A class to be: the days on which the roll is called, each with its part of the day."""

    title: str
    days: tuple[date, ...]
    seats: int
    days_needed: int
    course_ids: tuple[int, ...]
    trainer_ids: tuple[int, ...]
