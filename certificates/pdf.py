"""The certificate as a PDF: plain values in, bytes out; no Flask, no database, no network."""

from dataclasses import dataclass
from typing import Any

from portal.papers import claims, code, ids, printing, signing
from portal.papers.printing import written_day

LANGUAGES = ("bn", "en")
FOLDER = "certificates/pdf"
# Papers of layout 1 keep the file that they were issued with.
_ARCHIVED_FROM = 2


@dataclass(frozen=True)
class Sheet:
    """Everything that stands on the paper, as it is printed."""

    language: str
    layout: int
    number: str
    grouped: str
    name: str
    subject: str
    version: str
    level: str
    issued: str
    expires: str | None
    centre: str | None
    last_3: str | None
    host: str
    # The whole text of the QR.
    text: str


def sheet(
    *, message: bytes, words: dict[str, Any], level: str, public_url: str, language: str
) -> Sheet:
    """What stands on a paper, from its signed message and its frozen words."""
    said = claims.read(signing.read(message).payload or b"")
    centre = words.get("centre")
    return Sheet(
        language=language,
        layout=words["layout"],
        number=said.number,
        grouped=ids.grouped(said.number),
        name=said.name,
        subject=words["subject"][language],
        version=words["version"],
        level=level,
        issued=written_day(said.issued_on, language),
        expires=written_day(said.expires_on, language) if said.expires_on else None,
        centre=centre[language] if centre else None,
        last_3=said.last_3,
        host=code.host_of(public_url),
        text=code.text(public_url, said.number, message),
    )


def render(one: Sheet) -> bytes:
    """The PDF, since layout 2 for the archive; the same sheet gives the same bytes."""
    folder = f"{FOLDER}/{one.layout}"
    return printing.draw(
        f"{folder}/{one.language}.html",
        f"{folder}/certificate.css",
        one.text,
        is_archived=one.layout >= _ARCHIVED_FROM,
        sheet=one,
    )
