"""Whether 32 bytes are a public key of Ed25519 that may be trusted to sign anything."""

from portal.papers.refused import Reason, Refused

_P = 2**255 - 19
_D = -121665 * pow(121666, -1, _P) % _P
_ORDER_8 = 0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826
# The heights of the eight points that a signature for every message can be made for.
_LOW = {0, 1, _P - 1, _ORDER_8, _P - _ORDER_8}


def require_sound(public: bytes) -> None:
    """Refuse a key that is not canonical, not on the curve, or of low order."""
    y = int.from_bytes(public, "little") & (1 << 255) - 1
    if len(public) != 32 or y >= _P:
        raise Refused(Reason.KEY_NOT_CANONICAL)
    if y in _LOW:
        raise Refused(Reason.KEY_LOW_ORDER)
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    if pow(square, (_P - 1) // 2, _P) != 1:
        raise Refused(Reason.KEY_NOT_ON_CURVE)
