"""The tables of the register: agencies, visas, and lists that wait to be put in force."""

from visa_check.models.agencies import (
    Agency,
    AgencyEntry,
    AgencyIndex,
    AgencyStatus,
    AgencyTrigram,
)
from visa_check.models.desk import (
    VisaChecklist,
    VisaRequestProposal,
    VisaSighting,
    VisaSightingDetails,
)
from visa_check.models.details import AgencyDetail, AgencyDetailPerson
from visa_check.models.imports import (
    Absence,
    Import,
    ImportState,
    ListKind,
    Outcome,
    StagedAgency,
    StagedVisa,
)
from visa_check.models.requests import (
    Channel,
    FileKind,
    RequestState,
    StepKind,
    VisaRequest,
    VisaRequestDetails,
    VisaRequestFile,
    VisaRequestPicture,
    VisaRequestStep,
)
from visa_check.models.visas import (
    Visa,
    VisaDecision,
    VisaDouble,
    VisaEntry,
    VisaHolder,
    VisaLookUp,
    VisaReveal,
)
from visa_check.models.watches import AgencyWatch

__all__ = [
    "Absence",
    "Agency",
    "AgencyDetail",
    "AgencyDetailPerson",
    "AgencyEntry",
    "AgencyIndex",
    "AgencyStatus",
    "AgencyTrigram",
    "AgencyWatch",
    "Channel",
    "FileKind",
    "Import",
    "ImportState",
    "ListKind",
    "Outcome",
    "RequestState",
    "StagedAgency",
    "StagedVisa",
    "StepKind",
    "Visa",
    "VisaChecklist",
    "VisaDecision",
    "VisaDouble",
    "VisaEntry",
    "VisaHolder",
    "VisaLookUp",
    "VisaRequest",
    "VisaRequestDetails",
    "VisaRequestFile",
    "VisaRequestPicture",
    "VisaRequestProposal",
    "VisaRequestStep",
    "VisaReveal",
    "VisaSighting",
    "VisaSightingDetails",
]
