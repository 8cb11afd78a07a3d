"""Job orders that visas name: no place is used twice, and what does not fit is warned about."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.ground.clock import today
from tests.make.details import make_detail
from tests.make.visa_check import decide, make_agency, make_visa
from tests.make.warnings import DAY, clean_case, codes, order
from visa_check.details import Days, DetailKind
from visa_check.models import Visa
from visa_check.orders import JobOrder, named, order_number, used
from visa_check.queries import visas as queries
from visa_check.queries.orders import order_of
from visa_check.queries.warnings import alarms
from visa_check.verdicts import VisaState
from visa_check.warnings import Code, warn

NUMBERS = st.sampled_from(["A1", "B2", "C3"])
AGENCIES = st.sampled_from([None, 90001, 90002, 90003])
ORDERS = st.lists(st.tuples(NUMBERS, AGENCIES.filter(bool)), max_size=6).map(
    lambda found: [order(ref=str(n), number=one[0], rl_no=one[1]) for n, one in enumerate(found)]
)
VISAS = st.lists(st.tuples(NUMBERS, AGENCIES), max_size=40)


@given(orders=ORDERS, visas=VISAS)
def test_each_visa_uses_one_place_of_one_order(
    orders: list[JobOrder], visas: list[tuple[str, int | None]]
) -> None:
    counts = used(orders, Counter(visas))
    numbers = {one.number for one in orders}
    assert sum(counts.values()) == sum(number in numbers for number, _agency in visas)
    for one in orders:
        meant = [
            visa
            for visa in visas
            if named((o for o in orders if o.number == visa[0]), visa[1]) == one
        ]
        assert counts[one.ref] == len(meant)


@given(orders=ORDERS, agency=AGENCIES)
def test_a_visa_means_the_order_of_its_own_agency_where_there_is_one(
    orders: list[JobOrder], agency: int | None
) -> None:
    found = named(orders, agency)
    assert (found is None) is (orders == [])
    if any(one.rl_no == agency for one in orders):
        assert found is not None
        assert found.rl_no == agency


@given(people=st.integers(1, 60), visas=st.integers(0, 120))
def test_more_visas_than_places_are_warned_about_and_no_fewer(people: int, visas: int) -> None:
    case = clean_case(order_number="RUH77", order=order(people=people), in_order=visas)
    found = [one.values for one in warn(case) if one.code is Code.ORDER_FULL]
    assert found == (
        [{"order": "RUH77", "people": people, "found": visas}] if visas > people else []
    )


@given(
    first=st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    length=st.none() | st.integers(0, 4000),
    issued=st.none() | st.dates(date(2020, 1, 1), DAY),
)
def test_an_order_holds_on_the_day_of_issue_or_today(
    first: date | None, length: int | None, issued: date | None
) -> None:
    begin = first or date(2020, 1, 1)
    last = None if length is None else begin + timedelta(days=length)
    case = clean_case(issued_on=issued, order_number="RUH77", order=order(days=Days(first, last)))
    day = issued or DAY
    holds = (first is None or first <= day) and (last is None or day <= last)
    assert (Code.ORDER_DAYS in codes(case)) is not holds


@given(agency=AGENCIES, country=st.sampled_from(["SA", "QA"]))
def test_agency_and_country_of_the_order_are_those_of_the_visa(
    agency: int | None, country: str
) -> None:
    case = clean_case(
        agency=agency, order_number="RUH77", order=order(destination=country), in_order=1
    )
    expected = set()
    if agency not in {None, 90001}:
        expected.add(Code.ORDER_AGENCY)
    if country != "SA":
        expected.add(Code.ORDER_COUNTRY)
    assert codes(case) == expected


@pytest.mark.parametrize("typed", ["RUH/77", "ruh 77", "RUH-৭৭", " R.U.H/77\u200d "])
def test_a_number_is_the_same_however_it_is_written(typed: str) -> None:
    assert order_number(typed) == "RUH77"


@pytest.mark.parametrize("typed", [None, "", " / ", "\u200d"])
def test_a_number_without_letter_and_digit_is_none(typed: str | None) -> None:
    assert order_number(typed) is None


def warned(visa: Visa) -> list[Code]:
    """The warnings about a visa of the register that tell of its job order."""
    found = queries.newest_by_ref(visa.ref)
    assert found
    return [one.warned.code for one in alarms(found, today()) if "order-" in one.warned.code]


def named_by(*numbers: str, **facts: object) -> list[Visa]:
    """Visas that name the job order RUH/77."""
    facts = {"job_order": "RUH77", "agency_rl_no": 90001} | facts
    return [make_visa(visa_number=number, **facts) for number in numbers]


@pytest.mark.usefixtures("app")
def test_the_last_place_is_given_and_not_one_more() -> None:
    make_agency()
    make_detail(DetailKind.JOB_ORDER, people=2, used=None, used_on=None)
    first, second = named_by("E1", "E2")
    assert (warned(first), warned(second)) == ([], [])
    third = named_by("E3")[0]
    assert [warned(visa) for visa in (first, second, third)] == [[Code.ORDER_FULL]] * 3


@pytest.mark.usefixtures("app")
def test_a_visa_that_two_called_false_uses_no_place() -> None:
    make_agency()
    make_detail(DetailKind.JOB_ORDER, people=1, used=None, used_on=None)
    good, false = named_by("E1", "E2")
    assert warned(good) == [Code.ORDER_FULL]
    decide(false, VisaState.FRAUD)
    assert warned(good) == []


@pytest.mark.usefixtures("app")
def test_orders_of_two_agencies_with_one_number_are_kept_apart() -> None:
    make_agency()
    make_agency(90002, "Meghna International")
    make_detail(DetailKind.JOB_ORDER, people=1, used=None, used_on=None)
    own, other, nobody = (
        named_by(number, agency_rl_no=agency)[0]
        for number, agency in (("E1", 90001), ("E2", 90002), ("E3", None))
    )
    assert warned(other) == [Code.ORDER_FULL, Code.ORDER_AGENCY]
    assert warned(own) == warned(nobody) == [Code.ORDER_FULL]
    found = order_of("RUH77", 90002)
    assert found
    assert (found[0].rl_no, found[1]) == (90001, 3)


@pytest.mark.usefixtures("app")
def test_an_order_that_is_recorded_later_meets_the_visas_that_named_it() -> None:
    make_agency()
    visa = named_by("E1")[0]
    assert warned(visa) == [Code.ORDER_UNKNOWN]
    make_detail(DetailKind.JOB_ORDER, attestation_no="ruh - ৭৭")
    assert warned(visa) == []
