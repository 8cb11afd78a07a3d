"""What further facts of agencies are called, and what is said about each kind."""

from flask_babel import lazy_gettext as _l

from visa_check.details import DetailKind, Standing

# One of them, several of them.
DETAIL_KINDS = {
    DetailKind.BRANCH: (_l("Branch"), _l("Branches")),
    DetailKind.SUB_AGENT: (_l("Registered sub-agent"), _l("Registered sub-agents")),
    DetailKind.ASSOCIATE: (_l("Associate agency"), _l("Principal and associate agencies")),
    DetailKind.OWNER: (_l("Owner"), _l("Owners (not shown to the public)")),
    DetailKind.PAST_NAME: (_l("Earlier name"), _l("Earlier names")),
    DetailKind.JOB_ORDER: (_l("Job order (demand letter)"), _l("Job orders (demand letters)")),
}
STANDINGS = {
    Standing.LATER: _l("not yet"),
    Standing.TODAY: _l("in force"),
    Standing.OVER: _l("over"),
}
DETAIL_FACTS = {
    "person_name": _l("Name"),
    "district": _l("District"),
    "registration_no": _l("Registration number"),
    "other_rl_no": _l("Sends through it"),
    "former_name": _l("Earlier name"),
    "former_name_bn": _l("Earlier name in Bangla"),
    "people": _l("Number of people"),
    "wage": _l("Wage for a month"),
    "currency": _l("Currency"),
    "attestation_no": _l("Number of the attestation"),
    "attested_by": _l("Attested by"),
    "used": _l("Used so far"),
    "used_on": _l("Counted on"),
}
