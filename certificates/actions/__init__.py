"""What is done with certificates: of one person, and of a whole class."""

from certificates.actions.papers import (
    LAYOUT,
    Holder,
    approve,
    issue,
    propose_cancel,
    refuse,
)

__all__ = ["LAYOUT", "Holder", "approve", "issue", "propose_cancel", "refuse"]
