"""The keyed hashes under which visas are found; each kind of reader has a key of its own."""

import json
from datetime import date

from portal.ground.encryption import keyed_hash
from portal.people.passports import normal_number
from visa_check.complaints import reference_of
from visa_check.letters import one_form
from visa_check.matching import read_name
from visa_check.warnings import Warned


def holder_hash(passport: str, birth: date) -> bytes:
    """Key 1, for the public: whose visa it is."""
    return keyed_hash("visa-look-up", f"{passport}|{birth.isoformat()}")


def visa_hash(passport: str, birth: date, number: str) -> bytes:
    """Key 1, for the public: which visa of theirs."""
    return keyed_hash("visa-look-up", f"{passport}|{birth.isoformat()}|{number}")


def failure_hash(passport: str) -> bytes:
    """Key 2, for counting failures under a passport number as typed, whether or not it exists."""
    return keyed_hash("visa-failure", passport)


def passport_hash(passport: str) -> bytes:
    """Key 3, for staff: visas with this passport number."""
    return keyed_hash("visa-staff", passport)


def number_hash(destination: str, number: str) -> bytes:
    """Key 3, for staff: visas with this visa number."""
    return keyed_hash("visa-staff", f"{destination}|{number}")


def identity_hash(destination: str, number: str, passport: str) -> bytes:
    """What makes a visa one visa."""
    return keyed_hash("visa-identity", f"{destination}|{number}|{passport}")


def reporter_reference(ref: str) -> str:
    """The reference of whoever reported: only the portal can tell it from the report."""
    return reference_of(keyed_hash("agency-reporter", ref))


def reference_hash(reference: str) -> bytes:
    """Under which the report of a reference is found."""
    return keyed_hash("agency-reference", reference)


def evidence_hash(ref: str, digest: str) -> bytes:
    """The same file in this report; in no other one, as it could tell who sent both."""
    return keyed_hash("agency-evidence", f"{ref}|{digest}")


def group_hash(destination: str, number: str) -> bytes:
    """Key 3, for staff: visas of this group."""
    return keyed_hash("visa-staff", f"group|{destination}|{number}")


def employer_hash(name: str) -> bytes | None:
    """Key 3, for staff: visas of an employer of this name; None for a name without letters."""
    key = read_name(name).key or one_form(name)
    return keyed_hash("visa-staff", f"employer|{key}") if key else None


def sponsor_hash(sponsor: str) -> bytes | None:
    """Key 3, for staff: visas of the sponsor with this number; None for a number without signs."""
    number = normal_number(sponsor)
    return keyed_hash("visa-staff", f"sponsor|{number}") if number else None


def warning_hash(warned: Warned) -> bytes:
    """A warning with exactly this reason: a false alarm is noted about it, not about the code."""
    values = json.dumps(warned.values, sort_keys=True)
    return keyed_hash("visa-warning", f"{warned.code}|{values}")


def file_hash(digest: str) -> bytes:
    """For staff: the same file in other requests; digest is the SHA-256 of its bytes."""
    return keyed_hash("visa-file", digest)


def share_hash(code: str) -> bytes:
    """What is kept of a share code."""
    return keyed_hash("visa-share", code)
