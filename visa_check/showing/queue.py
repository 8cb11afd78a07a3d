"""The lines of a queue: who, where to, when they fly, and who has it in hand."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import NamedTuple

from portal.ground.formatting import day as day_words
from portal.ground.formatting import moment
from visa_check.models import Channel
from visa_check.queries.queue import Queued
from visa_check.references import show_reference
from visa_check.showing.cells import NOTHING, word
from visa_check.urgency import is_forgotten, urgency
from visa_check.words_of_desk import URGENCIES
from visa_check.words_of_requests import CHANNELS


class Line(NamedTuple):
    """A request in a list of the desk."""

    ref: str
    reference: str
    holder: str
    country: str
    flight: str
    urgency: str
    asked: str
    channel: str
    # Who has it in hand and since when, and whether they forgot it.
    officer: str
    since: str
    is_forgotten: bool


def lines(
    found: Iterable[Queued], now: datetime, day: date, names: Mapping[int, str]
) -> list[Line]:
    """Requests as the lists of the desk show them; what lines share is put into words once."""

    @cache
    def flight(flies: date | None) -> str:
        return flight_words(flies, day)

    @cache
    def country(code: str) -> str:
        return word("destination", code)

    @cache
    def channel(came: Channel) -> str:
        return str(CHANNELS[came])

    return [
        Line(
            ref=one.ref,
            reference=show_reference(one.ref),
            holder=(one.facts or {}).get("holder_name") or NOTHING,
            country=country(one.destination),
            flight=flight(one.flight_day),
            urgency=urgency(one.flight_day, day).value,
            asked=moment(one.asked_at),
            channel=channel(one.channel),
            officer=names.get(one.claimed_by_id or 0, ""),
            since=moment(one.claimed_at) if one.claimed_at else "",
            is_forgotten=one.claimed_at is not None and is_forgotten(one.claimed_at, now),
        )
        for one in found
    ]


def flight_words(flies: date | None, day: date) -> str:
    """When somebody flies, and how near that is."""
    near = str(URGENCIES[urgency(flies, day)])
    return f"{near}: {day_words(flies)}" if flies else near
