"""What the pages show of a paper, from its signed message and its frozen words."""

import hashlib
from dataclasses import dataclass
from typing import Any

from portal.ground.formatting import day
from portal.papers import claims, ids, signing
from portal.papers.claims import Claims

FACE_VALUES = ("name", "last_3", "subject", "issued", "expires", "place", "fingerprint")


@dataclass(frozen=True)
class Face:
    """What stands on a certificate or a slip."""

    claims: Claims
    titles: dict[str, str]
    # Of a course; a slip has none.
    version: str
    # SHA-256 of the signed message: the browser compares it with the QR that was scanned.
    fingerprint: str

    def title(self, language: str) -> str:
        """The name of the course or the country; other languages have it in English."""
        return self.titles.get(language) or self.titles["en"]

    def values(self, language: str) -> dict[str, str]:
        """What the public page shows of it."""
        said = self.claims
        shown = (
            said.name,
            said.last_3 or "",
            self.title(language),
            day(said.issued_on),
            day(said.expires_on) if said.expires_on else "",
            said.place or "",
            self.fingerprint,
        )
        return dict(zip(FACE_VALUES, shown, strict=True))

    @property
    def grouped(self) -> str:
        """The number as it is easy to compare."""
        return ids.grouped(self.claims.number)


def face(message: bytes, words: dict[str, Any], said: Claims | None = None) -> Face:
    """What stands on a paper; whoever has read the message already gives what it said."""
    return Face(
        claims=said or claims.read(signing.read(message).payload or b""),
        titles=words["subject"],
        version=words.get("version", ""),
        fingerprint=hashlib.sha256(message).hexdigest(),
    )
