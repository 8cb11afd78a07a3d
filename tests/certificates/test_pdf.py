"""The certificate as a PDF."""

import re
import unicodedata
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from fontTools.ttLib import TTFont
from PIL import Image
from weasyprint import CSS, HTML
from weasyprint.urls import FatalURLFetchingError

from certificates import pdf
from portal.papers import code, printing
from tests.make import cases, poppler, scans

WORDS = {
    "layout": 2,
    "subject": {"bn": "বিদেশ যাওয়ার আগে: অভিজ্ঞতা, স্বাস্থ্য ও চুক্তি", "en": "Before you go"},
    "version": "1",
}

_NOTO = "/usr/share/fonts/truetype/noto/NotoSerifBengali"
BANGLA_FONTS = {
    "Noto-Serif-Bengali": f"{_NOTO}-Regular.ttf",
    "Noto-Serif-Bengali-Bold": f"{_NOTO}-Bold.ttf",
}


def sheet(language: str, level: str = "self-study", **more: object) -> pdf.Sheet:
    message = code.read(cases.good(**more)).message  # type: ignore[arg-type]
    return pdf.sheet(
        message=message, words=WORDS, level=level, public_url=cases.URL, language=language
    )


def text_of(content: bytes, tmp_path: Path) -> str:
    """The words of a PDF, as another program reads them back from its glyphs."""
    file = tmp_path / "one.pdf"
    file.write_bytes(content)
    return unicodedata.normalize("NFC", poppler.run("pdftotext", "-layout", file, "-"))


def picture_of(content: bytes, tmp_path: Path, dots: int = 150) -> Image.Image:
    """The page as a picture."""
    file = tmp_path / "one.pdf"
    file.write_bytes(content)
    poppler.run("pdftoppm", "-r", str(dots), "-png", file, tmp_path / "page")
    return Image.open(next(tmp_path.glob("page*.png")))


@pytest.mark.parametrize("language", pdf.LANGUAGES)
def test_the_words_stand_on_the_paper(language: str, tmp_path: Path) -> None:
    text = text_of(pdf.render(sheet(language)), tmp_path)
    for words in ("RAHIMA BEGUM", "0123 4567 89ABC", "nirapod.example/check", "417"):
        assert words in text
    assert "This paper is free of charge. It is not a certificate of BMET" in text


@pytest.mark.parametrize(
    ("language", "level", "word"),
    [
        ("en", "self-study", "Nobody checked who learnt."),
        ("en", "attended", "Attended in person"),
    ],
)
def test_the_level_stands_on_the_paper(
    language: str, level: str, word: str, tmp_path: Path
) -> None:
    assert word in text_of(pdf.render(sheet(language, level)), tmp_path)


def fonts_of(file: Path) -> dict[str, str]:
    """The fonts of a PDF by the six letters that its text names them with."""
    listed = poppler.run("pdffonts", file)
    names = [line.split()[0].partition("+") for line in listed.splitlines()[2:]]
    return {letters: name for letters, _, name in names}


def bangla_glyphs(content: bytes, tmp_path: Path) -> list[str]:
    """The names of the Bangla glyphs that the page draws, in the order of drawing."""
    file = tmp_path / "one.pdf"
    file.write_bytes(content)
    fonts = fonts_of(file)
    packed = re.findall(rb"stream\n(.*?)\nendstream", content, re.DOTALL)
    pages = [zlib.decompress(part) for part in packed if part[:1] == b"x"]
    page = max((part for part in pages if b" Tf" in part), key=len)
    drawn, names = [], []
    for font, glyphs in re.findall(rb"/(\w{6}) [\d.]+ Tf|<([0-9a-f]+)>", page):
        if font:
            path = BANGLA_FONTS.get(fonts[font.decode()])
            names = TTFont(path).getGlyphOrder() if path else []
        elif names:
            drawn += [names[int(glyphs[i : i + 4], 16)] for i in range(0, len(glyphs), 4)]
    return drawn


