"""Phone numbers as people type them, here or abroad, brought to one form: +8801712345678."""

import re

_DIGITS = str.maketrans("০১২৩৪৫৬৭৮৯٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 3)
_BETWEEN = re.compile(r"[\s().\-\u200b-\u200f\u202a-\u202e]")
# The mobile networks of Bangladesh: 01 and an operator's digit 3 to 9.
_HERE = re.compile(r"(?:\+?880|0)?(1[3-9]\d{8})")
# Any other country: its code does not begin with 0, and there are 8 to 15 digits (ITU E.164).
_ABROAD = re.compile(r"(?:\+|00)([1-9]\d{7,14})")


class BadPhone(ValueError):
    """No phone number that an SMS could reach."""


def normalise(text: str) -> str:
    """The number with + and the code of its country; BadPhone for anything else."""
    typed = _BETWEEN.sub("", text.translate(_DIGITS))
    here = _HERE.fullmatch(re.sub(r"^00880", "880", typed))
    if here:
        return f"+880{here[1]}"
    abroad = _ABROAD.fullmatch(typed)
    if abroad is None or abroad[1].startswith("880"):
        raise BadPhone
    return f"+{abroad[1]}"


def masked(phone: str) -> str:
    """The number with its middle hidden: +88017••••678."""
    return f"{phone[:6]}••••{phone[-3:]}"
