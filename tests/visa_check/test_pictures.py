"""Files that people send: only pictures of our own come out, and nothing hostile gets far."""

import io
import subprocess
import sys

import pytest
from PIL import Image

from tests.make.photos import flat_png, heic, pdf, photo, turned_photo
from visa_check import pictures
from visa_check.pictures import BadPicture, PictureFault, develop

PAGE = b"<html><script>alert(1)</script></html>"


def shown(raw: bytes, page: int = 0) -> Image.Image:
    """A page as it is kept."""
    picture = Image.open(io.BytesIO(develop(raw).sheets[page].content))
    picture.load()
    return picture


def fault_of(raw: bytes) -> PictureFault:
    """Why a file is not taken."""
    with pytest.raises(BadPicture) as bad:
        develop(raw)
    return bad.value.fault


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_becomes_a_webp_of_our_own(kind: str) -> None:
    picture = shown(photo(kind))
    assert picture.format == "WEBP"
    assert picture.size == (800, 600)


def test_a_large_photo_is_made_small_enough_to_send_and_large_enough_to_read() -> None:
    picture = shown(photo(size=(6000, 4500)))
    assert max(picture.size) == pictures.LONGEST_SIDE


def test_a_photo_is_turned_upright_and_tells_nothing_else() -> None:
    sent = turned_photo()
    assert b"Rahima" in sent
    picture = shown(sent)
    assert picture.size == (600, 800)
    assert not picture.getexif()
    assert b"Rahima" not in develop(sent).sheets[0].content


def test_what_is_clear_in_a_picture_becomes_white() -> None:
    file = io.BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(file, "PNG")
    assert shown(file.getvalue()).getpixel((25, 25)) == (255, 255, 255)


def test_each_page_of_a_pdf_becomes_a_picture() -> None:
    found = develop(pdf(pages=3))
    assert len(found.sheets) == 3
    assert max(shown(pdf()).size) == pictures.LONGEST_SIDE


def test_the_same_bytes_have_the_same_digest_and_others_another() -> None:
    assert develop(photo()).digest == develop(photo()).digest
    assert develop(photo()).digest != develop(photo(mark="other")).digest


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"", PictureFault.EMPTY),
        (b"\xff\xd8\xff" + bytes(pictures.LARGEST), PictureFault.TOO_BIG),
        (heic(), PictureFault.HEIC),
        (PAGE, PictureFault.UNKNOWN),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", PictureFault.UNKNOWN),
        (PAGE + pdf(), PictureFault.UNKNOWN),
        (b"GIF89a" + bytes(100), PictureFault.UNKNOWN),
        (photo()[:2000], PictureFault.BROKEN),
        (b"%PDF-1.7\n" + bytes(500), PictureFault.BROKEN),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), PictureFault.BROKEN),
        (pdf(lock="1234"), PictureFault.LOCKED),
        (pdf(pages=13), PictureFault.TOO_MANY_PAGES),
    ],
    ids=[
        *("nothing", "too big", "heic", "html", "svg", "html before a pdf", "gif"),
        *("cut off", "no pdf", "no png", "locked", "13 pages"),
    ],
)
def test_what_cannot_be_taken_has_its_reason(raw: bytes, fault: PictureFault) -> None:
    assert fault_of(raw) is fault


def test_200_megapixels_in_some_kilobytes_are_refused_before_they_are_unpacked() -> None:
    bomb = flat_png(20_000, 10_000)
    assert len(bomb) < 1024 * 1024
    assert fault_of(bomb) is PictureFault.TOO_MANY_PIXELS


def test_10000_pages_are_refused() -> None:
    assert fault_of(pdf(pages=10_000)) is PictureFault.TOO_MANY_PAGES


def test_a_photo_that_is_a_page_as_well_loses_the_page() -> None:
    both = photo() + PAGE
    kept = develop(both).sheets[0].content
    assert b"script" not in kept
    assert b"html" not in kept


def test_a_pdf_with_a_script_is_only_a_picture_of_it() -> None:
    kept = develop(pdf(script="app.alert('x')")).sheets[0].content
    assert b"alert" not in kept


def test_a_page_as_thin_as_a_hair_is_refused() -> None:
    assert fault_of(_thin()) is PictureFault.BROKEN


def _thin() -> bytes:
    return pdf().replace(b"595", b"0.1").replace(b"842", b"14400")


@pytest.mark.parametrize(
    "deed",
    [
        "open('/etc/hostname')",
        "__import__('socket').socket()",
        "bytearray(2 * 1024**3)",
    ],
    ids=["a file", "a connection", "memory"],
)
def test_the_darkroom_can_do_nothing_else(deed: str) -> None:
    program = (
        f"import socket\nfrom visa_check.darkroom import close_the_doors\nclose_the_doors()\n{deed}"
    )
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", program], capture_output=True, check=False
    )
    assert done.returncode == 1
    assert b"OSError" in done.stderr or b"MemoryError" in done.stderr


def test_the_darkroom_ends_with_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "SECONDS", 0.001)
    assert fault_of(photo()) is PictureFault.TOO_SLOW
