"""The history line: what was answered on each day, nothing between, nothing after today."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from visa_check.timeline import MOST, WIDTH, Stretch, line, stretches
from visa_check.verdicts import AgencyVerdict, Span, Status, agency_on

TODAY = date(2026, 11, 27)
DAYS = st.dates(date(2024, 1, 1), date(2028, 1, 1))
SPANS = st.lists(
    st.builds(
        lambda status, first, length: Span(
            status, first, first + timedelta(days=length) if length else None
        ),
        st.sampled_from(Status),
        DAYS,
        st.integers(0, 700),
    ),
    max_size=6,
)


def test_a_suspension_splits_a_licence_in_three() -> None:
    found = stretches(
        [
            Span(Status.ACTIVE, date(2025, 1, 1), date(2027, 12, 31)),
            Span(Status.SUSPENDED, date(2026, 3, 1), date(2026, 5, 31)),
        ],
        TODAY,
    )
    assert found == [
        Stretch(AgencyVerdict.ACTIVE, date(2025, 1, 1), date(2026, 2, 28)),
        Stretch(AgencyVerdict.SUSPENDED, date(2026, 3, 1), date(2026, 5, 31)),
        Stretch(AgencyVerdict.ACTIVE, date(2026, 6, 1), TODAY),
    ]


def test_a_licence_renewed_on_the_day_after_its_end_is_one_stretch() -> None:
    found = stretches(
        [
            Span(Status.ACTIVE, date(2023, 1, 1), date(2025, 12, 31)),
            Span(Status.ACTIVE, date(2026, 1, 1), date(2028, 12, 31)),
        ],
        TODAY,
    )
    assert found == [Stretch(AgencyVerdict.ACTIVE, date(2023, 1, 1), TODAY)]


def test_what_begins_tomorrow_is_no_history() -> None:
    assert stretches([Span(Status.ACTIVE, TODAY + timedelta(days=1))], TODAY) == []


@given(SPANS)
def test_each_day_has_the_answer_that_was_given_on_it(spans: list[Span]) -> None:
    for stretch in stretches(spans, TODAY):
        for day in (stretch.first, stretch.first + timedelta(stretch.days // 2), stretch.last):
            assert agency_on(min(day, stretch.last), spans) is stretch.verdict


@given(SPANS)
def test_stretches_follow_each_other_and_end_today(spans: list[Span]) -> None:
    found = stretches(spans, TODAY)
    assert len(found) <= MOST
    assert [one.last + timedelta(days=1) for one in found[:-1]] == [one.first for one in found[1:]]
    assert not found or found[-1].last == TODAY


@given(SPANS)
def test_the_drawing_is_full_and_each_piece_can_be_seen(spans: list[Span]) -> None:
    pieces = line(stretches(spans, TODAY))
    assert all(piece.width >= 3 for piece in pieces)
    assert not pieces or abs(sum(piece.width for piece in pieces) - WIDTH) < 0.2
