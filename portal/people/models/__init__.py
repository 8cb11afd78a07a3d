"""People: offices, centres and persons, how they sign in, and whose passport staff have seen."""

from portal.people.models.identities import Identity, Passport, PassportIndex
from portal.people.models.persons import (
    PEOPLE_PER_PHONE,
    Centre,
    Consent,
    Office,
    Person,
    PersonDetails,
    PhoneIndex,
    RoleGrant,
)
from portal.people.models.signing_in import (
    Credential,
    Device,
    OneTimeCode,
    Purpose,
    SignInSession,
)

__all__ = [
    "PEOPLE_PER_PHONE",
    "Centre",
    "Consent",
    "Credential",
    "Device",
    "Identity",
    "Office",
    "OneTimeCode",
    "Passport",
    "PassportIndex",
    "Person",
    "PersonDetails",
    "PhoneIndex",
    "Purpose",
    "RoleGrant",
    "SignInSession",
]
