"""What is said of agencies by a register that was taken along, and of names that are only near."""

from flask_babel import lazy_gettext as _l

from visa_check.words import Words

# By a register that was taken along nobody is licensed "today".
TAKEN_ALONG = Words(
    _l("Licensed"),
    _l("So says the register on this phone, of the day below."),
    _l("Ask again with a connection before you pay. A licence says nothing about your visa."),
)
PAST = Words(
    _l("Today's status not known"),
    _l("The register on this phone is older than seven days."),
    _l("Ask again with a connection, or at your district office, before you pay or give papers."),
)
RENAMED = _l(
    "No agency is called so today. One had this name before: below you see what it is called now."
    " Compare the licence number."
)
NEAR = _l("No agency has exactly this name or number. Below are others with a name like it.")
