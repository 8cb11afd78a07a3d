"""The kinds of proposals about the register, as they stand in the table of proposals."""

AGENCY_IMPORT = "agency-import"
VISA_IMPORT = "visa-import"
AGENCY = "agency"
AGENCY_DETAIL = "agency-detail"
VISA_CORRECTION = "visa-correction"
VISA_DECISION = "visa-decision"
REPORT_COUNTS = "agency-counts"
# What becomes public word for word: a supervisor releases it.
SUPERVISED = (REPORT_COUNTS,)
KINDS = (
    *(AGENCY_IMPORT, VISA_IMPORT, AGENCY, AGENCY_DETAIL),
    *(VISA_CORRECTION, VISA_DECISION, REPORT_COUNTS),
)
VISA_KINDS = (VISA_CORRECTION, VISA_DECISION)
IMPORTS = (AGENCY_IMPORT, VISA_IMPORT)
