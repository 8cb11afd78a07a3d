"""The blueprint of the pages of classes, who may enter them, and what their views share."""

from flask import Blueprint, abort

from courses.models import Cohort, CohortState
from courses.queries import classes as queries
from portal.ground.access import Role, person

bp = Blueprint("classes", __name__)
# Who runs classes, and who may look at them too.
STAFF = queries.STAFF
READERS = (*STAFF, Role.AUDITOR)


def found_cohort(ref: str) -> Cohort:
    """A class within the visitor's reach; 404 otherwise."""
    found: Cohort = queries.cohort(person(), ref) or abort(404)
    return found


def may_run(cohort: Cohort) -> bool:
    """Whether the visitor may change something in the class."""
    return person().role in STAFF and cohort.state is CohortState.OPEN
