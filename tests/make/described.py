"""The description of the doors of programs, and answers held to it."""

import json
from pathlib import Path
from typing import Any

import jsonschema

from portal.ground import programs

_FILES = ("portal/ground", "certificates", "visa_check")
DESCRIPTION = json.loads(
    programs.joined(tuple(Path(folder, "data", "openapi.json") for folder in _FILES))
)
SCHEMAS = DESCRIPTION["components"]["schemas"]
_VALIDATOR = jsonschema.Draft202012Validator


def hold(value: Any, name: str) -> None:
    """Refuse what is not as the description says."""
    schema = {"$ref": f"#/components/schemas/{name}", "components": DESCRIPTION["components"]}
    _VALIDATOR(schema, format_checker=_VALIDATOR.FORMAT_CHECKER).validate(value)
