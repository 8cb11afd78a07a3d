"""Warnings computed about a visa: plain values in, a closed set of codes with reasons out."""

from visa_check.warnings.case import Case, Code, Warned
from visa_check.warnings.rules import warn

__all__ = ["Case", "Code", "Warned", "warn"]
