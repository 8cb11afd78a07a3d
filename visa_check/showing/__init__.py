"""What the desk's pages show: rows of plain cells, made from what the queries found."""

from visa_check.showing.agencies import history_rows, status_words
from visa_check.showing.answers import (
    agency_facts,
    agency_since,
    cost_table,
    listed,
    visa_office,
    visa_since,
)
from visa_check.showing.cells import Rows, word
from visa_check.showing.desk import asked_facts, desk_page
from visa_check.showing.details import (
    branches,
    desk_groups,
    earlier_names,
    job_orders,
    partners,
    sub_agents,
    version_rows,
)
from visa_check.showing.guides import guide_history, guide_rows
from visa_check.showing.learning import alert_lines, fraud_facts, fraud_rows
from visa_check.showing.lists import list_page
from visa_check.showing.office_slips import (
    SLIP_CHANGES,
    slip_facts,
    slip_history,
    slip_may,
    slip_rows,
)
from visa_check.showing.papers import blank_form, counter_paper
from visa_check.showing.proposals import difference_rows, kind_words, names_of, warnings_of
from visa_check.showing.queue import lines
from visa_check.showing.reports import (
    dossier,
    exact_counts,
    public_reports,
    report_line,
    report_page,
    report_rows,
)
from visa_check.showing.requests import (
    Href,
    picture_href,
    request_answer,
    request_files,
    request_rows,
    request_steps,
)
from visa_check.showing.second import question_of
from visa_check.showing.slips import shown, slip_pdf, slips_of
from visa_check.showing.undoing import origin_rows, proposed_undo, undo_rows
from visa_check.showing.visas import all_facts, decision_rows, entry_rows, visa_facts, visa_rows
from visa_check.showing.warnings import warning_rows

__all__ = [
    "Href",
    "Rows",
    "SLIP_CHANGES",
    "agency_facts",
    "asked_facts",
    "desk_page",
    "lines",
    "alert_lines",
    "all_facts",
    "agency_since",
    "branches",
    "desk_groups",
    "earlier_names",
    "job_orders",
    "origin_rows",
    "partners",
    "proposed_undo",
    "sub_agents",
    "undo_rows",
    "version_rows",
    "blank_form",
    "cost_table",
    "counter_paper",
    "listed",
    "visa_office",
    "visa_since",
    "word",
    "decision_rows",
    "dossier",
    "exact_counts",
    "public_reports",
    "report_line",
    "report_page",
    "report_rows",
    "difference_rows",
    "entry_rows",
    "guide_history",
    "guide_rows",
    "history_rows",
    "kind_words",
    "list_page",
    "names_of",
    "picture_href",
    "request_answer",
    "request_files",
    "request_rows",
    "request_steps",
    "shown",
    "slip_facts",
    "slip_history",
    "slip_may",
    "slip_pdf",
    "slip_rows",
    "slips_of",
    "question_of",
    "status_words",
    "visa_facts",
    "fraud_facts",
    "fraud_rows",
    "visa_rows",
    "warning_rows",
    "warnings_of",
]
