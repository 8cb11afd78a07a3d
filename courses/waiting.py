"""When somebody may try a test: so many attempts, then a wait, then as many again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Allowance:
    """How many attempts are left in this round, and until when to wait for the next round."""

    left: int
    wait_until: datetime | None


def allowance(limit: int, wait_hours: int, ended: Sequence[datetime], now: datetime) -> Allowance:
    """What is allowed after attempts that ended at these moments, in order, and did not pass."""
    used = len(ended) % limit
    if used or not ended:
        return Allowance(limit - used, None)
    wait_until = ended[-1] + timedelta(hours=wait_hours)
    if wait_until <= now:
        return Allowance(limit, None)
    return Allowance(0, wait_until)
