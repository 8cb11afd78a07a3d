"""Which PINs and passwords are too easy to guess."""

from zxcvbn import zxcvbn

LEAST_PASSWORD = 12
MOST_PASSWORD = 128
# zxcvbn reads no more than this, and its time grows with the length.
_READ = 72
# The best grade: more than ten thousand million guesses.
_STRONG = 4
# What must be left when the words that everybody knows are taken away.
_OWN = 8
_UP = "01234567890"
_DOWN = _UP[::-1]
_COMMON = {
    *("112233", "121212", "123123", "123321", "131313", "159753", "147258", "258258", "654123"),
    *("102030", "100200", "010203", "789456", "456789", "142536", "159357", "147852", "369258"),
    *("197100", "197171", "161271", "260371", "210252", "786786", "786110", "420420", "143143"),
}
# What a guesser who knows the portal tries first.
_OURS = ["nirapod", "নিরাপদ", "bmet", "demo", "bangladesh", "officer", "visa", "passport", "migrant"]


def is_easy_pin(pin: str, phone: str) -> bool:
    """Whether a PIN is one of the first that anybody would try."""
    return (
        pin in _COMMON
        or pin in _UP
        or pin in _DOWN
        or len(set(pin)) <= 2
        or pin[:3] == pin[3:]
        or pin[:2] == pin[2:4] == pin[4:]
        or pin in phone
    )


def is_easy_password(password: str, about: list[str]) -> bool:
    """Whether a password stands in the bundled lists, or is built of them and of known words."""
    if len(password) < LEAST_PASSWORD:
        return True
    known = [*_OURS, *(word.lower() for words in about for word in words.split())]
    own = password.lower()
    for word in known:
        own = own.replace(word, " ")
    if len(own.replace(" ", "")) < _OWN:
        return True
    return bool(zxcvbn(password[:_READ], user_inputs=known)["score"] < _STRONG)
