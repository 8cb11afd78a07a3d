"""Sample data: invented agencies and visas with every verdict, brought in through the deeds."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from portal.deeds.record import By
from portal.ground.clock import today
from visa_check.actions import details, lists, proposals, visas
from visa_check.details import DetailKind, fact_names
from visa_check.facts import Facts
from visa_check.importing import read_list, stage_list
from visa_check.licences import show_licence
from visa_check.models import ListKind
from visa_check.queries.visas import find
from visa_check.verdicts import VisaState, VisaVerdict

_YEAR = 365
_SOURCE = "Sample list of the portal"


@dataclass(frozen=True)
class SampleVisa:
    """A sample visa: what somebody types to find it, and the answer."""

    visa_number: str
    passport_number: str
    date_of_birth: date
    verdict: VisaVerdict
    holder_name: str
    destination: str = "SA"
    # When it ends, counted in days from today.
    ends: int = 2 * _YEAR
    employer: str = "Sample Services"


SAMPLE_VISAS = (
    SampleVisa("E12345678", "A01234567", date(1998, 4, 12), VisaVerdict.VERIFIED, "ABDUR RAHMAN"),
    SampleVisa("E23456789", "BX0123456", date(2000, 2, 29), VisaVerdict.PENDING, "FATEMA BEGUM"),
    SampleVisa(
        "QA1002003", "A23456789", date(1979, 6, 30), VisaVerdict.CANNOT_CHECK, "ABUL KASHEM", "QA"
    ),
    SampleVisa(
        "KW5550123", "A34567890", date(1990, 11, 1), VisaVerdict.MISMATCH, "MD HOSSAIN", "KW"
    ),
    SampleVisa(
        "E34567890",
        "A56789012",
        date(1995, 3, 10),
        VisaVerdict.FRAUD,
        "ABDUL MIA",
        employer="Sample Promises",
    ),
    SampleVisa(
        "OM7007007", "D12345678", date(1990, 1, 1), VisaVerdict.EXPIRED, "RINA AKTER", "OM", -30
    ),
    SampleVisa(
        "AE2019876", "A45678901", date(1992, 8, 15), VisaVerdict.WITHDRAWN, "SHAHIN ALAM", "AE"
    ),
)
# Number, name, name in Bangla, status, its first and last day counted from today.
_AGENCIES: tuple[tuple[int, str, str, str, int | None, int | None], ...] = (
    (90001, "Namuna Padma Overseas Ltd.", "নমুনা পদ্মা ওভারসিজ লিমিটেড", "active", -700, 395),
    (90002, "Namuna Meghna International", "নমুনা মেঘনা ইন্টারন্যাশনাল", "active", -1200, -105),
    (90003, "Namuna Jamuna Travels", "নমুনা যমুনা ট্রাভেলস", "suspended", -20, 160),
    (90004, "Namuna Surma Agency", "নমুনা সুরমা এজেন্সি", "cancelled", -90, None),
    (90005, "Namuna Karnaphuli Services", "নমুনা কর্ণফুলী সার্ভিসেস", "inactive", -400, 695),
    (90006, "Namuna Teesta Associates", "নমুনা তিস্তা এসোসিয়েটস", "", None, None),
    (90007, "Namuna Padma Oversees", "নমুনা পদ্মা ওভারসীস", "", None, None),
    (90008, "M/S Namuna Shapla Trade", "মেসার্স নমুনা শাপলা ট্রেড", "active", -60, 1035),
)


def load(officers: list[int]) -> None:
    """Bring the sample into the register: the first officer proposes, the second approves."""
    proposer, approver = (By.command_line(key, "sample load") for key in officers[:2])
    _import(ListKind.AGENCIES, _agency_list(), proposer, approver)
    _import(ListKind.VISAS, _visa_list(), proposer, approver)
    for kind, facts in _details():
        ref = details.propose_detail(proposer, _AGENCIES[0][0], kind, facts, "Sample data.")
        proposals.approve(approver, ref)
    for sample in SAMPLE_VISAS:
        _decide(sample, proposer, approver)


def _import(kind: ListKind, text: str, proposer: By, approver: By) -> None:
    table = read_list(kind, io.BytesIO(text.encode()), capped=True)
    ref = stage_list(proposer, kind, table, f"sample-{kind}.csv", complete=False)
    proposals.approve(approver, lists.propose_list(proposer, ref, "Sample data."))


def _details() -> Iterator[tuple[DetailKind, Facts]]:
    """What else is known of the first agency."""
    day = today()
    for kind, facts in (
        (DetailKind.BRANCH, {"business_address": "12 Sample Road", "district": "cumilla"}),
        (DetailKind.SUB_AGENT, _sub_agent("SAMPLE SUB-AGENT ONE", "S-101", "cumilla")),
        (DetailKind.SUB_AGENT, _sub_agent("SAMPLE SUB-AGENT TWO", "S-102", "coxsbazar")),
        (DetailKind.ASSOCIATE, {"other_rl_no": 90008}),
        (DetailKind.PAST_NAME, {"former_name": "Namuna Shitalakshya Travels"}),
        (
            DetailKind.JOB_ORDER,
            {"employer": "Sample Services", "destination": "SA", "occupation": "Cleaner"}
            | {"people": 50, "wage": 1200, "currency": "SAR", "used": 20, "used_on": day},
        ),
    ):
        until = day - timedelta(days=700) if kind is DetailKind.PAST_NAME else None
        span = {"valid_from": day - timedelta(days=800), "valid_to": until}
        told = facts | span | {"source": _SOURCE, "source_date": day}
        yield kind, dict.fromkeys(fact_names(kind)) | told


def _sub_agent(name: str, registration_no: str, district: str) -> Facts:
    return {"person_name": name, "registration_no": registration_no, "district": district}


def _agency_list() -> str:
    rows = [
        {
            "rl_no": show_licence(number),
            "name": name,
            "name_bn": name_bn,
            "business_address": f"House {number % 100}, Sample Road, Dhaka",
            "status": status,
            "valid_from": _day(first) if first is not None else "",
            "valid_to": _day(last) if last is not None else "",
            "order_no": f"SAMPLE/{number}" if status in {"suspended", "cancelled"} else "",
            "source": _SOURCE,
            "source_date": _day(-30),
        }
        for number, name, name_bn, status, first, last in _AGENCIES
    ]
    return _csv(rows)


def _visa_list() -> str:
    rows = [
        {
            "destination": sample.destination,
            "visa_number": sample.visa_number,
            "visa_type": "work",
            "occupation": "Cleaner",
            "employer": sample.employer,
            "passport_number": sample.passport_number,
            "date_of_birth": sample.date_of_birth.isoformat(),
            "holder_name": sample.holder_name,
            "issue_date": _day(-90),
            "expiry_date": _day(sample.ends),
            "agency_rl_no": show_licence(90001),
            "source": _SOURCE,
            "source_date": _day(-30),
        }
        for sample in SAMPLE_VISAS
    ]
    return _csv(rows)


def _decide(sample: SampleVisa, proposer: By, approver: By) -> None:
    """Decide a sample visa as its verdict says; pending and expired need nobody."""
    if sample.verdict in {VisaVerdict.PENDING, VisaVerdict.EXPIRED}:
        return
    found = find(sample.visa_number, sample.passport_number, sample.date_of_birth)
    assert found is not None  # noqa: S101 - the list brought it in just now
    state = VisaState(sample.verdict.value)
    place, led_to = visas.decide_visa(proposer, found.visa.ref, state, "Sample decision.").split()
    if place == visas.PROPOSAL:
        proposals.approve(approver, led_to)


def _day(offset: int) -> str:
    return (today() + timedelta(days=offset)).isoformat()


def _csv(rows: list[dict[str, str]]) -> str:
    file = io.StringIO()
    writer = csv.DictWriter(file, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()
