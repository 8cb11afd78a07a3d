"""Lists that somebody has checked: how many lines were asked about."""

from datetime import timedelta

from portal.ground.database import transaction
from portal.ground.limits import Rule, count_failure, waiting

KIND = "certificate-lists"
# 100,000 lines an hour; after that one list a minute. One number or QR alone is never counted.
_MINUTE = timedelta(minutes=1)
RULE = Rule(free=100_000, within=timedelta(hours=1), wait=_MINUTE, longest=_MINUTE)


@transaction
def count_lines(asker: bytes, lines: int) -> int:
    """Count the lines of a list; or the seconds to wait before it, and then nothing is counted."""
    wait = waiting(KIND, asker)
    if not wait:
        count_failure(KIND, asker, RULE, lines)
    return wait
