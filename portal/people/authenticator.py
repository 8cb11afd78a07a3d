"""The second factor of staff: codes that change every 30 seconds (TOTP, RFC 6238)."""

import hmac
from datetime import datetime, timedelta
from itertools import groupby

import pyotp
import qrcode

ISSUER = "Nirapod"
_SECONDS = 30
STEP = timedelta(seconds=_SECONDS)
# The clock of a phone may be half a minute off.
_DRIFT = 1


def new_secret() -> str:
    """160 random bits in base32."""
    return pyotp.random_base32()


def step_of(moment: datetime) -> int:
    """The time step that a moment lies in."""
    return int(moment.timestamp()) // _SECONDS


def code_at(secret: str, moment: datetime) -> str:
    """The code that an app shows at a moment."""
    return pyotp.TOTP(secret).at(step_of(moment) * _SECONDS)


def step_that_matches(secret: str, code: str, moment: datetime) -> int | None:
    """The time step whose code this is, around a moment; None if it is none of them."""
    found = None
    for step in range(step_of(moment) - _DRIFT, step_of(moment) + _DRIFT + 1):
        if hmac.compare_digest(pyotp.TOTP(secret).at(step * _SECONDS).encode(), code.encode()):
            found = step
    return found


def address(secret: str, account: str) -> str:
    """What an authenticator app reads from the picture."""
    return pyotp.TOTP(secret).provisioning_uri(name=account, issuer_name=ISSUER)


def picture(text: str) -> tuple[int, str]:
    """A QR code as the side of its square and one SVG path over its dark modules."""
    code = qrcode.QRCode(border=4, error_correction=qrcode.constants.ERROR_CORRECT_M)
    code.add_data(text)
    rows = code.get_matrix()
    path = []
    for y, row in enumerate(rows):
        x = 0
        for dark, run in groupby(row):
            width = len(list(run))
            if dark:
                path.append(f"M{x} {y}h{width}v1h-{width}z")
            x += width
    return len(rows), "".join(path)


def in_groups(secret: str) -> str:
    """The secret as one types it: groups of four."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
