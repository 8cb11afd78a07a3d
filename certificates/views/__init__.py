"""The pages of certificates: of holders, checkers, reporters, the office, and of a class."""

from certificates.views import (
    changing,
    checker,
    checking,
    classes,
    deciding,
    holding,
    lists,
    office,
    programs,
    reporting,
    reports,
)
from certificates.views.blueprint import bp

__all__ = [
    "bp",
    "changing",
    "checker",
    "checking",
    "classes",
    "deciding",
    "holding",
    "lists",
    "office",
    "programs",
    "reporting",
    "reports",
]
