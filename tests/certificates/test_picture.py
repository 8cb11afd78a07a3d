"""The picture of a certificate for the phone: small, whole, and its QR is read from it."""

import io
from dataclasses import replace

import pytest
from flask import Flask
from PIL import Image, features

from certificates import pdf, picture
from portal.ground.access import Role
from tests.certificates.test_pdf import sheet
from tests.make import scans
from tests.make.certificates import make_certificate
from tests.make.people import make_person

MOST = 60_000
LONG = {"name": "W" * 39, "subject": "বিদেশ যাওয়ার আগে " * 6}


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def as_messengers_send_it(image: Image.Image) -> Image.Image:
    """Smaller, and as a poor JPEG."""
    file = io.BytesIO()
    half = image.convert("L").resize((image.width * 2 // 3, image.height * 2 // 3))
    half.save(file, "JPEG", quality=40)
    return Image.open(file)


@pytest.mark.parametrize("language", pdf.LANGUAGES)
@pytest.mark.parametrize("more", [{}, LONG], ids=["usual", "long"])
def test_it_is_small_and_its_code_is_read_back(language: str, more: dict[str, str]) -> None:
    one = replace(sheet(language), **more)
    content = picture.render(one)
    assert len(content) <= MOST
    image = opened(content)
    assert image.format == "PNG"
    assert scans.read(image) == one.text
    assert scans.read(as_messengers_send_it(image)) == one.text


def test_the_same_sheet_gives_the_same_picture() -> None:
    assert picture.render(sheet("bn")) == picture.render(sheet("bn"))


@pytest.mark.parametrize("level", ["self-study", "attended"])
def test_each_level_and_language_looks_different(level: str) -> None:
    other = "attended" if level == "self-study" else "self-study"
    assert picture.render(sheet("en", level)) != picture.render(sheet("en", other))
    assert picture.render(sheet("en", level)) != picture.render(sheet("bn", level))


def test_bangla_is_shaped_and_each_letter_has_its_font() -> None:
    assert features.check("raqm")
    font = picture._font(True, 32, False)
    # Shaped, ক্ষ is one sign, narrower than its three parts one by one.
    assert font.getlength("ক্ষ") < sum(font.getlength(mark) for mark in "কষ")
    parts = [text for text, _ in picture._runs("যাওয়ার আগে IELTS ৫।", 32, False)]
    assert parts == ["যাওয়ার", " ", "আগে", " IELTS ", "৫।"]


def test_nothing_is_drawn_beyond_the_edge() -> None:
    image = opened(picture.render(replace(sheet("en"), **LONG))).convert("L")
    right = image.crop((image.width - 30, 160, image.width, image.height))
    assert right.getextrema() == (255, 255)


@pytest.mark.parametrize("language", pdf.LANGUAGES)
def test_a_holder_downloads_it(app: Flask, sign_in, language: str) -> None:
    certificate = make_certificate(make_person())
    own = f"/certificates/{certificate.paper.number}"
    visitor = sign_in(certificate.person)
    assert f"{own}/{language}.png" in visitor.get(own).text
    answer = visitor.get(f"{own}/{language}.png")
    assert answer.mimetype == "image/png"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Cache-Control"] == "no-store"
    assert scans.read(opened(answer.data)) is not None


@pytest.mark.parametrize("role", [Role.MIGRANT, Role.OFFICER])
def test_nobody_else_does(app: Flask, sign_in, role: Role) -> None:
    number = make_certificate(make_person()).paper.number
    assert sign_in(make_person(role)).get(f"/certificates/{number}/bn.png").status_code == 404
