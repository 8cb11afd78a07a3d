"""The job: kind of visa, agency, occupation, money and age."""

from collections.abc import Iterator
from dataclasses import dataclass

from visa_check.costs import FIXED_COSTS
from visa_check.letters import one_form
from visa_check.verdicts import AgencyVerdict
from visa_check.warnings.case import Case, Code, Warned
from visa_check.warnings.days import age
from visa_check.warnings.occupations import is_domestic, is_same
from visa_check.zones import read_zone

_VISIT = (
    "visit visitor tourist tourism tour transit umrah umra hajj"
    " ভিজিট ভিজিটর ভ্রমণ পর্যটন পর্যটক ট্যুরিস্ট টুরিস্ট ট্যুর ট্রানজিট ওমরাহ উমরাহ হজ হজ্জ"
    " زيارة سياحة سياحية مرور عمرة حج"
)
_VISIT_WORDS = {one_form(word) for word in _VISIT.split()}
_HIGHEST = {cost.country.code: cost for cost in FIXED_COSTS}
# What the register knows against an agency; that it knows nothing of a past day says nothing.
_BAD_THEN = {
    AgencyVerdict.INACTIVE,
    AgencyVerdict.SUSPENDED,
    AgencyVerdict.CANCELLED,
    AgencyVerdict.EXPIRED,
}


@dataclass(frozen=True)
class Age:
    """From which age work abroad is registered, who said so and where."""

    years: int
    source: str = "Dhaka DEMO, registration notice (bmet.dhaka.gov.bd, site/news/Eww1)"


ANY_WORK, WOMEN_IN_HOMES = Age(18), Age(25)


def visit(case: Case) -> Iterator[Warned]:
    """A visa to visit, to tour or to pray is no visa to work."""
    if case.visa_type and _is_visit(case.visa_type):
        yield Warned(Code.VISIT_VISA, {"visa_type": case.visa_type})


def _is_visit(text: str) -> bool:
    words = one_form(text).split()
    return any(word in _VISIT_WORDS or word.removeprefix("ال") in _VISIT_WORDS for word in words)


def agency(case: Case) -> Iterator[Warned]:
    """The agency has no licence today, or had lost it when the visa was issued."""
    if case.agency_today not in {None, AgencyVerdict.ACTIVE}:
        yield Warned(Code.AGENCY_TODAY, {"agency": case.agency, "verdict": case.agency_today})
    if case.agency_at_issue in _BAD_THEN and case.issued_on:
        values = {"agency": case.agency, "verdict": case.agency_at_issue}
        yield Warned(Code.AGENCY_AT_ISSUE, values | {"issued_on": case.issued_on.isoformat()})


def agency_differs(case: Case) -> Iterator[Warned]:
    """Visa, contract and promise name different agencies."""
    named: dict[str, int | str | None] = {
        "visa": case.agency,
        "contract": case.contract_agency,
        "promise": case.promised_agency,
    }
    told = {paper: number for paper, number in named.items() if number is not None}
    if len(set(told.values())) > 1:
        yield Warned(Code.AGENCY_DIFFERS, {"agencies": told})


def occupation(case: Case) -> Iterator[Warned]:
    """Visa, contract and promise name different work, or in letters that only eyes compare."""
    named = {
        "visa": case.occupation,
        "contract": case.contract_occupation,
        "promise": case.promised_occupation,
    }
    told = {paper: text for paper, text in named.items() if text and one_form(text)}
    texts = list(told.values())
    pairs = [(one, other) for place, one in enumerate(texts) for other in texts[place + 1 :]]
    answers = {is_same(one, other) for one, other in pairs}
    if False in answers:
        yield Warned(Code.OCCUPATION_DIFFERS, {"occupations": told})
    elif None in answers:
        yield Warned(Code.OCCUPATION_UNREAD, {"occupations": told})


def fee(case: Case) -> Iterator[Warned]:
    """More money was asked than the government's fixed maximum for the country."""
    highest = _HIGHEST.get(case.destination)
    if highest and case.fee_taka is not None and case.fee_taka > highest.taka:
        values = {"asked": case.fee_taka, "highest": highest.taka, "year": highest.year}
        yield Warned(Code.FEE_TOO_HIGH, values)


def too_young(case: Case) -> Iterator[Warned]:
    """Younger than the registration of workers allows; a woman in a home must be older."""
    if case.born_on is None:
        return
    in_home = any(
        is_domestic(text)
        for text in (case.occupation, case.contract_occupation, case.promised_occupation)
    )
    least = WOMEN_IN_HOMES if in_home and not _is_man(case) else ANY_WORK
    years = age(case.born_on, case.flies_on or case.day)
    if 0 <= years < least.years:
        yield Warned(Code.TOO_YOUNG, {"least": least.years})


def _is_man(case: Case) -> bool:
    """Whether a machine readable zone says so; without one the higher age holds."""
    zones = (read_zone(text) for text in (case.passport_zone, case.visa_zone) if text)
    return any(zone is not None and zone.sex == "M" for zone in zones)
