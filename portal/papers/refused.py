"""Why a code, a key list or a status list is refused: each reason has its own code."""

from enum import StrEnum


class Reason(StrEnum):
    """Why a paper got its verdict; other programs may rely on these words."""

    GENUINE = "genuine"
    # The text, the digits or the message cannot be read.
    TOO_LONG = "too-long"
    NOT_A_CODE = "not-a-code"
    DIGITS_MALFORMED = "digits-malformed"
    CBOR_MALFORMED = "cbor-malformed"
    CBOR_DUPLICATE_KEY = "cbor-duplicate-key"
    CBOR_NOT_DETERMINISTIC = "cbor-not-deterministic"
    CBOR_TRAILING_BYTES = "cbor-trailing-bytes"
    MESSAGE_MALFORMED = "message-malformed"
    ALGORITHM_UNKNOWN = "algorithm-unknown"
    ALGORITHM_UNPROTECTED = "algorithm-unprotected"
    FORMAT_UNKNOWN = "format-unknown"
    CLAIMS_MALFORMED = "claims-malformed"
    # The message can be read, but it is not ours.
    IDS_DIFFER = "ids-differ"
    KEY_UNKNOWN = "key-unknown"
    KEY_WRONG_PURPOSE = "key-wrong-purpose"
    KEY_NOT_IN_FORCE = "key-not-in-force"
    SIGNATURE_WRONG = "signature-wrong"
    MESSAGE_DIFFERS = "message-differs"
    # It is ours; this is how it stands.
    CANCELLED = "cancelled"
    REPLACED = "replaced"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    LIST_MISSING = "list-missing"
    LIST_OLD = "list-old"
    KEY_COMPROMISED = "key-compromised"
    NOT_IN_REGISTER = "not-in-register"
    # A picture does not hold one code.
    PICTURE_TOO_BIG = "picture-too-big"
    PICTURE_UNREADABLE = "picture-unreadable"
    PICTURE_NO_CODE = "picture-no-code"
    PICTURE_TWO_CODES = "picture-two-codes"
    # A key list or a status list is refused.
    KEYS_MALFORMED = "keys-malformed"
    KEYS_SIGNATURE_WRONG = "keys-signature-wrong"
    KEYS_OLDER = "keys-older"
    KEY_NOT_CANONICAL = "key-not-canonical"
    KEY_NOT_ON_CURVE = "key-not-on-curve"
    KEY_LOW_ORDER = "key-low-order"
    LIST_MALFORMED = "list-malformed"
    LIST_TOO_SHORT = "list-too-short"
    LIST_SIGNATURE_WRONG = "list-signature-wrong"
    # The register of agencies is refused.
    REGISTER_MALFORMED = "register-malformed"
    REGISTER_SIGNATURE_WRONG = "register-signature-wrong"


class Refused(Exception):
    """What was read is refused, for one reason."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
