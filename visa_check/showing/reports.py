"""Reports about agencies at the desk: rows, the page of one, and its papers for others."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from portal.ground.clock import today
from portal.ground.countries import COUNTRIES
from portal.ground.formatting import day as day_words
from portal.ground.formatting import digits, moment, taka
from portal.people.models import Person
from visa_check.complaint_words import (
    EVIDENCE,
    KINDS,
    LAW,
    OUTCOMES,
    ROUTES,
    SHORT,
    STATES,
    STEPS,
    count_words,
    kinds_words,
)
from visa_check.complaints import ReportKind, ReportState
from visa_check.costs import FIXED_COSTS
from visa_check.models import (
    AgencyReport,
    AgencyReportPicture,
    AgencyReportSaid,
    AgencyReportStep,
)
from visa_check.queries import agencies
from visa_check.queries import reports as queries
from visa_check.showing.cells import Cell, Rows
from visa_check.verdicts import agency_on
from visa_check.words import AGENCY_WORDS

Facts = list[tuple[str, Cell]]


def report_rows(found: Sequence[AgencyReport]) -> Rows:
    """Reports in a list: since when, about whom, what, where, and how far."""
    known = queries.agency_names(one.agency_id for one in found)
    people = queries.names(one.taken_by_id for one in found)
    rows: Rows = []
    for one in found:
        agency = known[one.agency_id]
        taken = people.get(one.taken_by_id or 0)
        rows.append(
            [
                {
                    "text": moment(one.at),
                    "href": url_for("visa_check.agency_report", ref=one.ref),
                },
                f"{one.agency.licence} {agency.name}",
                kinds_words(one.kinds),
                place_words(one),
                f"{_ended(one)} ({taken})" if taken else _ended(one),
            ]
        )
    return rows


def public_reports(agency_id: int) -> dict[str, Any]:
    """What the public reads of the reports about an agency, and since which year."""
    found = queries.public_counts(agency_id)
    return {
        "counts": count_words(found.counts) if found else [],
        "since": found.since if found else None,
    }


def report_line(one: AgencyReport) -> str:
    """A report in one line, to choose it."""
    return f"{moment(one.at)} · {kinds_words(one.kinds)} · {place_words(one)}"


def place_words(one: AgencyReport) -> str:
    """The district that was said, or that none was."""
    return one.office.district(_language()) if one.office else str(_("not said: for every office"))


def report_page(found: AgencyReport, officer: Person) -> dict[str, Any]:
    """What the page of a report shows."""
    agency = queries.agency_names([found.agency_id])[found.agency_id]
    steps, notes, behind = queries.steps(found), queries.notes(found), queries.doubles(found)
    people = queries.names([*(step.person_id for step in steps), *(n.person_id for n in notes)])
    return {
        "found": found,
        "agency": agency,
        "licence": found.agency.licence,
        "facts": [
            (_("What is reported"), kinds_words(found.kinds)),
            (_("District"), place_words(found)),
            (_("State"), _ended(found)),
            *([(_("Found to be so"), kinds_words(found.found))] if found.found else []),
        ],
        "said": [(moment(one.at), said_facts(one)) for one in found.said],
        "behind": [
            (one.ref, moment(one.at), [said_facts(said) for said in one.said]) for one in behind
        ],
        "pictures": list(evidence([found])),
        "main": queries.worked_on(found).ref if found.double_of_id else None,
        "steps": [[moment(one.at), people[one.person_id], step_words(one)] for one in steps],
        "notes": [(moment(one.at), people[one.person_id], one.note) for one in notes],
        "is_mine": found.taken_by_id == officer.id,
        "is_new": found.state is ReportState.NEW,
        "is_looking": found.state is ReportState.LOOKING,
        "is_closed": found.state is ReportState.CLOSED,
    }


def said_facts(one: AgencyReportSaid) -> Facts:
    """What a reporter said, point by point."""
    said = one.said
    rows: Facts = []
    if said.get("happened_on"):
        rows.append((_("When"), day_words(date.fromisoformat(said["happened_on"]))))
    if said.get("destination"):
        rows.append((_("Destination"), COUNTRIES[said["destination"]].name(_language())))
    if said.get("paid"):
        rows.append((_("Money paid"), taka(said["paid"])))
    if said.get("paid_to"):
        rows.append((_("Paid to, and how"), said["paid_to"]))
    if said.get("words"):
        rows.append((_("In the own words"), said["words"]))
    return rows


def evidence(reports: Sequence[AgencyReport]) -> Iterable[dict[str, Any]]:
    """What was sent with reports, page by page, each with its address at the desk."""
    refs = {one.id: one.ref for one in reports}
    for one in queries.pictures(*reports):
        kind, page = EVIDENCE[one.kind], digits(one.page)
        yield {
            "href": url_for("visa_check.report_picture", ref=refs[one.report_id], picture=one.ref),
            "words": _("%(kind)s, page %(page)s", kind=kind, page=page),
            "width": one.width,
            "height": one.height,
        }


def evidence_words(reports: Sequence[AgencyReport]) -> list[str]:
    """What was sent with reports, file by file, with its pages."""
    files: dict[tuple[int, int], list[AgencyReportPicture]] = {}
    for one in queries.pictures(*reports):
        files.setdefault((one.report_id, one.file), []).append(one)
    return [
        ngettext(
            "%(kind)s: one page",
            "%(kind)s: %(count)s pages",
            len(pages),
            kind=EVIDENCE[pages[0].kind],
            count=digits(len(pages)),
        )
        for pages in files.values()
    ]


def step_words(one: AgencyReportStep) -> str:
    """What was done, and where to or with what end."""
    more = ROUTES[one.route] if one.route else OUTCOMES[one.outcome] if one.outcome else ""
    return f"{STEPS[one.step]}: {more}" if more else str(STEPS[one.step])


def exact_counts(counts: Mapping[str, int]) -> Facts:
    """How often each kind was found to be so, for the office."""
    return [(str(SHORT[ReportKind(kind)]), digits(count)) for kind, count in counts.items()]


def dossier(found: AgencyReport, *, with_pictures: bool = False) -> dict[str, Any]:
    """The papers of a report: facts as they were said, the register's own, and the law."""
    entry = agencies.newest_entry(found.agency_id)
    verdict = agency_on(today(), (row.span for row in agencies.statuses(found.agency_id)))
    reports = [found, *queries.doubles(found)]
    kinds = dict.fromkeys(kind for one in reports for kind in one.kinds)
    return {
        "found": found,
        "entry": entry,
        "licence": found.agency.licence,
        "verdict": AGENCY_WORDS[verdict].word,
        "place": place_words(found),
        "points": [KINDS[ReportKind(kind)] for kind in kinds],
        "said": [(one.at, [said_facts(said) for said in one.said]) for one in reports],
        "law": [LAW[ReportKind(kind)] for kind in kinds if ReportKind(kind) in LAW],
        "costs": list(_costs(reports)),
        "evidence": evidence_words(reports),
        # Whoever sent a report of the same event did not allow it.
        "pictures": list(evidence([found])) if with_pictures else [],
    }


def _costs(reports: Iterable[AgencyReport]) -> Iterable[str]:
    """The fixed maximum of each destination that was named."""
    named = {said.said.get("destination") for one in reports for said in one.said}
    for cost in FIXED_COSTS:
        if cost.country.code in named:
            yield str(
                _(
                    "%(country)s: at most %(sum)s (%(source)s, %(year)s).",
                    country=cost.country.name(_language()),
                    sum=taka(cost.taka),
                    source=cost.source,
                    year=digits(cost.year),
                )
            )


def _ended(one: AgencyReport) -> str:
    """The state, and the end of what is closed."""
    return str(OUTCOMES[one.outcome]) if one.outcome else str(STATES[one.state])


def _language() -> str:
    return str(get_locale() or "bn")
