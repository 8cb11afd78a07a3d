"""What the facts are called that warnings are computed from."""

from flask_babel import lazy_gettext as _l

WARNING_FACTS = {
    "group_quota": _l("Visas in the group"),
    "passport_expiry": _l("Passport good until"),
    "hijri_year": _l("Hijri year of issue, as printed"),
    "contract_occupation": _l("Occupation in the contract"),
    "contract_rl_no": _l("Licence of the agency in the contract"),
    "job_order": _l("Job order: number of the attestation"),
    "visa_zone": _l("Lines of the visa for machines"),
    "passport_zone": _l("Lines of the passport for machines"),
}
