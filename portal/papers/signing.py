"""COSE_Sign1 with Ed25519 (RFC 9052), tag 18 left out: written, read strictly, checked."""

from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from portal.papers import cbor
from portal.papers.refused import Reason, Refused

EDDSA = -8
_ALGORITHM, _KID = 1, 4
_SIGNATURE = 64
_KID_LENGTH = 4


@dataclass(frozen=True)
class Message:
    """A COSE_Sign1 message: which key is said to have signed what."""

    kid: bytes
    protected: bytes
    payload: bytes | None
    signature: bytes

    def is_signed_by(self, public: bytes, payload: bytes | None = None) -> bool:
        """Whether the key signed the payload, its own or (detached) the one given."""
        content = self.payload if payload is None else payload
        return content is not None and is_signed(
            public, self.signature, _to_be_signed(self.protected, content)
        )


def sign(kid: bytes, do: Callable[[bytes], bytes], payload: bytes, *, detached: bool) -> bytes:
    """A message over a payload, which travels inside it or beside it."""
    protected = cbor.dumps({_ALGORITHM: EDDSA, _KID: kid})
    signature = do(_to_be_signed(protected, payload))
    return cbor.dumps([protected, {}, None if detached else payload, signature])


def read(raw: bytes) -> Message:
    """A message whose form is as it must be; nothing is said yet about its signature."""
    match cbor.loads(raw):
        case [
            bytes() as protected,
            dict() as unprotected,
            (bytes() | None) as payload,
            bytes() as signature,
        ]:
            pass
        case _:
            raise Refused(Reason.MESSAGE_MALFORMED)
    header = cbor.loads(protected) if protected else {}
    _require_header(header, unprotected)
    if len(signature) != _SIGNATURE:
        raise Refused(Reason.MESSAGE_MALFORMED)
    return Message(header[_KID], protected, payload, signature)


def _require_header(header: object, unprotected: dict[object, object]) -> None:
    """The algorithm and the key stand in the protected header, and nothing else anywhere."""
    if not isinstance(header, dict):
        raise Refused(Reason.MESSAGE_MALFORMED)
    if _ALGORITHM not in header and _ALGORITHM in unprotected:
        raise Refused(Reason.ALGORITHM_UNPROTECTED)
    if header.get(_ALGORITHM) != EDDSA:
        raise Refused(Reason.ALGORITHM_UNKNOWN)
    kid = header.get(_KID)
    if unprotected or len(header) != 2 or not isinstance(kid, bytes) or len(kid) != _KID_LENGTH:
        raise Refused(Reason.MESSAGE_MALFORMED)


def is_signed(public: bytes, signature: bytes, content: bytes) -> bool:
    """Whether a plain Ed25519 signature over the content is this key's."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, content)
    except (InvalidSignature, ValueError):
        return False
    return True


def _to_be_signed(protected: bytes, payload: bytes) -> bytes:
    return cbor.dumps(["Signature1", protected, b"", payload])
