"""Verdicts: closed sets, and which fact beats which."""

from datetime import date, timedelta

import pytest

from visa_check.verdicts import (
    AgencyVerdict,
    Kind,
    Span,
    Status,
    VisaState,
    VisaVerdict,
    agency_on,
    visa_on,
)

DAY = date(2026, 11, 24)
BEFORE, AFTER = DAY - timedelta(days=100), DAY + timedelta(days=100)


def span(status: str, first: date = BEFORE, last: date | None = None) -> Span:
    """A status in force."""
    return Span(Status(status), first, last)


@pytest.mark.parametrize(
    ("spans", "verdict"),
    [
        ([], "unknown"),
        ([span("active")], "active"),
        ([span("active", last=DAY)], "active"),
        ([span("active", last=DAY - timedelta(days=1))], "expired"),
        ([span("active", first=AFTER)], "unknown"),
        ([span("active"), span("suspended")], "suspended"),
        ([span("active"), span("suspended", last=BEFORE)], "active"),
        ([span("suspended"), span("cancelled"), span("active")], "cancelled"),
        ([span("suspended"), span("active", last=BEFORE)], "suspended"),
        ([span("active", last=BEFORE), span("active", first=DAY)], "active"),
        ([span("inactive")], "inactive"),
        ([span("inactive"), span("active")], "inactive"),
        ([span("suspended", last=BEFORE)], "unknown"),
    ],
)
def test_on_one_day_the_gravest_status_counts(spans: list[Span], verdict: str) -> None:
    assert agency_on(DAY, spans) == verdict


def test_a_pending_visa_is_what_nobody_decided() -> None:
    assert visa_on(DAY, None, is_of_these_facts=False, expires=None) is VisaVerdict.PENDING


@pytest.mark.parametrize("state", list(VisaState))
def test_a_past_day_makes_every_milder_answer_expired(state: VisaState) -> None:
    found = visa_on(DAY, state, is_of_these_facts=True, expires=BEFORE)
    assert found == (state.value if state.needs_two else "expired")


@pytest.mark.parametrize("state", list(VisaState))
def test_a_decision_about_other_facts_counts_only_against(state: VisaState) -> None:
    found = visa_on(DAY, state, is_of_these_facts=False, expires=AFTER)
    assert found == (state.value if state.needs_two else "pending")


def test_a_visa_is_good_on_its_last_day() -> None:
    found = visa_on(DAY, VisaState.VERIFIED, is_of_these_facts=True, expires=DAY)
    assert found is VisaVerdict.VERIFIED


def test_every_verdict_has_its_kind() -> None:
    good = {verdict for verdict in (*VisaVerdict, *AgencyVerdict) if verdict.kind is Kind.GOOD}
    assert good == {VisaVerdict.VERIFIED, AgencyVerdict.ACTIVE}
    stop = {verdict.value for verdict in VisaVerdict if verdict.kind is Kind.STOP}
    assert stop == {"mismatch", "suspected fraud", "expired", "withdrawn"}
    assert {v.value for v in AgencyVerdict if v.kind is Kind.STOP} == {
        "suspended",
        "cancelled",
        "expired",
    }
