"""PINs and passwords that are guessed first."""

import pytest

from portal.people import strength

PHONE = "+8801712345678"


@pytest.mark.parametrize(
    "pin",
    ["000000", "123456", "654321", "567890", "121212", "123123", "112233", "111222", "345678"],
)
def test_an_easy_pin_is_refused(pin: str) -> None:
    assert strength.is_easy_pin(pin, PHONE)


@pytest.mark.parametrize("pin", ["493827", "806142", "271950"])
def test_another_pin_is_good(pin: str) -> None:
    assert not strength.is_easy_pin(pin, PHONE)


@pytest.mark.parametrize(
    "password",
    [
        "k8fj2hs9dk1",
        "password12345",
        "qwertyuiop12",
        "Nirapod2024Officer",
        "rahimabegum1990",
        "123456789012",
        "aaaaaaaaaaaaaaaa",
    ],
)
def test_a_password_from_the_lists_is_refused(password: str) -> None:
    assert strength.is_easy_password(password, ["Rahima Begum", "cumilla"])


@pytest.mark.parametrize("password", ["tulip-harbor-mango-92", "amar sonar bangla 71 nodi"])
def test_words_that_do_not_belong_together_are_good(password: str) -> None:
    assert not strength.is_easy_password(password, ["Rahima Begum"])


def test_a_very_long_password_is_judged_quickly() -> None:
    assert not strength.is_easy_password("tulip-harbor-mango-92" * 6, [])
