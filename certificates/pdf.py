"""The certificate as a PDF: plain values in, bytes out; no Flask, no database, no network."""

import functools
import io
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any, NoReturn

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from weasyprint import CSS, HTML
from weasyprint.css import ColorProfile
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from portal.papers import claims, code, ids, qr, signing

LANGUAGES = ("bn", "en")
TEMPLATES = Path(__file__).parent.parent / "templates"
FOLDER = "certificates/pdf"
_BANGLA = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
_QR = "nirapod:qr"
# Device pixels of a module; printed at 57.9 mm (and the quiet zone) each is almost a millimetre.
_SCALE = 4
# Papers of layout 1 keep the file that they were issued with.
_ARCHIVED_FROM = 2
_COLOURS, _RGB = "--colours", (["r"], ["g"], ["b"])


@dataclass(frozen=True)
class Sheet:
    """Everything that stands on the paper, as it is printed."""

    language: str
    layout: int
    number: str
    grouped: str
    name: str
    subject: str
    version: str
    level: str
    issued: str
    expires: str | None
    centre: str | None
    last_3: str | None
    host: str
    # The whole text of the QR.
    text: str


def sheet(
    *, message: bytes, words: dict[str, Any], level: str, public_url: str, language: str
) -> Sheet:
    """What stands on a paper, from its signed message and its frozen words."""
    said = claims.read(signing.read(message).payload or b"")
    centre = words.get("centre")
    return Sheet(
        language=language,
        layout=words["layout"],
        number=said.number,
        grouped=ids.grouped(said.number),
        name=said.name,
        subject=words["subject"][language],
        version=words["version"],
        level=level,
        issued=_day(said.issued_on, language),
        expires=_day(said.expires_on, language) if said.expires_on else None,
        centre=centre[language] if centre else None,
        last_3=said.last_3,
        host=code.host_of(public_url),
        text=code.text(public_url, said.number, message),
    )


def render(one: Sheet) -> bytes:
    """The PDF; the same sheet gives the same bytes."""
    template = environment().get_template(f"{FOLDER}/{one.layout}/{one.language}.html")
    fetcher = _OnlyTheCode(qr.png(qr.matrix(one.text), _SCALE))
    fonts, style = _style(one.layout)
    page = HTML(string=template.render(sheet=one), url_fetcher=fetcher)
    made: bytes = page.write_pdf(stylesheets=[style], font_config=fonts, **_kind(one.layout))
    return made


def _kind(layout: int) -> dict[str, Any]:
    """Which kind of PDF: since layout 2 for the archive (ISO 19005-2, level A)."""
    if layout < _ARCHIVED_FROM:
        return {}
    # Given by hand: WeasyPrint would open the file of the colours and leave it open.
    colours = ColorProfile(io.BytesIO(_srgb()), "sRGB", "relative-colorimetric", _RGB)
    return {
        "pdf_variant": "pdf/a-2a",
        "color_profiles": {_COLOURS: colours},
        "output_intent": _COLOURS,
    }


@functools.cache
def _srgb() -> bytes:
    """The profile of the colours of a screen, as WeasyPrint brings it along."""
    return (files("weasyprint.pdf") / "sRGB2014.icc").read_bytes()


class _Nothing(URLFetcher):  # type: ignore[misc]
    """Fetches nothing: whatever asks for an address stops the work."""

    def fetch(self, url: str, headers: object = None) -> Any:
        """Refuse."""
        _stop(url)


class _OnlyTheCode(_Nothing):
    """Gives the picture of the QR, which lies in memory, and nothing else."""

    def __init__(self, picture: bytes) -> None:
        super().__init__()
        self.picture = picture

    def fetch(self, url: str, headers: object = None) -> Any:
        """Give the picture or refuse."""
        if url != _QR:
            _stop(url)
        return URLFetcherResponse(url, self.picture, {"Content-Type": "image/png"})


def _stop(url: str) -> NoReturn:
    raise FatalURLFetchingError(f"a certificate asks for {url!r}")


@functools.cache
def environment() -> Environment:
    """Templates of our own, without Flask."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@functools.cache
def _style(layout: int) -> tuple[FontConfiguration, CSS]:
    """The style sheet of a layout, read once."""
    fonts = FontConfiguration()
    text = (TEMPLATES / FOLDER / str(layout) / "certificate.css").read_text()
    return fonts, CSS(string=text, url_fetcher=_Nothing(), font_config=fonts)


def _day(day: date, language: str) -> str:
    text = format_date(day, "d MMMM y", locale=language)
    return text.translate(_BANGLA) if language == "bn" else text
