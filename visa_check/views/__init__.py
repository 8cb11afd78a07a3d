"""The pages of the register: what everybody may ask, and what the offices do."""

from visa_check.views import (
    agencies,
    agency,
    complaints,
    decide,
    details,
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
    "bp",
    "complaints",
    "decide",
    "details",
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
