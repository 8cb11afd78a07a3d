"""Pictures of a QR: one code is read, and everything else is refused for a reason of its own."""

import io
import struct
import zlib

import pytest
from PIL import Image

from portal.papers import qr, scanning
from portal.papers.refused import Reason, Refused
from tests.make import cases, scans

TEXT = cases.good()


def saved(picture: Image.Image, kind: str = "PNG") -> bytes:
    file = io.BytesIO()
    picture.save(file, kind)
    return file.getvalue()


def code_of(text: str = TEXT) -> Image.Image:
    return Image.open(io.BytesIO(qr.png(qr.matrix(text), 4))).convert("L")


def beside(first: Image.Image, second: Image.Image) -> Image.Image:
    both = Image.new("L", (first.width + second.width, max(first.height, second.height)), 255)
    both.paste(first, (0, 0))
    both.paste(second, (first.width, 0))
    return both


def refusal(content: bytes) -> Reason:
    with pytest.raises(Refused) as refused:
        scanning.read_picture(content)
    return refused.value.reason


def png_that_says(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims a size."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in parts
    )


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF", "BMP"])
def test_the_text_of_a_code_is_read(kind: str) -> None:
    assert scanning.read_picture(saved(code_of(), kind)) == TEXT


def test_a_photo_of_a_photocopy_is_read() -> None:
    paper = scans.photographed(scans.photocopied(scans.printed(qr.png(qr.matrix(TEXT)))), 720)
    assert scanning.read_picture(saved(paper, "JPEG")) == TEXT


def test_a_code_on_its_side_in_a_large_photo_is_read() -> None:
    photo = Image.new("L", (6000, 4000), 200)
    photo.paste(code_of().resize((1400, 1400)).rotate(90), (3000, 1500))
    assert scanning.read_picture(saved(photo, "JPEG")) == TEXT


def test_a_code_on_clear_ground_is_read() -> None:
    dark = code_of().point(lambda mark: 255 - mark)
    clear = Image.new("RGBA", dark.size, (0, 0, 0, 0))
    clear.putalpha(dark)
    assert scanning.read_picture(saved(clear)) == TEXT


def test_the_same_code_twice_is_one() -> None:
    assert scanning.read_picture(saved(beside(code_of(), code_of()))) == TEXT


def test_two_codes_are_refused() -> None:
    other = code_of(cases.good(name="KARIMA BEGUM"))
    assert refusal(saved(beside(code_of(), other))) is Reason.PICTURE_TWO_CODES


def test_a_picture_without_a_code_is_refused() -> None:
    assert refusal(saved(Image.new("L", (300, 300), 255))) is Reason.PICTURE_NO_CODE


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"%PDF-1.7\n",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
        saved(code_of().convert("RGB"), "TIFF"),
    ],
    ids=["empty", "text", "PDF", "SVG", "broken", "TIFF"],
)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    assert refusal(content) is Reason.PICTURE_UNREADABLE


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_that_was_cut_off_before_its_code_has_none(kind: str) -> None:
    assert refusal(saved(code_of(), kind)[:700]) is Reason.PICTURE_NO_CODE


@pytest.mark.parametrize("size", [(8000, 5001), (2**31 - 1, 2**31 - 1)])
def test_a_picture_of_too_many_pixels_is_refused_unread(size: tuple[int, int]) -> None:
    assert refusal(png_that_says(*size)) is Reason.PICTURE_TOO_BIG


def test_a_file_of_too_many_bytes_is_refused() -> None:
    assert refusal(b"\0" * (scanning.LARGEST + 1)) is Reason.PICTURE_TOO_BIG
