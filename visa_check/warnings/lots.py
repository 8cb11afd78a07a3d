"""What other visas and requests say: numbers used twice, groups, files, names in frauds."""

from collections.abc import Iterator

from visa_check.warnings.case import Case, Code, Warned

# BMET asks its translator whether a lot ("advice") holds more than this many visas.
LARGEST_LOT = 24


def shared_number(case: Case) -> Iterator[Warned]:
    """The same number stands under another passport, and it is no visa of the same group."""
    if case.sharing:
        yield Warned(Code.SHARED_NUMBER, {"others": case.sharing})


def quota(case: Case) -> Iterator[Warned]:
    """More visas of the group are known than were given."""
    if case.group_quota is not None and case.in_group > case.group_quota:
        yield Warned(Code.QUOTA_EXCEEDED, {"found": case.in_group, "quota": case.group_quota})


def large_lot(case: Case) -> Iterator[Warned]:
    """The lot holds more visas than BMET takes without asking."""
    visas = max(case.group_quota or 0, case.in_group)
    if visas > LARGEST_LOT:
        yield Warned(Code.LARGE_LOT, {"visas": visas})


def same_file(case: Case) -> Iterator[Warned]:
    """Somebody sent the same picture or PDF before."""
    if case.same_files:
        yield Warned(Code.SAME_FILE, {"others": case.same_files})


def frauds(case: Case) -> Iterator[Warned]:
    """Employer or sponsor are those of a suspected fraud."""
    if case.frauds:
        yield Warned(Code.EMPLOYER_IN_FRAUD, {"found": case.frauds})
