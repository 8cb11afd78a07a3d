"""What is read of certificates; who asks is part of the question."""

from certificates.queries.papers import (
    PAGE,
    Public,
    any_by_number,
    count,
    live,
    mine,
    mine_by_number,
    papers,
    person,
    printable,
    proposal,
    public,
    recent,
    waiting_proposal,
    within_reach,
)

__all__ = [
    "PAGE",
    "Public",
    "any_by_number",
    "count",
    "live",
    "mine",
    "mine_by_number",
    "papers",
    "person",
    "printable",
    "proposal",
    "public",
    "recent",
    "waiting_proposal",
    "within_reach",
]
