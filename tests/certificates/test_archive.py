"""The paper for the archive: PDF/A-2a in its parts, and layouts that nobody changes any more.

There is no free checker of PDF/A but veraPDF, which is no package of Debian or Python: what the
standard asks for is looked for here piece by piece.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from certificates import pdf
from certificates.actions import LAYOUT
from portal.papers import printing
from tests.certificates.test_pdf import picture_of, sheet, text_of
from tests.make import scans

PDFAID = "{http://www.aiim.org/pdfa/ns/id/}"
DC = "{http://purl.org/dc/elements/1.1/}"
# What was printed in a layout must be printed the same for ever: a change is a new layout.
FROZEN = {
    1: "9bf42e962b391990cdc8e61dd9145e4bf186e099e19b60d0f06351653a013c82",
    2: "6d4544e0c010609595ce24c8b1691fd9a370ce3f5a13d73db20de3cc56b569fb",
}


@pytest.fixture(params=pdf.LANGUAGES, scope="module")
def language(request: pytest.FixtureRequest) -> str:
    found: str = request.param
    return found


@pytest.fixture(scope="module")
def paper(language: str) -> PdfReader:
    return PdfReader(BytesIO(pdf.render(sheet(language))))


def elements(node: DictionaryObject) -> Iterator[DictionaryObject]:
    """Every element of the structure tree."""
    found = node.get_object()
    if not isinstance(found, DictionaryObject):
        return
    if "/S" in found:
        yield found
    kids = found.get("/K")
    kids = kids.get_object() if kids is not None else []
    for kid in kids if isinstance(kids, list) else [kids]:
        yield from elements(kid)


def test_it_says_that_it_is_pdf_a_2a(paper: PdfReader) -> None:
    told = ET.fromstring(paper.root_object["/Metadata"].get_object().get_data())  # noqa: S314 - our own
    parts = {name: value for one in told.iter() for name, value in one.attrib.items()}
    assert (parts[f"{PDFAID}part"], parts[f"{PDFAID}conformance"]) == ("2", "A")
    assert paper.metadata is not None
    titles = [one.text for one in told.iter(f"{DC}title") for one in one.iter() if one.text]
    assert [title.strip() for title in titles if title.strip()] == [paper.metadata.title]


def test_language_title_and_colours_are_inside(paper: PdfReader, language: str) -> None:
    root = paper.root_object
    assert root["/Lang"] == language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/MarkInfo"]["/Marked"]
    (intent,) = root["/OutputIntents"]
    assert intent["/S"] == "/GTS_PDFA1"
    assert intent["/DestOutputProfile"].get_object().get_data()[36:40] == b"acsp"
    assert len(paper.trailer["/ID"]) == 2


def test_every_word_has_its_tag_and_every_picture_its_description(paper: PdfReader) -> None:
    found = list(elements(paper.root_object["/StructTreeRoot"]))
    kinds = [one["/S"] for one in found]
    assert kinds.count("/H1") == 1
    assert kinds.count("/P") >= 8
    figures = [one for one in found if one["/S"] == "/Figure"]
    assert len(figures) == 2
    assert all(one["/Alt"] for one in figures)
    assert not set(kinds) & {"/L", "/LI"}


def test_every_glyph_on_it_is_marked(paper: PdfReader) -> None:
    content = paper.pages[0].get_contents()
    assert content is not None
    depth = 0
    for operands, operator in content.operations:
        if operator in {b"BDC", b"BMC"}:
            depth += 1
        elif operator == b"EMC":
            depth -= 1
        elif operator in {b"Tj", b"TJ", b"Do"}:
            assert depth == 1, operands
    assert depth == 0


def test_fonts_are_inside_and_can_be_read_back(paper: PdfReader) -> None:
    fonts = paper.pages[0]["/Resources"]["/Font"]
    assert fonts
    for font in fonts.values():
        kept = font.get_object()
        assert "/ToUnicode" in kept
        (inner,) = kept["/DescendantFonts"]
        descriptor = inner.get_object()["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)


def test_nothing_is_in_it_that_an_archive_refuses(paper: PdfReader) -> None:
    assert not paper.is_encrypted
    assert not {"/AcroForm", "/Names", "/OpenAction", "/AA"} & set(paper.root_object)
    assert "/Annots" not in paper.pages[0]


def test_a_paper_of_the_first_layout_is_printed_as_it_was(tmp_path: Path) -> None:
    old = replace(sheet("en"), layout=1)
    content = pdf.render(old)
    assert "/Metadata" not in PdfReader(BytesIO(content)).root_object
    assert text_of(content, tmp_path).split() == text_of(pdf.render(sheet("en")), tmp_path).split()


@pytest.mark.parametrize("layout", FROZEN)
def test_a_layout_is_never_changed(layout: int) -> None:
    digest = hashlib.sha256()
    for file in sorted((printing.TEMPLATES / pdf.FOLDER / str(layout)).iterdir()):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    assert digest.hexdigest() == FROZEN[layout]


def test_new_papers_have_the_newest_layout() -> None:
    assert max(FROZEN) == LAYOUT


@pytest.mark.parametrize("language", pdf.LANGUAGES)
def test_a_grey_copy_of_a_copy_says_all_of_it(language: str, tmp_path: Path) -> None:
    page = picture_of(pdf.render(sheet(language)), tmp_path).convert("L")
    assert scans.read(scans.photocopied(scans.photocopied(page))) == sheet(language).text
