"""The pages of classes in person, for the staff of a centre and of its district's office."""

from courses.views.classes import passports, planning, roll, running, tablets, taking_in
from courses.views.classes.blueprint import bp

__all__ = ["bp", "passports", "planning", "roll", "running", "tablets", "taking_in"]
