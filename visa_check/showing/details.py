"""Further facts of agencies as rows: for the public page, and for the desk."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from portal.ground.formatting import day as day_words
from portal.ground.formatting import digits, moment
from visa_check.currencies import currency_name
from visa_check.detail_words import DETAIL_KINDS, STANDINGS
from visa_check.details import FACTS, PERSON, DetailKind, fact_names, left
from visa_check.facts import from_plain
from visa_check.licences import show_licence
from visa_check.models import AgencyDetail
from visa_check.queries.details import Detail
from visa_check.showing.cells import NOTHING, Cell, Rows, word
from visa_check.words import FACT_NAMES


@dataclass(frozen=True)
class Group:
    """The facts of one kind on the desk's page."""

    kind: DetailKind
    name: str
    heads: list[str]
    rows: Rows


@dataclass(frozen=True)
class JobOrder:
    """A job order as everybody may compare it."""

    title: str
    rows: list[tuple[str, Cell]]


def desk_groups(
    found: Iterable[Detail], used: Mapping[str, int], licence: str, today: date
) -> list[Group]:
    """Everything that is known of an agency, kind by kind, each with its page."""
    known = list(found)
    return [
        Group(
            kind,
            str(DETAIL_KINDS[kind][1]),
            [
                *(str(FACT_NAMES[name]) for name in _shown(kind)),
                *([_("Used by visas known here")] if kind is DetailKind.JOB_ORDER else []),
                *(_("From and to"), _("Today"), _("Source")),
            ],
            [_desk_row(one, used, licence, today) for one in known if one.kind is kind],
        )
        for kind in DetailKind
    ]


def _shown(kind: DetailKind) -> tuple[str, ...]:
    person = (PERSON,) if PERSON in fact_names(kind) else ()
    return (*person, *FACTS[kind])


def _desk_row(one: Detail, used: Mapping[str, int], licence: str, today: date) -> list[Cell]:
    facts = one.facts
    cells: list[Cell] = [word(name, facts.get(name)) for name in _shown(one.kind)]
    if one.kind is DetailKind.JOB_ORDER:
        cells.append(_used(used.get(one.row.ref, 0), facts["people"]))
    owner = show_licence(one.rl_no)
    if owner != licence:
        cells[0] = _("this agency, through %(licence)s", licence=owner)
    cells[0] = {
        "text": str(cells[0]),
        "href": url_for("visa_check.agency_detail", licence=owner, ref=one.row.ref),
    }
    source = ", ".join(word("", facts[name]) for name in ("source", "source_date") if facts[name])
    # A name of the past is never in force.
    is_past = one.kind is DetailKind.PAST_NAME
    standing = NOTHING if is_past else str(STANDINGS[one.row.days.on(today)])
    return [*cells, days(one), standing, source or NOTHING]


def days(one: Detail) -> str:
    """From when to when a fact holds."""
    first, last = one.row.valid_from, one.row.valid_to
    if not first and not last:
        return NOTHING
    return f"{day_words(first) if first else NOTHING} – {day_words(last) if last else _('open')}"


def branches(found: Iterable[Detail], today: date) -> list[str]:
    """The addresses of the branches of today."""
    return [
        f"{one.facts['business_address']}, {word('district', one.facts['district'])}"
        for one in found
        if one.kind is DetailKind.BRANCH and one.holds(today)
    ]


def sub_agents(found: Iterable[Detail], today: date) -> Rows:
    """Who is, or was, registered as a sub-agent; whose name was erased is not shown."""
    return [
        [
            one.person,
            word("district", one.facts["district"]),
            word("", one.facts["registration_no"]),
            days(one),
            str(STANDINGS[one.row.days.on(today)]),
        ]
        for one in found
        if one.kind is DetailKind.SUB_AGENT and one.person
    ]


def partners(found: Iterable[Detail], licence: str, today: date) -> list[dict[str, str]]:
    """Agencies that send through this one, and those that this one sends through."""
    shown = []
    for one in found:
        if one.kind is not DetailKind.ASSOCIATE or not one.holds(today) or not one.other_rl_no:
            continue
        owner, other = show_licence(one.rl_no), show_licence(one.other_rl_no)
        is_principal = owner == licence
        theirs = other if is_principal else owner
        name = one.other_name if is_principal else one.name
        said = _("%(name)s sends its people through this agency.", name=name or theirs)
        if not is_principal:
            said = _("This agency sends its people through %(name)s.", name=name)
        href = url_for("visa_check.agency", licence=theirs)
        shown.append({"licence": theirs, "text": said, "href": href})
    return shown


def earlier_names(found: Iterable[Detail]) -> list[str]:
    """What the agency was called before, with the days."""
    shown = []
    for one in found:
        if one.kind is DetailKind.PAST_NAME:
            until = one.row.valid_to
            name = one.facts["former_name"]
            # Not within the braces: sentences are not found there, and stay in English.
            last = _("until %(day)s", day=day_words(until)) if until else ""
            shown.append(f"{name} ({last})" if last else name)
    return shown


def job_orders(found: Iterable[Detail], used: Mapping[str, int], today: date) -> list[JobOrder]:
    """The demand letters that are open today, with what is left of each; used: by visas known."""
    return [
        _job_order(one, used.get(one.row.ref, 0))
        for one in found
        if one.kind is DetailKind.JOB_ORDER and one.holds(today) and left(one.facts) != 0
    ]


def _job_order(one: Detail, used: int) -> JobOrder:
    facts = one.facts
    money = currency_name(facts["currency"] or "")
    wage = f"{word('', facts['wage'])} {money}" if facts["wage"] else NOTHING
    counted = facts["used_on"]
    attested = ", ".join(facts[name] for name in ("attestation_no", "attested_by") if facts[name])
    places = digits(left(facts))
    if counted:
        places = _("%(left)s, counted on %(day)s", left=places, day=day_words(counted))
    rows: list[tuple[str, Cell]] = [
        (_("Employer"), facts["employer"]),
        (_("Wage for a month"), wage),
        (_("People asked for"), digits(facts["people"])),
        (_("Places left"), places),
        (_("Used by visas known here"), _used(used, facts["people"]) if used else NOTHING),
        (_("Attestation"), attested or NOTHING),
        (_("From and to"), days(one)),
        (_("Source"), f"{facts['source']}, {day_words(facts['source_date'])}"),
    ]
    title = f"{facts['occupation']}, {word('destination', facts['destination'])}"
    return JobOrder(title, [row for row in rows if row[1] != NOTHING])


def _used(visas: int, people: int) -> str:
    """How many places are used by visas of the register."""
    return str(_("%(used)s of %(people)s places", used=digits(visas), people=digits(people)))


def version_rows(rows: Iterable[AgencyDetail]) -> Rows:
    """How a fact was recorded over time, the newest first."""
    return [
        [
            moment(row.recorded_at),
            _("taken back") if not row.stands else _version(row),
            row.source or NOTHING,
        ]
        for row in rows
    ]


def _version(row: AgencyDetail) -> str:
    facts = from_plain(row.facts)
    said = [word(name, facts[name]) for name in FACTS[row.kind] if facts.get(name) is not None]
    last = day_words(row.valid_to) if row.valid_to else _("open")
    first = day_words(row.valid_from) if row.valid_from else NOTHING
    return " · ".join([*said, f"{first} – {last}"])
