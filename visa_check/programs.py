"""What programs are told of agencies: the pages' answers as JSON, and the list as CSV."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from portal.ground.spreadsheets import csv_file
from visa_check.complaints import ReportKind, shown
from visa_check.details import FACTS, DetailKind, left
from visa_check.facts import as_plain
from visa_check.licences import show_licence
from visa_check.models import AgencyCounts, AgencyDetail, AgencyEntry, AgencyStatus
from visa_check.queries.changes import Changed, Listed
from visa_check.queries.details import Detail
from visa_check.queries.search import Match
from visa_check.verdicts import AgencyVerdict, agency_on

_LISTS = {
    DetailKind.BRANCH: "branches",
    DetailKind.SUB_AGENT: "sub_agents",
    DetailKind.ASSOCIATE: "partners",
    DetailKind.PAST_NAME: "past_names",
    DetailKind.JOB_ORDER: "job_orders",
}
HEADS = (
    *("rl_no", "name", "name_bn", "today", "business_address", "phone", "email"),
    *("source", "source_date", "reports_since"),
    *(f"reports_{kind.replace(' ', '_').replace('-', '_')}" for kind in ReportKind),
)


def code(verdict: AgencyVerdict) -> str:
    """A verdict in one word that never changes."""
    return verdict.replace(" ", "-")


def found(text: str, matches: Sequence[Match], day: date) -> dict[str, Any]:
    """What a search found, the nearest first; only "same" is the agency that was meant."""
    return {
        "asked": text,
        "as_of": day.isoformat(),
        "agencies": [
            _named(match.rl_no, match.name, match.name_bn, match.verdict)
            | {
                "same": match.is_same,
                "formerly": match.formerly,
                "differences": [
                    {"typed": typed, "registered": registered}
                    for typed, registered in match.differences
                ],
            }
            for match in matches
        ],
    }


def agency(
    rl_no: int,
    entries: Sequence[AgencyEntry],
    history: Sequence[AgencyStatus],
    details: Sequence[Detail],
    *,
    used: Mapping[str, int],
    is_missing: bool,
    reported: AgencyCounts | None,
    day: date,
) -> dict[str, Any]:
    """One agency: the answer for a day, its dated statuses, and what was known of it when."""
    newest = entries[0]
    verdict = agency_on(day, (row.span for row in history))
    return (
        _named(rl_no, newest.name, newest.name_bn, verdict)
        | {
            "as_of": day.isoformat(),
            "in_latest_complete_list": not is_missing,
            "reports_found_true": _reported(reported),
            "statuses": [_status(row) for row in history],
            "entries": [_entry(row) for row in entries],
        }
        | _details(details, used)
    )


def changes(rows: Sequence[Changed], following: str | None) -> dict[str, Any]:
    """Agencies that differ, by number, and where the next ones are."""
    return {
        "agencies": [
            _now(row) | {"recorded_at": row.recorded_at.isoformat(timespec="seconds")}
            for row in rows
        ],
        "next": following,
    }


def _now(row: Changed) -> dict[str, Any]:
    """What an agency is now; one that is not in the register any more has its number only."""
    if row.listed is None:
        gone = _named(row.rl_no, "", None, AgencyVerdict.NOT_REGISTERED)
        return gone | {"name": None}
    return _named(row.rl_no, row.listed.name, row.listed.name_bn, row.listed.verdict)


def table(rows: Iterable[Listed]) -> bytes:
    """The whole register as a file for spreadsheets."""
    return csv_file(
        HEADS,
        [
            (
                show_licence(row.rl_no),
                row.name,
                row.name_bn,
                code(row.verdict),
                *(row.business_address, row.phone, row.email, row.source, row.source_date),
                *_released(row.reported),
            )
            for row in rows
        ],
    )


def _released(row: AgencyCounts | None) -> tuple[int | str | None, ...]:
    """What was released about reports, cell by cell; "1-2" would be a day for a spreadsheet."""
    if row is None:
        return (None,) * (1 + len(ReportKind))
    told = (shown(row.counts[kind]) if row.counts.get(kind) else None for kind in ReportKind)
    return row.since, *(text and text.replace("-", " or ") for text in told)


def _named(rl_no: int, name: str, name_bn: str | None, verdict: AgencyVerdict) -> dict[str, Any]:
    return {
        "licence": show_licence(rl_no),
        "name": name,
        "name_bn": name_bn,
        "verdict": code(verdict),
        "kind": verdict.kind.value,
    }


def _status(row: AgencyStatus) -> dict[str, Any]:
    return {
        "status": row.status.value,
        "valid_from": row.valid_from.isoformat(),
        "valid_to": _day(row.valid_to),
        "order_no": row.order_no,
        **_source(row),
    }


def _entry(row: AgencyEntry) -> dict[str, Any]:
    return {
        "name": row.name,
        "name_bn": row.name_bn,
        "business_address": row.business_address,
        "phone": row.phone,
        "email": row.email,
        **_source(row),
    }


def _details(found: Sequence[Detail], used: Mapping[str, int]) -> dict[str, Any]:
    """What else everybody may know; programs are told of sub-agents without their names.

    `used`: how many visas name a job order, by its ref.
    """
    told: dict[str, Any] = {}
    for kind, name in _LISTS.items():
        told[name] = [_detail(one, used) for one in found if one.kind is kind]
    return told


def _detail(one: Detail, used: Mapping[str, int]) -> dict[str, Any]:
    facts = as_plain({name: one.facts.get(name) for name in FACTS[one.kind]})
    if one.kind is DetailKind.ASSOCIATE:
        # Seen from either of the two.
        facts = {
            "principal": show_licence(one.rl_no),
            "associate": show_licence(one.other_rl_no or 0),
        }
    if one.kind is DetailKind.JOB_ORDER:
        facts |= {"left": left(one.facts), "used_by_visas": used.get(one.row.ref, 0)}
    return facts | {
        "valid_from": _day(one.row.valid_from),
        "valid_to": _day(one.row.valid_to),
        **_source(one.row),
    }


def _reported(row: AgencyCounts | None) -> dict[str, Any] | None:
    """What a supervisor released about reports; a count under three is never exact."""
    if row is None:
        return None
    return {
        "since": row.since,
        "released_at": row.released_at.isoformat(timespec="seconds"),
        "counts": {kind.replace(" ", "-"): shown(count) for kind, count in row.counts.items()},
    }


def _source(row: AgencyEntry | AgencyStatus | AgencyDetail) -> dict[str, Any]:
    return {
        "source": row.source,
        "source_date": _day(row.source_date),
        "recorded_at": row.recorded_at.isoformat(timespec="seconds"),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
