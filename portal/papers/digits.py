"""Bytes as decimal digits: 7 bytes, little-endian, are 17 digits; QR codes pack digits tightly."""

from portal.papers.refused import Reason, Refused

_BYTES = 7
# How many digits k bytes take.
_WIDTHS = {1: 3, 2: 5, 3: 8, 4: 10, 5: 13, 6: 15, 7: 17}
_SIZES = {width: size for size, width in _WIDTHS.items()}
_WIDE = _WIDTHS[_BYTES]


def encode(raw: bytes) -> str:
    """The digits of some bytes."""
    groups = (raw[start : start + _BYTES] for start in range(0, len(raw), _BYTES))
    return "".join(
        str(int.from_bytes(group, "little")).zfill(_WIDTHS[len(group)]) for group in groups
    )


def decode(digits: str) -> bytes:
    """The bytes of some digits; refused unless exactly these digits would be written."""
    if not (digits.isascii() and (digits.isdecimal() or not digits)):
        raise Refused(Reason.DIGITS_MALFORMED)
    raw = b""
    for start in range(0, len(digits), _WIDE):
        group = digits[start : start + _WIDE]
        size = _SIZES.get(len(group))
        if size is None or int(group) >> 8 * size:
            raise Refused(Reason.DIGITS_MALFORMED)
        raw += int(group).to_bytes(size, "little")
    return raw
