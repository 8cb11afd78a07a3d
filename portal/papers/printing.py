"""What is printed of papers: our templates drawn into a PDF for the archive; nothing is fetched."""

import functools
import io
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

from portal.papers import qr

TEMPLATES = Path(__file__).parents[2] / "templates"
_BANGLA = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
_QR = "nirapod:qr"
# Device pixels of a module; printed at 35 mm or more (and the quiet zone) each is over 0.5 mm.
_SCALE = 4
_COLOURS, _RGB = "--colours", (["r"], ["g"], ["b"])


def draw(template: str, style: str, text: str, *, is_archived: bool = True, **values: Any) -> bytes:
    """The PDF of a template with style sheet and QR; the same values give the same bytes."""
    fetcher = OnlyTheCode(qr.png(qr.matrix(text), _SCALE))
    fonts, sheet = _style(style)
    page = HTML(string=environment().get_template(template).render(**values), url_fetcher=fetcher)
    kind = _archive() if is_archived else {}
    made: bytes = page.write_pdf(stylesheets=[sheet], font_config=fonts, **kind)
    return made


def written_day(day: date, language: str) -> str:
    """A day in words, in the digits of the language."""
    text = format_date(day, "d MMMM y", locale=language)
    return text.translate(_BANGLA) if language == "bn" else text


class Nothing(URLFetcher):  # type: ignore[misc]
    """Fetches nothing: whatever asks for an address stops the work."""

    def fetch(self, url: str, headers: object = None) -> Any:
        """Refuse."""
        _stop(url)


class OnlyTheCode(Nothing):
    """Gives the picture of the QR, which lies in memory, and nothing else."""

    def __init__(self, picture: bytes) -> None:
        super().__init__()
        self.picture = picture

    def fetch(self, url: str, headers: object = None) -> Any:
        """Give the picture or refuse."""
        if url != _QR:
            _stop(url)
        return URLFetcherResponse(url, self.picture, {"Content-Type": "image/png"})


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


def _archive() -> dict[str, Any]:
    """The kind of PDF that archives keep (ISO 19005-2, level A)."""
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


def _stop(url: str) -> NoReturn:
    raise FatalURLFetchingError(f"a paper asks for {url!r}")


@functools.cache
def _style(name: str) -> tuple[FontConfiguration, CSS]:
    """A style sheet, read once."""
    fonts = FontConfiguration()
    text = (TEMPLATES / name).read_text()
    return fonts, CSS(string=text, url_fetcher=Nothing(), font_config=fonts)