def test_bangla_conjuncts_are_drawn_as_one_glyph(tmp_path: Path) -> None:
    drawn = " ".join(bangla_glyphs(pdf.render(sheet("bn")), tmp_path))
    for glyphs in (
        # pra-shi-kssa-nner: the i stands before its letter, ক্ষ is one glyph.
        "uni09AA09CD09B0 uni09BF uni09B6 uni099509CD09B7 uni09C7 uni09A3 uni09B0",
        # u-tta-ii-nna with its reph: উত্তীর্ণ
        "uni0989 uni09A409CD09A4 uni09C0 uni09A3 uni09B009CD",
        # abhi-jna-taa: অভিজ্ঞতা
        "uni0985 uni09BF uni09AD uni099C09CD099E uni09A4",
        # s-baa-sthya: স্বাস্থ্য
        "uni09B809CD09AC uni09BE uni09B809CD09A5 uni09CD09AF",
        # cu-kti: চুক্তি
        "uni099A uni09C1 uni09BF uni099509CD09A4",
    ):
        assert glyphs in drawn
    # A hasanta that is seen, a dotted circle or an empty box stands where shaping failed.
    assert not {"uni09CD", "uni25CC", ".notdef"} & set(drawn.split())


def test_only_our_fonts_are_in_it(tmp_path: Path) -> None:
    file = tmp_path / "one.pdf"
    file.write_bytes(pdf.render(sheet("bn")))
    names = fonts_of(file).values()
    assert names
    assert all(name.startswith("Noto-") for name in names)


@pytest.mark.parametrize("language", pdf.LANGUAGES)
def test_it_is_one_page(language: str, tmp_path: Path) -> None:
    long = sheet(language, name="W" * 39)
    file = tmp_path / "one.pdf"
    file.write_bytes(pdf.render(replace(long, subject="Before you go " * 5)))
    told = poppler.run("pdfinfo", file)
    assert "Pages:           1" in told
    assert "A4" in told


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert pdf.render(sheet("bn")) == pdf.render(sheet("bn"))


@pytest.mark.parametrize("language", pdf.LANGUAGES)
def test_the_code_on_the_paper_is_read_back(language: str, tmp_path: Path) -> None:
    one = sheet(language)
    page = picture_of(pdf.render(one), tmp_path).convert("L")
    assert scans.read(page) == one.text
    assert scans.read(scans.photocopied(page)) == one.text


def test_the_code_is_at_least_35_millimetres_wide(tmp_path: Path) -> None:
    page = picture_of(pdf.render(sheet("en")), tmp_path)
    corners = zxingcpp.read_barcodes(page)[0].position
    assert (corners.top_right.x - corners.top_left.x) / 150 * 25.4 > 35


def test_names_are_text_and_never_markup(tmp_path: Path) -> None:
    hostile = replace(sheet("en"), name='<img src="file:///etc/passwd"><b>X</b>')
    assert "<img src=" in text_of(pdf.render(hostile), tmp_path)


@pytest.mark.parametrize(
    "html",
    [
        '<img src="file:///etc/hostname">',
        '<img src="http://127.0.0.1/">',
        '<link rel="stylesheet" href="http://127.0.0.1/">',
        '<link rel="attachment" href="file:///etc/hostname">',
        '<style>@import "http://127.0.0.1/"</style>',
        '<style>p { background: url("data:image/png;base64,AAAA") }</style><p>a',
    ],
)
def test_nothing_is_fetched(html: str) -> None:
    fetcher = printing.OnlyTheCode(b"")
    with pytest.raises(FatalURLFetchingError):
        HTML(string=html, url_fetcher=fetcher).write_pdf()


def test_no_style_sheet_fetches_anything() -> None:
    with pytest.raises(FatalURLFetchingError):
        CSS(string='@import "http://127.0.0.1/";', url_fetcher=printing.Nothing())
