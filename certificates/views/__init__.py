"""The pages of certificates: the holder's, the checker's, the office's, and those of a class."""

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
]
