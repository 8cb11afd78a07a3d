"""Whether a look-up tells by its time what was wrong: each kind of no, beside each other."""

import random
import time
from collections.abc import Iterator
from statistics import median

from flask.testing import FlaskClient
from measuring import Figure, Place
from sqlalchemy import delete

from portal.ground.database import db, transaction
from portal.ground.limits import FailureCount
from visa_check.sample import SAMPLE_VISAS

ROUNDS = 120
# So far the slowest may lie from the quickest; one kind measured twice differs as much.
APART = 1.2
_RIGHT = SAMPLE_VISAS[0]


def measure(place: Place) -> Iterator[Figure]:
    """The median time of each kind of no, asked in a random order."""
    place.app.config["WTF_CSRF_ENABLED"] = False
    client, taken = place.client(), {name: list[float]() for name in _NOES}
    chance = random.Random(5)  # noqa: S311 - only an order
    for _ in range(ROUNDS):
        for name in chance.sample(list(_NOES), len(_NOES)):
            taken[name].append(_ask(place, client, _NOES[name]))
    medians = {name: median(times) * 1000 for name, times in taken.items()}
    for name, value in medians.items():
        yield Figure("median", f"look-up: {name}", value, "ms")
    apart = max(medians.values()) / min(medians.values())
    yield Figure("apart", "look-up: slowest by quickest kind of no", apart, "times", APART)


def _ask(place: Place, client: FlaskClient, changes: dict[str, str]) -> float:
    """Seconds of one look-up, as if nobody had asked before."""
    with place.app.app_context():
        _start_anew()
    began = time.perf_counter()
    answer = client.post("/visa/", data=_typed() | changes)
    taken = time.perf_counter() - began
    if answer.status_code != 200:
        raise RuntimeError(f"a look-up was answered with {answer.status_code}")
    return taken


@transaction
def _start_anew() -> None:
    db.execute(delete(FailureCount))


def _typed() -> dict[str, str]:
    return {
        "visa_number": _RIGHT.visa_number,
        "passport_number": _RIGHT.passport_number,
        "date_of_birth": _RIGHT.date_of_birth.isoformat(),
    }


_NOES = {
    "passport that is not there": {"passport_number": "Z7654321"},
    "right passport, wrong visa": {"visa_number": "E0000001"},
    "right passport and visa, wrong birth date": {"date_of_birth": "1970-01-01"},
    "nothing right": {
        "visa_number": "E0000001",
        "passport_number": "Z7654321",
        "date_of_birth": "1970-01-01",
    },
}
