"""What kinds of proposals and deeds are called at the desk, and where a proposal is decided."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l


@dataclass(frozen=True)
class Kind:
    """A kind of proposal: its name, and the endpoint of the page that shows and decides it."""

    label: Any
    endpoint: str


KINDS = {
    "agency-import": Kind(_l("Import of a list of agencies"), "visa_check.proposal"),
    "visa-import": Kind(_l("Import of a list of visas"), "visa_check.proposal"),
    "role": Kind(_l("A role for a member of staff"), "people.proposal"),
}
DEEDS: dict[str, Any] = {}
