"""The kinds of proposals about certificates."""

CANCEL = "certificate-cancel"
