"""The keyed hashes under which visas are found; each kind of reader has a key of its own."""

from datetime import date

from portal.ground.encryption import keyed_hash
from visa_check.complaints import reference_of


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
