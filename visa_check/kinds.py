"""The kinds of proposals about the register, as they stand in the table of proposals."""

AGENCY_IMPORT = "agency-import"
VISA_IMPORT = "visa-import"
AGENCY = "agency"
AGENCY_DETAIL = "agency-detail"
VISA_CORRECTION = "visa-correction"
VISA_DECISION = "visa-decision"
REPORT_COUNTS = "agency-counts"
FRAUD_WARNING = "fraud-warning"
FRAUD_ALERT = "fraud-alert"
# What becomes public word for word: a supervisor releases it.
SUPERVISED = (REPORT_COUNTS, FRAUD_ALERT)
KINDS = (
    *(AGENCY_IMPORT, VISA_IMPORT, AGENCY, AGENCY_DETAIL),
    *(VISA_CORRECTION, VISA_DECISION, REPORT_COUNTS, FRAUD_WARNING, FRAUD_ALERT),
)
VISA_KINDS = (VISA_CORRECTION, VISA_DECISION)
IMPORTS = (AGENCY_IMPORT, VISA_IMPORT)
