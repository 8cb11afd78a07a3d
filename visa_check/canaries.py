"""Canary passports: numbers that nobody owns; who types one has read what nobody should have."""

from portal.ground.logs import log
from portal.people.passports import normal_number
from visa_check.hashes import failure_hash


def watch(typed: bytes, canaries: str) -> None:
    """Raise an alarm in the log when the typed number is a canary; nothing else differs."""
    numbers = (normal_number(one) for one in canaries.split(","))
    if typed in [failure_hash(number) for number in numbers if number]:
        log.error("a canary passport was looked up: somebody reads numbers that are nobody's")
