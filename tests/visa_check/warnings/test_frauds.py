"""Each fraud known from the field, and the table in docs/frauds.md that names these tests."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.make.warnings import clean_case, codes, order, visa_zone
from visa_check.details import Days
from visa_check.verdicts import AgencyVerdict
from visa_check.warnings import Code

PAGE = Path(__file__).parents[3] / "docs" / "frauds.md"
# Rows of the research's table of frauds.
FRAUDS = 15


def rows() -> Iterator[list[str]]:
    """The rows of the table: fraud, warnings, test, what else."""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 4 and cells[0] not in {"fraud", "---"}:
            yield cells


def named(cell: str) -> list[str]:
    """What a cell names, or nothing where it says none."""
    return [] if cell == "none" else re.findall(r"`([^`]+)`", cell)


def test_a_free_visa_costs_too_much_and_names_other_work() -> None:
    case = clean_case(
        destination="KW", occupation="Worker", promised_occupation="any job", fee_taka=600_000
    )
    assert codes(case) == {Code.FEE_TOO_HIGH, Code.OCCUPATION_DIFFERS}


def test_a_visit_visa_sold_for_work() -> None:
    case = clean_case(destination="AE", visa_type="Tourist Visa (60 days)")
    assert codes(case) == {Code.VISIT_VISA}


def test_another_job_in_the_contract() -> None:
    case = clean_case(occupation="House driver", contract_occupation="রাখাল")
    assert codes(case) == {Code.OCCUPATION_DIFFERS}
    strange = clean_case(occupation="Crane rigger", promised_occupation="ক্রেনের রিগার")
    assert codes(strange) == {Code.OCCUPATION_UNREAD}


def test_a_photocopied_visa_used_again() -> None:
    zone = visa_zone(clean_case())
    copied = {"sharing": 1, "same_files": 1, "visa_zone": zone, "passport_number": "B07654321"}
    assert codes(clean_case(**copied)) == {Code.SHARED_NUMBER, Code.SAME_FILE}
    painted = clean_case(visa_number="E12345679", visa_zone=zone.replace("45678", "45679"))
    assert codes(painted) == {Code.ZONE_DIGITS}
    other = clean_case(born_on=date(1999, 4, 12), visa_zone=zone)
    assert codes(other) == {Code.ZONE_DIFFERS}
    alike = clean_case(
        visa_number="E12345678", visa_zone=visa_zone(clean_case(visa_number="E1234567I"))
    )
    assert codes(alike) == {Code.ZONE_EYE}
    assert codes(clean_case(visa_zone="V<" * 10)) == {Code.ZONE_UNREADABLE}


def test_a_group_visa_sold_more_often_than_given() -> None:
    case = clean_case(group_quota=25, in_group=26)
    assert codes(case) == {Code.QUOTA_EXCEEDED, Code.LARGE_LOT}


def test_a_demand_letter_sold_more_often_than_it_has_places() -> None:
    case = clean_case(order_number="RUH77", order=order(people=50), in_order=51)
    assert codes(case) == {Code.ORDER_FULL}


def test_a_demand_letter_that_is_not_for_this_visa() -> None:
    other = order(rl_no=90002, destination="QA", days=Days(None, date(2026, 8, 31)))
    case = clean_case(agency=90001, order_number="RUH77", order=other)
    assert codes(case) == {Code.ORDER_AGENCY, Code.ORDER_COUNTRY, Code.ORDER_DAYS}
    assert codes(clean_case(order_number="RUH78")) == {Code.ORDER_UNKNOWN}


def test_a_second_permit_of_a_named_firm() -> None:
    case = clean_case(destination="RS", visa_type="work permit", frauds=1)
    assert codes(case) == {Code.EMPLOYER_IN_FRAUD}


def test_one_letter_sent_for_many() -> None:
    case = clean_case(destination="IT", same_files=3, frauds=1)
    assert codes(case) == {Code.SAME_FILE, Code.EMPLOYER_IN_FRAUD}


def test_too_much_was_asked() -> None:
    assert codes(clean_case(destination="MY", fee_taka=78_991)) == {Code.FEE_TOO_HIGH}
    assert codes(clean_case(destination="MY", fee_taka=78_990)) == set()


def test_an_agency_that_has_lost_its_licence() -> None:
    case = clean_case(
        agency=90001,
        agency_today=AgencyVerdict.CANCELLED,
        agency_at_issue=AgencyVerdict.SUSPENDED,
        expires_on=date(2026, 10, 1),
    )
    assert codes(case) == {Code.AGENCY_TODAY, Code.AGENCY_AT_ISSUE, Code.EXPIRED}


def test_a_middleman_who_names_another_agency() -> None:
    case = clean_case(agency=90001, contract_agency=90001, promised_agency=90002)
    assert codes(case) == {Code.AGENCY_DIFFERS}


def test_a_name_that_is_nearly_that_of_the_agency() -> None:
    case = clean_case(agency=90001, promised_agency="Padma Oversees")
    assert codes(case) == {Code.AGENCY_DIFFERS}


def test_the_table_has_every_fraud_once() -> None:
    frauds = [fraud for fraud, *_rest in rows()]
    assert len(frauds) == len(set(frauds)) == FRAUDS


@pytest.mark.parametrize("row", list(rows()), ids=lambda row: row[0])
def test_every_row_names_warnings_and_tests_that_are_there(row: list[str]) -> None:
    _fraud, warnings, tests, otherwise = row
    assert all(code in set(Code) for code in named(warnings))
    assert all(callable(globals().get(test)) for test in named(tests))
    # A warning without a test, or the other way round, is a promise without proof.
    assert bool(named(warnings)) is bool(named(tests))
    assert otherwise


def test_every_warning_stands_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert [code for code in Code if f"`{code.value}`" not in text] == []


@pytest.mark.parametrize("row", list(rows()), ids=lambda row: row[0])
def test_the_named_tests_show_the_named_warnings(row: list[str]) -> None:
    source = Path(__file__).read_text(encoding="utf-8")
    _fraud, warnings, tests, _otherwise = row
    shown = "".join(source.split(f"def {test}(")[1].split("\ndef ")[0] for test in named(tests))
    assert [code for code in named(warnings) if f"Code.{Code(code).name}" not in shown] == []
