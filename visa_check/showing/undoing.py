"""Imports: what undoing one would change, and from which file each fact came."""

from collections.abc import Mapping, Sequence

from flask import url_for
from flask_babel import gettext as _

from portal.deeds.models import Proposal
from portal.ground.formatting import digits, moment
from visa_check.facts import AGENCY_FACTS, differing, pick
from visa_check.licences import show_licence
from visa_check.models import AgencyEntry, AgencyStatus, Import
from visa_check.queries import undoing
from visa_check.queries.undoing import Undo, Undoing
from visa_check.showing.agencies import status_words
from visa_check.showing.cells import NOTHING, Cell, Rows, word
from visa_check.words_of_undoing import UNDOINGS

MOST = 200


def undo_rows(steps: Sequence[Undo]) -> Rows:
    """What becomes of each row of the import: which, now, after."""
    order = list(Undoing)
    rows = [_row(one) for one in sorted(steps, key=lambda one: order.index(one.what))]
    left = len(rows) - MOST
    more: Rows = [[_("and %(count)s more", count=digits(left)), NOTHING, NOTHING]]
    return rows[:MOST] + (more if left > 0 else [])


def proposed_undo(found: Proposal) -> Rows:
    """The rows of a proposal to undo that still waits; of a decided one how many there were."""
    imported = undoing.import_by_ref(found.difference["import"])
    if found.decided_at is None and imported is not None:
        return undo_rows(undoing.plan(imported.id))
    counts = found.difference["counts"]
    return [[str(UNDOINGS[what]), NOTHING, digits(counts[what.value])] for what in Undoing]


def _row(one: Undo) -> list[Cell]:
    licence = show_licence(one.rl_no)
    if one.status:
        return [licence, status_words(one.status), str(UNDOINGS[one.what])]
    now = pick(one.entry or {}, AGENCY_FACTS)
    if one.what is not Undoing.BACK or one.before is None:
        return [licence, str(now["name"]), str(UNDOINGS[one.what])]
    then = pick(one.before, AGENCY_FACTS)
    names = differing(now, then)
    return [
        licence,
        ", ".join(word(name, now[name]) for name in names),
        ", ".join(word(name, then[name]) for name in names),
    ]


def origin_rows(
    entries: Sequence[AgencyEntry],
    statuses: Sequence[AgencyStatus],
    files: Mapping[int, tuple[Import, str]],
) -> Rows:
    """From which file or proposal each fact of an agency came, the newest first."""
    facts = [(row.recorded_at, row.name, row.import_id) for row in entries]
    facts += [(row.recorded_at, status_words(row), row.import_id) for row in statuses]
    return [
        [moment(at), said, *_origin(files.get(import_id or 0))]
        for at, said, import_id in sorted(facts, key=lambda fact: fact[0], reverse=True)
    ]


def _origin(file: tuple[Import, str] | None) -> list[Cell]:
    if file is None:
        return [_("entered by an officer"), NOTHING]
    imported, proposal = file
    href = url_for("visa_check.proposal", ref=proposal)
    return [{"text": imported.file_name, "href": href}, imported.file_digest.hex()[:16]]
