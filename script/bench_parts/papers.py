"""What a certificate costs: its QR, PDF, picture, list and page; whether its code is read."""

import io
import os
import random
import re
from collections.abc import Iterator
from functools import partial

import qrcode
from flask import Flask
from measuring import Figure, Place, milliseconds
from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.svg import SvgPathImage
from sqlalchemy import select
from weasyprint import HTML

from certificates import pdf, picture
from portal.ground.database import db
from portal.papers import code, ids, printing, qr, status
from portal.papers.keylist import from_base64
from portal.papers.models import Paper, PaperFace
from tests.make import scans

URL = "https://nirapod.example"
# A certificate is made at least so much faster than by plain WeasyPrint with an SVG QR.
FASTER = 2
# In kB.
PICTURE, LIST = 60, 2
CODES = 100
HARMS = {
    "blurred": scans.blurred,
    "noisy": scans.noisy,
    "seen askew by a cheap phone": scans.photographed,
    "copied twice": scans.photocopied,
    "copied twice, then seen askew": lambda one: scans.photographed(scans.photocopied(one)),
}


def measure(place: Place) -> Iterator[Figure]:
    """QR, PDF and page of a certificate of the sample."""
    with place.app.app_context():
        face = db.scalars(select(PaperFace).join(Paper).limit(1)).one()
        number, message, words = face.paper.number, face.message, face.words
    one = pdf.sheet(message=message, words=words, level="self-study", public_url=URL, language="bn")
    modules = qr.matrix(one.text)
    yield Figure("QR", "version", (len(modules) - 17) / 4, "")
    yield Figure("QR", "one mask given (chosen)", milliseconds(lambda: qr.matrix(one.text)), "ms")
    yield Figure("QR", "the best of eight masks", milliseconds(partial(_best, one.text)), "ms")
    yield Figure("QR", "1-bit PNG of it", milliseconds(lambda: qr.png(modules, 4)), "ms")
    yield Figure("QR", "SVG of it", milliseconds(partial(_svg, one.text, qr.MASK)), "ms")
    chosen = milliseconds(lambda: pdf.render(one))
    plain = milliseconds(partial(_plain, one))
    yield Figure("PDF", "Bangla (chosen: 1-bit PNG, warm style sheet)", chosen, "ms")
    english = pdf.sheet(
        message=message, words=words, level="self-study", public_url=URL, language="en"
    )
    yield Figure("PDF", "English", milliseconds(lambda: pdf.render(english)), "ms")
    yield Figure("PDF", "plain WeasyPrint with an SVG QR", plain, "ms")
    yield Figure("PDF", "times faster than plain", plain / chosen, "", FASTER, at_least=True)
    yield Figure("PDF", "size", len(pdf.render(one)) / 1000, "kB")
    drawn = picture.render(one)
    yield Figure("picture", "for the phone", milliseconds(lambda: picture.render(one), 5), "ms")
    yield Figure("picture", "size", len(drawn) / 1000, "kB", PICTURE)
    places = random.Random(1).sample(range(status.SIZE), 1000)  # noqa: S311 - no secret
    packed = from_base64(status.encode(status.bits_of(places))[1:])
    yield Figure("list", "131,072 places, 1,000 cancelled, packed", len(packed) / 1000, "kB", LIST)
    yield from _harmed()
    yield from _page(place, number)


def _harmed() -> Iterator[Figure]:
    """How many of a hundred codes at 35 mm another library reads, after each kind of harm."""
    pictures = []
    for _ in range(CODES):
        text = code.text(URL, ids.new_number(), os.urandom(152))
        pictures.append((text, scans.printed(qr.png(qr.matrix(text)))))
    for name, harm in HARMS.items():
        read = sum(scans.read(harm(printed)) == text for text, printed in pictures)
        yield Figure("codes read back", name, read, "of 100", CODES, at_least=True)


def _page(place: Place, number: str) -> Iterator[Figure]:
    """The page in the QR beside a page of one line."""
    client, bare = place.client(), Flask("bare")
    bare.get("/")(lambda: "one line")
    yield Figure("page", "/C/<id>", milliseconds(lambda: client.get(f"/C/{number}"), 50), "ms")
    stranger = bare.test_client()
    yield Figure("page", "a bare Flask page", milliseconds(lambda: stranger.get("/"), 50), "ms")


def _best(text: str) -> None:
    """A code whose mask the library chooses."""
    made = qrcode.QRCode(error_correction=ERROR_CORRECT_M)
    made.add_data(text)
    made.make(fit=True)


def _svg(text: str, mask: int | None = None) -> str:
    """A code as an SVG of one path."""
    made = qrcode.QRCode(
        error_correction=ERROR_CORRECT_M, mask_pattern=mask, image_factory=SvgPathImage
    )
    made.add_data(text)
    file = io.BytesIO()
    made.make_image().save(file)
    return file.getvalue().decode().partition("?>")[2]


def _plain(one: pdf.Sheet) -> bytes:
    """The same page as somebody makes it who reads only the first page of the manual."""
    folder = printing.TEMPLATES / pdf.FOLDER / str(one.layout)
    page = (
        printing.environment().get_template(f"{pdf.FOLDER}/{one.layout}/bn.html").render(sheet=one)
    )
    style = (folder / "certificate.css").read_text()
    page = page.replace("</head>", f"<style>{style}</style></head>")
    page = re.sub('<img src="nirapod:qr"[^>]*>', lambda _: f"<div>{_svg(one.text)}</div>", page)
    # The same kind of file; the colours come from WeasyPrint's own door.
    made: bytes = HTML(string=page).write_pdf(pdf_variant="pdf/a-2a")
    return made
