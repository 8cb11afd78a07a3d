"""Phone numbers that staff look up at the door: counted, so that nobody reads a telephone book."""

from datetime import timedelta

from portal.ground.database import transaction
from portal.ground.encryption import keyed_hash
from portal.ground.errors import TooMany
from portal.ground.limits import Rule, count_failure, waiting

_KIND = "class look-up"
# More than any centre takes in on one day.
RULE = Rule(
    free=400, within=timedelta(days=1), wait=timedelta(minutes=1), longest=timedelta(hours=1)
)


@transaction
def count(person_id: int) -> None:
    """Count that somebody of the staff looks up a phone number; TooMany where it goes on and on."""
    key = keyed_hash(_KIND, str(person_id))
    if waiting(_KIND, key):
        raise TooMany
    count_failure(_KIND, key, RULE)
