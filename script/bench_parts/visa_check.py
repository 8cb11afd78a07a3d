"""What the register costs: SQL of its pages, searches among 5,000 agencies, lists of thousands."""

import io
import random
import time
from collections.abc import Iterator
from functools import partial

from measuring import Figure, Place, milliseconds
from sqlalchemy import func, select

from portal.deeds.record import By
from portal.ground.access import Role
from portal.ground.clock import today
from portal.ground.database import db
from portal.people.models import Person
from visa_check.actions import lists, proposals
from visa_check.importing import read_list, stage_list
from visa_check.models import Agency, ListKind
from visa_check.queries.search import search
from visa_check.sample import SAMPLE_VISAS

AGENCIES = 5_000
VISAS = 5_000
QUERIES = 5
_SYLLABLES = [first + vowel for first in "bcdfghjklmnprstvyz" for vowel in "aeiou"]
_ENDS = ("International", "Overseas Ltd.", "Travels", "Trade International", "Associates")
SEARCHES = {
    "a licence number": "আরএল ৭০০০১",
    "a name": "padma suroja",
    "a misspelt name": "shaplla doell oversees",
    "a name in Bangla": "শাপলা দোয়েল ওভারসিজ",
    "a name that is not there": "xyzzy quux",
}


def measure(place: Place) -> Iterator[Figure]:
    """Lists first, so that the searches meet a register of real size."""
    yield from imports(place)
    yield from pages(place)
    yield from searches(place)


def imports(place: Place) -> Iterator[Figure]:
    """Staging and approving a list of agencies and one of visas."""
    yield from import_agencies(place)
    yield from _import(place, ListKind.VISAS, _visa_list(), VISAS)


def import_agencies(place: Place) -> Iterator[Figure]:
    """A register of 5,000 agencies, once."""
    with place.app.app_context():
        there = db.scalar(select(func.count(Agency.id))) or 0
    if there < AGENCIES:
        yield from _import(place, ListKind.AGENCIES, _agency_list(), AGENCIES)


def _import(place: Place, kind: ListKind, text: str, rows: int) -> Iterator[Figure]:
    with place.app.app_context():
        proposer, approver = officers()
        began = time.perf_counter()
        table = read_list(kind, io.BytesIO(text.encode()), capped=True)
        ref = stage_list(proposer, kind, table, "bench.csv", complete=False)
        staged = time.perf_counter() - began
        proposal = lists.propose_list(proposer, ref, "")
        began = time.perf_counter()
        proposals.approve(approver, proposal)
        approved = time.perf_counter() - began
    name = f"{rows:,} {kind}"
    yield Figure("import", f"{name}: compare and stage", staged * 1e6 / rows, "µs a row")
    yield Figure("import", f"{name}: approve, lock held", approved * 1000, "ms")


def pages(place: Place) -> Iterator[Figure]:
    """SQL and time of the public pages."""
    client = place.client()
    found = SAMPLE_VISAS[0]
    typed = {
        "visa_number": found.visa_number,
        "passport_number": found.passport_number,
        "date_of_birth": found.date_of_birth.isoformat(),
    }
    place.app.config["WTF_CSRF_ENABLED"] = False
    for name, ask in {
        "agency search": partial(client.get, "/agencies/?q=padma+suroja"),
        "agency": partial(client.get, "/agencies/RL-90001"),
        "visa answer": partial(client.post, "/visa/", data=typed),
    }.items():
        with place.queries() as said:
            ask()
        asked = sum(statement.startswith("SELECT") for statement in said)
        yield Figure("queries", name, asked, "", QUERIES)
        yield Figure("time", f"{name} page", milliseconds(ask), "ms")


def searches(place: Place) -> Iterator[Figure]:
    """The search itself, without its page."""
    with place.app.app_context():
        for name, text in SEARCHES.items():
            taken = milliseconds(partial(search, text, today()))
            yield Figure("search in 5,000", name, taken, "ms")


def officers() -> tuple[By, By]:
    """Two officers of one office."""
    query = select(Person).filter_by(role=Role.OFFICER).order_by(Person.office_id, Person.id)
    first, second = (person.id for person in db.scalars(query.limit(2)))
    return By.command_line(first, "bench"), By.command_line(second, "bench")


def _agency_list() -> str:
    """Invented names of two words and a common end."""
    chance = random.Random(7)  # noqa: S311 - made-up names
    rows = ["rl_no,name,business_address,status,valid_from"]
    for place in range(AGENCIES):
        words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(2)]
        name = f"{words[0].title()} {words[1].title()} {chance.choice(_ENDS)}"
        rows.append(f"{70_000 + place},{name},House {place} Dhaka,active,2024-01-01")
    return "\n".join(rows) + "\n"


def _visa_list() -> str:
    rows = ["destination,visa_number,passport_number,date_of_birth,holder_name,expiry_date"]
    rows += [
        f"SA,B{place:08d},B{place:07d},1990-01-01,HOLDER {place},2031-01-01"
        for place in range(VISAS)
    ]
    return "\n".join(rows) + "\n"
