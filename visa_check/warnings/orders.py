"""The job order that the papers name: is it this visa's, and has it a place left?"""

from collections.abc import Iterator

from visa_check.details import Standing
from visa_check.warnings.case import Case, Code, Warned


def order(case: Case) -> Iterator[Warned]:
    """Unknown, of another agency or country, not in force then, or named by too many visas."""
    if case.order_number is None:
        return
    found, number = case.order, {"order": case.order_number}
    if found is None:
        yield Warned(Code.ORDER_UNKNOWN, number)
        return
    if case.in_order > found.people:
        yield Warned(Code.ORDER_FULL, number | {"found": case.in_order, "people": found.people})
    if case.agency is not None and found.rl_no != case.agency:
        yield Warned(Code.ORDER_AGENCY, number | {"agency": found.rl_no})
    if found.destination != case.destination:
        yield Warned(Code.ORDER_COUNTRY, number | {"country": found.destination})
    if found.days.on(case.issued_on or case.day) is not Standing.TODAY:
        first, last = found.days.first, found.days.last
        days = {"first": first and first.isoformat(), "last": last and last.isoformat()}
        yield Warned(Code.ORDER_DAYS, number | days)
