"""Colours that can be read outdoors: 4.5:1 for text, 7:1 on verdict bands, light and dark."""

import re

import pytest

from portal.ground import assets

_TOKENS = (assets.STATIC / "css/tokens.css").read_text(encoding="utf-8")
_LIGHT, _DARK = _TOKENS.split("prefers-color-scheme: dark", 1)
_COLOUR = re.compile(r"--([\w-]+): (#[0-9a-f]{3,6});")
GROUNDS = ("paper", "card", "sand", "leaf", "amber", "blush")
LIGHT = dict(_COLOUR.findall(_LIGHT))
DARK = LIGHT | dict(_COLOUR.findall(_DARK))
SCHEMES = pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2."""
    digits = colour[1:]
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two colours by WCAG 2."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_is_right() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@SCHEMES
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("word", ["ink", "soft", "link"])
def test_words_can_be_read_on_every_ground(scheme: dict[str, str], word: str, ground: str) -> None:
    assert contrast(scheme[word], scheme[ground]) >= 4.5


@SCHEMES
@pytest.mark.parametrize(
    ("word", "ground"),
    [
        ("on-deep", "deep"),
        ("on-deep-soft", "deep"),
        ("brick-word", "paper"),
        ("brick-word", "blush"),
    ],
)
def test_words_can_be_read_on_colours(scheme: dict[str, str], word: str, ground: str) -> None:
    assert contrast(scheme[word], scheme[ground]) >= 4.5


@SCHEMES
@pytest.mark.parametrize("ground", ["green", "green-strong", "brick"])
def test_buttons_can_be_read(scheme: dict[str, str], ground: str) -> None:
    assert contrast("#fff", scheme[ground]) >= 4.5


@SCHEMES
@pytest.mark.parametrize("kind", ["good", "stop", "none", "careful"])
def test_a_verdict_can_be_read_in_bright_sun(scheme: dict[str, str], kind: str) -> None:
    word = scheme["band-careful-word" if kind == "careful" else "band-word"]
    assert contrast(word, scheme[f"band-{kind}"]) >= 7


@SCHEMES
def test_the_edge_of_a_field_can_be_seen(scheme: dict[str, str]) -> None:
    assert contrast(scheme["edge"], scheme["card"]) >= 3
    assert contrast(scheme["edge"], scheme["paper"]) >= 3
