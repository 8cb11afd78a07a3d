"""The pages of the register: what everybody may ask, and what the offices do."""

from visa_check.views import (
    agencies,
    agency,
    decide,
    details,
    look_up,
    programs,
    upload,
    visas,
    watches,
)
from visa_check.views.blueprint import bp

__all__ = [
    "agencies",
    "agency",
    "bp",
    "decide",
    "details",
    "look_up",
    "programs",
    "upload",
    "visas",
    "watches",
]
