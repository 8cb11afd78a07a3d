"""What is done with certificates: issued, changed by officers, made for a whole class."""

from certificates.actions.changes import (
    approve,
    propose_cancel,
    propose_lift,
    propose_replace,
    refuse,
    suspend,
)
from certificates.actions.papers import LAYOUT, Holder, issue

__all__ = [
    "LAYOUT",
    "Holder",
    "approve",
    "issue",
    "propose_cancel",
    "propose_lift",
    "propose_replace",
    "refuse",
    "suspend",
]
