"""What the pages show of a certificate, from its signed message and its frozen words."""

import hashlib
from dataclasses import dataclass
from typing import Any

from portal.papers import claims, ids, signing
from portal.papers.claims import Claims


@dataclass(frozen=True)
class Face:
    """What stands on a certificate."""

    claims: Claims
    titles: dict[str, str]
    version: str
    # SHA-256 of the signed message: the browser compares it with the QR that was scanned.
    fingerprint: str

    def title(self, language: str) -> str:
        """The name of the course; pages in other languages have it in English."""
        return self.titles.get(language) or self.titles["en"]

    @property
    def grouped(self) -> str:
        """The number as it is easy to compare."""
        return ids.grouped(self.claims.number)


def face(message: bytes, words: dict[str, Any]) -> Face:
    """What stands on a certificate."""
    return Face(
        claims=claims.read(signing.read(message).payload or b""),
        titles=words["subject"],
        version=words["version"],
        fingerprint=hashlib.sha256(message).hexdigest(),
    )
