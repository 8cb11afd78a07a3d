"""Numbers of versions: the one that comes after another."""

import re

_YEARLY = re.compile(r"(\d{4})\.(\d{1,4})")
_COUNTED = re.compile(r"(.*?)(\d{1,6})")


def following(version: str | None, year: int) -> str:
    """2026.1, then 2026.2; in another year 2027.1; and 7 after 6."""
    yearly = _YEARLY.fullmatch(version or "")
    if version is None or (yearly and int(yearly[1]) < year):
        return f"{year}.1"
    if yearly:
        return f"{yearly[1]}.{int(yearly[2]) + 1}"
    counted = _COUNTED.fullmatch(version)
    return f"{counted[1]}{int(counted[2]) + 1}" if counted else f"{version}.2"
