"""People: offices, centres, persons, how they sign in, whose passport it is; organisations."""

from portal.people.models.identities import Identity, Passport, PassportIndex
from portal.people.models.organisations import (
    Organisation,
    OrganisationContact,
    OrganisationKind,
    OrganisationToken,
    OrganisationTokenUse,
)
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
    "Organisation",
    "OrganisationContact",
    "OrganisationKind",
    "OrganisationToken",
    "OrganisationTokenUse",
    "Passport",
    "PassportIndex",
    "Person",
    "PersonDetails",
    "PhoneIndex",
    "Purpose",
    "RoleGrant",
    "SignInSession",
]
