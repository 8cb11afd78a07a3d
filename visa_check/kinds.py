"""The kinds of proposals about the register, as they stand in the table of proposals."""

AGENCY_IMPORT = "agency-import"
VISA_IMPORT = "visa-import"
AGENCY = "agency"
AGENCY_DETAIL = "agency-detail"
AGENCY_UNDO = "agency-undo"
VISA_CORRECTION = "visa-correction"
VISA_DECISION = "visa-decision"
REPORT_COUNTS = "agency-counts"
FRAUD_WARNING = "fraud-warning"
FRAUD_ALERT = "fraud-alert"
GUIDE = "guide"
SLIP_CANCEL = "slip-cancel"
SLIP_LIFT = "slip-lift"
# What becomes public word for word: a supervisor releases it.
SUPERVISED = (REPORT_COUNTS, FRAUD_ALERT)
AGENCY_KINDS = (AGENCY, AGENCY_DETAIL, AGENCY_UNDO, REPORT_COUNTS)
VISA_KINDS = (VISA_CORRECTION, VISA_DECISION)
SLIP_KINDS = (SLIP_CANCEL, SLIP_LIFT)
IMPORTS = (AGENCY_IMPORT, VISA_IMPORT)
KINDS = (*IMPORTS, *AGENCY_KINDS, *VISA_KINDS, *SLIP_KINDS, FRAUD_WARNING, FRAUD_ALERT, GUIDE)
