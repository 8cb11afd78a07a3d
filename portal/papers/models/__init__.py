"""Papers, what stands on them, what happened to them, and what people report about them."""

from portal.papers.models.papers import (
    CheckCount,
    KeyEvent,
    Paper,
    PaperChange,
    PaperEvent,
    PaperFace,
    PaperLevel,
    PaperState,
    PaperWord,
)
from portal.papers.models.reports import (
    Difference,
    Outcome,
    PaperReport,
    ReporterReveal,
    ReportSaid,
)

__all__ = [
    "CheckCount",
    "Difference",
    "KeyEvent",
    "Outcome",
    "Paper",
    "PaperChange",
    "PaperEvent",
    "PaperFace",
    "PaperLevel",
    "PaperReport",
    "PaperState",
    "PaperWord",
    "ReportSaid",
    "ReporterReveal",
]
