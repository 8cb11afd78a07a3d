"""The kinds of proposals about certificates."""

CANCEL = "certificate-cancel"
REPLACE = "certificate-replace"
LIFT = "certificate-lift"
KINDS = (CANCEL, REPLACE, LIFT)
