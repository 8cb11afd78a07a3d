"""How well names of agencies are found as people type them; NAMES=list.csv takes another list."""

import io
import os
from collections.abc import Iterator
from pathlib import Path

from measuring import Figure, Place

from bench_parts.visa_check import officers
from portal.ground.clock import today
from tests.make import names
from visa_check.actions import lists, proposals
from visa_check.importing import read_list, stage_list
from visa_check.models import ListKind
from visa_check.queries.search import search

# In per cent.
FIRST, AMONG_FIVE, WRONGLY = 95, 99, 1


def measure(place: Place) -> Iterator[Figure]:
    """Bring the list in as officers do, then ask for each typed name."""
    other = os.environ.get("NAMES")
    content = names.register(Path(other)) if other else names.register()
    asked = list(names.slips(Path(other))) if other else names.typed()
    with place.app.app_context():
        proposer, approver = officers()
        table = read_list(ListKind.AGENCIES, io.BytesIO(content), capped=True)
        ref = stage_list(proposer, ListKind.AGENCIES, table, "names.csv", complete=False)
        proposals.approve(approver, lists.propose_list(proposer, ref, ""))
        found = names.rates(asked, lambda text: search(text, today()))
    present = sum(bool(one.rl_no) for one in asked)
    yield Figure("names", "typed names of agencies that are there", present, "")
    yield Figure("names", "the right one first", 100 * found.first, "%", FIRST, True)
    yield Figure("names", "the right one among five", 100 * found.among_five, "%", AMONG_FIVE, True)
    if present < len(asked):
        yield Figure("names", "names that are not there", len(asked) - present, "")
        yield Figure("names", "of these told as found", 100 * found.wrongly_found, "%", WRONGLY)
