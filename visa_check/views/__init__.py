"""The pages of the register: what everybody may ask, and what the offices do."""

from visa_check.views import (
    agencies,
    agency,
    alerts,
    complaints,
    decide,
    details,
    learning,
    look_up,
    programs,
    releases,
    reporting,
    request_pictures,
    requests,
    upload,
    visas,
    watches,
)
from visa_check.views.blueprint import bp

__all__ = [
    "agencies",
    "agency",
    "alerts",
    "bp",
    "complaints",
    "decide",
    "details",
    "learning",
    "look_up",
    "programs",
    "releases",
    "reporting",
    "request_pictures",
    "requests",
    "upload",
    "visas",
    "watches",
]
