"""The QR code: read back by another library, as printed and after what happens to paper."""

import io
import os

import pytest
from PIL import Image

from portal.papers import code, ids, qr
from tests.make import cases, scans

HARM = {
    "as it is": lambda picture: picture,
    "blurred": scans.blurred,
    "noisy": scans.noisy,
    "copied twice": scans.photocopied,
    "photographed": scans.photographed,
    "copied twice, then photographed": lambda picture: scans.photographed(
        scans.photocopied(picture)
    ),
}


def typical(size: int = 152) -> str:
    return code.text("https://nirapod.example", ids.new_number(), os.urandom(size))


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM)
def test_a_code_is_read_back(harm) -> None:
    for text in (cases.good(), cases.good(name="A" * 39), typical(), typical(), typical()):
        picture = scans.printed(qr.png(qr.matrix(text)))
        assert scans.read(harm(picture)) == text


def test_a_typical_code_is_of_version_10() -> None:
    assert len(qr.matrix(typical())) == 57


def test_a_code_is_written_in_exactly_three_segments() -> None:
    # 38 letters and digits, one byte, then digits; each with its mode and its count (version 10 to
    # 26). Version 10 M holds 216 bytes: with any other segments there would be less room.
    address = f"HTTPS://NIRAPOD.EXAMPLE/C/{ids.new_number()}"[:38]
    heads = (4 + 11) + (4 + 16) + (4 + 12)
    room = 216 * 8 - heads - 11 * len(address) // 2 - 8
    most = room // 10 * 3 + {0: 0, 4: 1, 7: 2}[max(rest for rest in (0, 4, 7) if rest <= room % 10)]
    digits = "7" * most
    assert len(qr.matrix(f"{address}#{digits}")) == 57
    assert len(qr.matrix(f"{address}#{digits}7")) == 61


def test_the_quiet_zone_is_four_modules_of_white() -> None:
    picture = Image.open(io.BytesIO(qr.png(qr.matrix(typical()), 1)))
    assert picture.mode == "1"
    assert picture.size == (65, 65)
    edge = [picture.getpixel((x, y)) for x in range(65) for y in range(4)]
    assert all(edge)
    assert not picture.getpixel((4, 4))


@pytest.mark.parametrize("text", ["", "HTTPS://A/C/B", "https://a/C/B#1", "HTTPS://A/C/B#12A"])
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not the text"):
        qr.matrix(text)
