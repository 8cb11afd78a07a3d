"""Warnings: each fires exactly on its condition, and none on a clean case."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.make.warnings import DAY, clean_case, codes
from visa_check.costs import FIXED_COSTS
from visa_check.verdicts import AgencyVerdict
from visa_check.warnings import Case, Code, warn
from visa_check.warnings.days import hijri_year

COUNTS = st.integers(0, 60)
DAYS = st.dates(date(1950, 1, 1), date(2060, 12, 31))
BAD = {
    AgencyVerdict.INACTIVE,
    AgencyVerdict.SUSPENDED,
    AgencyVerdict.CANCELLED,
    AgencyVerdict.EXPIRED,
}


@given(
    born=st.dates(date(1940, 1, 1), date(2000, 1, 1)),
    issued=st.dates(date(2026, 1, 1), DAY),
    expires=st.dates(DAY, date(2040, 1, 1)),
    passport_ends=st.dates(date(2027, 6, 1), date(2040, 1, 1)),
    fee=st.integers(0, 78_990),
    group=st.integers(1, 24),
    occupation=st.sampled_from(["Cleaner", "ড্রাইভার", "عامل", "Fish farm worker", None]),
)
def test_no_clean_case_is_warned_about(
    born: date,
    issued: date,
    expires: date,
    passport_ends: date,
    fee: int,
    group: int,
    occupation: str | None,
) -> None:
    case = clean_case(
        born_on=born,
        issued_on=issued,
        expires_on=expires,
        passport_expires_on=passport_ends,
        fee_taka=fee,
        in_group=group,
        group_quota=24,
        occupation=occupation,
        contract_occupation=occupation,
        promised_occupation=occupation,
        agency=90001,
        contract_agency=90001,
        promised_agency=90001,
        agency_today=AgencyVerdict.ACTIVE,
        agency_at_issue=AgencyVerdict.ACTIVE,
    )
    assert warn(case) == []


def test_a_case_of_nothing_but_numbers_is_not_warned_about() -> None:
    bare = Case(day=DAY, destination="SA", visa_number="E12345678", passport_number="A01234567")
    assert warn(bare) == []


@given(sharing=COUNTS, files=COUNTS, frauds=COUNTS)
def test_what_others_brought_is_warned_about_when_there_is_any(
    sharing: int, files: int, frauds: int
) -> None:
    found = codes(clean_case(sharing=sharing, same_files=files, frauds=frauds))
    expected = {
        Code.SHARED_NUMBER: sharing,
        Code.SAME_FILE: files,
        Code.EMPLOYER_IN_FRAUD: frauds,
    }
    assert found == {code for code, count in expected.items() if count}


@given(found=COUNTS, quota=st.none() | st.integers(1, 60))
def test_a_group_is_exceeded_by_one_too_many_and_large_from_25_on(
    found: int, quota: int | None
) -> None:
    expected = set()
    if quota is not None and found > quota:
        expected.add(Code.QUOTA_EXCEEDED)
    if found > 24 or (quota or 0) > 24:
        expected.add(Code.LARGE_LOT)
    assert codes(clean_case(in_group=found, group_quota=quota)) == expected


@given(issued=DAYS, expires=DAYS)
def test_days_of_the_visa_are_warned_about_each_for_itself(issued: date, expires: date) -> None:
    dates = {Code.EXPIRED, Code.ISSUED_LATER, Code.DATES_CROSSED}
    expected = {
        Code.EXPIRED: expires < DAY,
        Code.ISSUED_LATER: issued > DAY,
        Code.DATES_CROSSED: expires < issued,
    }
    found = codes(clean_case(issued_on=issued, expires_on=expires)) & dates
    assert found == {code for code, is_so in expected.items() if is_so}


@given(st.integers(-2000, 2000), st.integers(-200, 200))
def test_a_passport_ends_too_soon_within_six_months_of_the_flight(ends: int, flies: int) -> None:
    flight = DAY + timedelta(days=flies)
    case = clean_case(passport_expires_on=flight + timedelta(days=ends), flies_on=flight)
    # Six months have 181 to 184 days.
    if ends >= 184:
        assert Code.PASSPORT_ENDS not in codes(case)
    if ends < 181:
        assert Code.PASSPORT_ENDS in codes(case)


@pytest.mark.parametrize(
    ("day", "last_bad"),
    [(DAY, date(2027, 5, 23)), (date(2026, 8, 31), date(2027, 2, 27))],
    ids=["24 November", "31 August: February is shorter"],
)
def test_six_months_are_counted_in_the_calendar(day: date, last_bad: date) -> None:
    for ends, is_warned in ((last_bad, True), (last_bad + timedelta(days=1), False)):
        found = codes(clean_case(day=day, issued_on=None, passport_expires_on=ends))
        assert (Code.PASSPORT_ENDS in found) is is_warned


@given(taka=st.integers(0, 1_000_000), cost=st.sampled_from(FIXED_COSTS))
def test_a_fee_is_too_high_above_the_maximum_of_the_country(taka: int, cost: Any) -> None:
    found = codes(clean_case(destination=cost.country.code, fee_taka=taka))
    assert found == ({Code.FEE_TOO_HIGH} if taka > cost.taka else set())


@given(st.integers(0, 10_000_000))
def test_where_the_government_fixed_nothing_no_fee_is_warned_about(taka: int) -> None:
    assert codes(clean_case(destination="JP", fee_taka=taka)) == set()


@given(st.integers(0, 60 * 365), st.booleans())
def test_too_young_is_who_is_not_18_or_not_25_in_a_home(days: int, in_home: bool) -> None:
    born = DAY - timedelta(days=days)
    work = "House maid" if in_home else "Cleaner"
    found = codes(clean_case(born_on=born, issued_on=DAY, occupation=work))
    birthdays = DAY.year - born.year - ((DAY.month, DAY.day) < (born.month, born.day))
    assert (Code.TOO_YOUNG in found) is (birthdays < (25 if in_home else 18))


@given(DAYS)
def test_a_birth_must_lie_before_the_visa_and_within_a_century(born: date) -> None:
    found = codes(clean_case(born_on=born, issued_on=date(2026, 9, 1)))
    assert (Code.BIRTH_IMPOSSIBLE in found) is (born >= date(2026, 9, 1))
    assert Code.BIRTH_IMPOSSIBLE in codes(clean_case(born_on=date(1926, 11, 24)))
    assert Code.BIRTH_IMPOSSIBLE not in codes(clean_case(born_on=date(1926, 11, 25)))


@given(st.none() | st.sampled_from(AgencyVerdict), st.none() | st.sampled_from(AgencyVerdict))
def test_an_agency_is_warned_about_for_today_and_for_the_day_of_issue(
    today: AgencyVerdict | None, then: AgencyVerdict | None
) -> None:
    found = codes(clean_case(agency=90001, agency_today=today, agency_at_issue=then))
    assert (Code.AGENCY_TODAY in found) is (today not in {None, AgencyVerdict.ACTIVE})
    # That the register knows nothing of a past day is nothing against the agency.
    assert (Code.AGENCY_AT_ISSUE in found) is (then in BAD)


@given(*[st.none() | st.integers(1, 3)] * 3)
def test_agencies_differ_when_two_papers_name_two(
    visa: int | None, contract: int | None, promise: int | None
) -> None:
    case = clean_case(agency=visa, contract_agency=contract, promised_agency=promise)
    named = {number for number in (visa, contract, promise) if number is not None}
    assert (Code.AGENCY_DIFFERS in codes(case)) is (len(named) > 1)


@pytest.mark.parametrize(
    ("visa", "contract", "promise", "code"),
    [
        ("Cleaner", "cleaner ", None, None),
        ("Cleaner", "Cleaning worker", "ক্লিনার", None),
        ("عامِل نظافة", None, "পরিচ্ছন্নতা কর্মী", None),
        ("House Driver", "ড্রাইভার", "سائق", None),
        ("Cleaner", "Driver", None, Code.OCCUPATION_DIFFERS),
        ("Cleaner", None, "ড্রাইভার", Code.OCCUPATION_DIFFERS),
        (None, "Cleaner", "Welder", Code.OCCUPATION_DIFFERS),
        ("سائق", "Cleaner", None, Code.OCCUPATION_DIFFERS),
        ("Fish farm worker", "Fish cutter", None, Code.OCCUPATION_DIFFERS),
        ("Fish farm worker", None, "মাছের খামারের কর্মী", Code.OCCUPATION_UNREAD),
        ("صياد", "Fish farm worker", None, Code.OCCUPATION_UNREAD),
        ("Cleaner", "—", None, None),
    ],
)
def test_work_is_compared_across_papers_and_scripts(
    visa: str | None, contract: str | None, promise: str | None, code: Code | None
) -> None:
    case = clean_case(occupation=visa, contract_occupation=contract, promised_occupation=promise)
    assert codes(case) == ({code} if code else set())


@pytest.mark.parametrize(
    "kind",
    ["Visit", "TOURIST VISA", "work visit", "ভিজিট ভিসা", "ভ্রমণ", "ওমরাহ", "تأشيرة زيارة", "السياحة"],
)
def test_a_visa_to_visit_is_no_visa_to_work(kind: str) -> None:
    assert codes(clean_case(visa_type=kind)) == {Code.VISIT_VISA}


@pytest.mark.parametrize("kind", ["work", "Employment", "কাজের ভিসা", "عمل", "visiting nurse", None])
def test_other_kinds_of_visas_are_no_visit(kind: str | None) -> None:
    assert codes(clean_case(visa_type=kind)) == set()


@pytest.mark.parametrize(
    ("day", "year"),
    [
        # The first of Muharram, as published for these years.
        (date(2023, 7, 19), 1445),
        (date(2024, 7, 7), 1446),
        (date(2025, 6, 26), 1447),
        (date(2026, 6, 16), 1448),
    ],
)
def test_the_hijri_year_turns_within_three_days_of_the_seen_moon(day: date, year: int) -> None:
    assert hijri_year(day - timedelta(days=3)) == year - 1
    assert hijri_year(day + timedelta(days=3)) == year


@pytest.mark.parametrize(("year", "is_warned"), [(1447, True), (1448, False), (1449, True)])
def test_a_hijri_year_that_is_not_that_of_the_issue_is_warned_about(
    year: int, is_warned: bool
) -> None:
    found = codes(clean_case(issued_on=date(2026, 9, 1), hijri_year=year))
    assert found == ({Code.HIJRI_DIFFERS} if is_warned else set())


def test_the_gravest_warning_stands_first() -> None:
    case = clean_case(expires_on=date(2026, 10, 1), frauds=1, visa_type="visit")
    found = [warned.code for warned in warn(case)]
    assert found == [Code.EMPLOYER_IN_FRAUD, Code.VISIT_VISA, Code.EXPIRED]
