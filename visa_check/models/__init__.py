"""The tables of the register: agencies, visas, and lists that wait to be put in force."""

from visa_check.models.agencies import (
    Agency,
    AgencyEntry,
    AgencyIndex,
    AgencyStatus,
    AgencyTrigram,
)
from visa_check.models.columns import ColumnChoice, WaitingFile
from visa_check.models.desk import (
    ProposalLook,
    VisaChecklist,
    VisaRequestProposal,
    VisaSighting,
    VisaSightingDetails,
)
from visa_check.models.details import AgencyDetail, AgencyDetailPerson
from visa_check.models.guides import Guide, GuideCheck, GuideEntry
from visa_check.models.imports import (
    Absence,
    Import,
    ImportState,
    ListKind,
    Outcome,
    StagedAgency,
    StagedVisa,
)
from visa_check.models.learning import FraudAlert, FraudAlertEnd, FraudWarning
from visa_check.models.reports import (
    AgencyCounts,
    AgencyReport,
    AgencyReportContact,
    AgencyReporterReveal,
    AgencyReportNote,
    AgencyReportPicture,
    AgencyReportSaid,
    AgencyReportStep,
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
from visa_check.models.sharing import VisaLock, VisaSeen, VisaShare, Way
from visa_check.models.slips import Slip
from visa_check.models.undoing import ImportUndone, RowUndone
from visa_check.models.visas import (
    FalseAlarm,
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
    "AgencyCounts",
    "AgencyDetail",
    "AgencyDetailPerson",
    "AgencyEntry",
    "AgencyIndex",
    "AgencyReport",
    "AgencyReportContact",
    "AgencyReportNote",
    "AgencyReportPicture",
    "AgencyReportSaid",
    "AgencyReportStep",
    "AgencyReporterReveal",
    "AgencyStatus",
    "AgencyTrigram",
    "AgencyWatch",
    "Channel",
    "FileKind",
    "FalseAlarm",
    "FraudAlert",
    "FraudAlertEnd",
    "FraudWarning",
    "ColumnChoice",
    "Guide",
    "GuideCheck",
    "GuideEntry",
    "Import",
    "ImportState",
    "ImportUndone",
    "ListKind",
    "Outcome",
    "ProposalLook",
    "RequestState",
    "RowUndone",
    "Slip",
    "StagedAgency",
    "StagedVisa",
    "StepKind",
    "Visa",
    "VisaChecklist",
    "VisaDecision",
    "VisaDouble",
    "VisaEntry",
    "VisaHolder",
    "VisaLock",
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
    "WaitingFile",
    "VisaSeen",
    "VisaShare",
    "Way",
]
