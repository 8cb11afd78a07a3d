"""The text of a paper's QR: our address in capitals, the number, the signed message in digits."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from portal.papers import digits, ids
from portal.papers.refused import Reason, Refused

# About 490 bytes of message: no honest code comes near.
LONGEST = 1400
_FORM = re.compile(r"https?://([0-9a-z.:-]{1,100})/c/([0-9a-z]{13})#([0-9]{1,1200})", re.IGNORECASE)


@dataclass(frozen=True)
class Code:
    """What a QR says: whose address, which number, and the message still unread."""

    host: str
    number: str
    message: bytes


def address(public_url: str, number: str) -> str:
    """The address of a paper's page in capitals, as the QR carries it."""
    return f"{public_url.upper()}/C/{number}"


def text(public_url: str, number: str, message: bytes) -> str:
    """The whole text of the QR."""
    return f"{address(public_url, number)}#{digits.encode(message)}"


def read(written: str) -> Code:
    """The parts of a QR's text; refused for anything that is not written like ours."""
    written = written.strip() if len(written) <= 2 * LONGEST else written
    if len(written) > LONGEST:
        raise Refused(Reason.TOO_LONG)
    match = _FORM.fullmatch(written)
    number = ids.typed(match[2]) if match else None
    if match is None or number is None:
        raise Refused(Reason.NOT_A_CODE)
    return Code(match[1].lower(), number, digits.decode(match[3]))


def number_in(written: str) -> str | None:
    """The number that a QR's text carries, or nothing where it cannot be read."""
    try:
        return read(written).number
    except Refused:
        return None


def host_of(public_url: str) -> str:
    """The name (and port) that our codes carry."""
    return urlsplit(public_url).netloc.lower()
