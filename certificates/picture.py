"""The certificate as a picture for the phone: plain values in, a small PNG out.

It stands upright, is read without opening anything, and its QR is read from the screen.
"""

import functools
import io
import shutil
import subprocess
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from certificates.pdf import Sheet
from portal.papers import qr

_WIDTH, _EDGE = 720, 44
_GREEN, _WHITE, _BLACK, _GREY = (10, 61, 42), (255, 255, 255), (17, 17, 17), (85, 85, 85)
# So many shades are enough for the edges of letters, and keep the file small.
_SHADES = 24
_SCALE = 9
_FONTS = {False: "Noto Serif", True: "Noto Serif Bengali"}
WORDS = {
    "bn": {
        "house": "নিরাপদ Nirapod",
        "title": "প্রশিক্ষণের সনদ",
        "self-study": ("নিজে নিজে শেখা", "একা শিখেছেন। কে শিখেছেন, তা কেউ যাচাই করেননি।"),
        "attended": ("ক্লাসে উপস্থিত", "ক্লাসে ছিলেন, পাসপোর্ট দেখে পরিচয় নিশ্চিত করা হয়েছে।"),
        "issued": "তারিখ",
        "expires": "মেয়াদ",
        "last_3": "পাসপোর্টের শেষ তিন অক্ষর",
        "scan": "এই ঠিকানার যাচাই পাতায় স্ক্যান করুন",
        "free": "এই কাগজ নিতে কোনো টাকা লাগে না। এটি বিএমইটির সনদ নয়, বিদেশ যাওয়ার ছাড়পত্রও নয়।",
    },
    "en": {
        "house": "Nirapod নিরাপদ",
        "title": "Certificate of learning",
        "self-study": ("Self-study", "Learnt alone. Nobody checked who learnt."),
        "attended": ("Attended in person", "Present in class, and known by the passport."),
        "issued": "Date",
        "expires": "Good until",
        "last_3": "Passport ends with",
        "scan": "Scan with the checker at",
        "free": "This paper is free of charge. It is not a certificate of BMET, and it is no"
        " clearance to leave the country.",
    },
}


def render(one: Sheet) -> bytes:
    """The picture of a certificate; the same sheet gives the same pixels."""
    words: dict[str, Any] = WORDS[one.language]
    page = _Page()
    page.band(words["house"], words["title"])
    page.text(one.name, 46, bold=True)
    page.text(one.subject, 32, bold=True)
    level, sentence = words[one.level]
    page.text(level, 40, bold=True, gap=18)
    page.text(sentence, 24, colour=_GREY)
    for name, value in _facts(one, words):
        page.text(f"{name}: {value}", 24)
    page.code(Image.open(io.BytesIO(qr.png(qr.matrix(one.text), _SCALE))))
    page.text(one.grouped, 32, bold=True, middle=True)
    page.text(words["scan"], 22, middle=True)
    page.text(f"{one.host}/check", 26, bold=True, middle=True)
    page.text(words["free"], 20, colour=_GREY, gap=18)
    return page.png()


def _facts(one: Sheet, words: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name in ("issued", "expires", "last_3"):
        value = getattr(one, name)
        if value:
            yield words[name], value


class _Page:
    """Fills a page from the top; cut off below what was drawn."""

    def __init__(self) -> None:
        self.image = Image.new("RGB", (_WIDTH, 2400), _WHITE)
        self.draw = ImageDraw.Draw(self.image)
        self.top = 0

    def band(self, house: str, title: str) -> None:
        """The green band with who says it, and what it is."""
        self.draw.rectangle((0, 0, _WIDTH, 150), fill=_GREEN)
        self.top = 14
        self.text(house, 24, colour=_WHITE)
        self.text(title, 44, bold=True, colour=_WHITE, gap=0)
        self.top = 168

    def text(
        self,
        text: str,
        size: int,
        *,
        bold: bool = False,
        colour: tuple[int, int, int] = _BLACK,
        middle: bool = False,
        gap: int = 6,
    ) -> None:
        """A text in as many lines as it needs."""
        self.top += gap
        for line in _lines(text, size, bold):
            at = (_WIDTH - _width(line, size, bold)) / 2 if middle else _EDGE
            for part, font in _runs(line, size, bold):
                self.draw.text((at, self.top + size * 1.15), part, colour, font, anchor="ls")
                at += font.getlength(part)
            self.top += round(size * 1.5)

    def code(self, picture: Image.Image) -> None:
        """The QR with its quiet zone."""
        self.image.paste(picture.convert("RGB"), ((_WIDTH - picture.width) // 2, self.top + 6))
        self.top += picture.height + 6

    def png(self) -> bytes:
        """What was drawn, in few shades."""
        whole = self.image.crop((0, 0, _WIDTH, self.top + 30))
        file = io.BytesIO()
        few = whole.quantize(_SHADES, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.save(file, "PNG", optimize=True)
        return file.getvalue()


def _lines(text: str, size: int, bold: bool) -> Iterator[str]:
    """A text in lines that fit; a word that fits in none is cut."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and _width(longer, size, bold) > _WIDTH - 2 * _EDGE:
            yield line
            line = word
        else:
            line = longer
        while _width(line, size, bold) > _WIDTH - 2 * _EDGE:
            cut = next(
                end
                for end in range(len(line) - 1, 0, -1)
                if end == 1 or _width(line[:end], size, bold) <= _WIDTH - 2 * _EDGE
            )
            yield line[:cut]
            line = line[cut:]
    yield line


def _width(line: str, size: int, bold: bool) -> float:
    return sum(font.getlength(part) for part, font in _runs(line, size, bold))


def _runs(line: str, size: int, bold: bool) -> Iterator[tuple[str, ImageFont.FreeTypeFont]]:
    """Pieces of a line with the font that has their letters."""
    for is_bangla, marks in groupby(line, _is_bangla):
        yield "".join(marks), _font(is_bangla, size, bold)


def _is_bangla(mark: str) -> bool:
    """Whether a mark belongs to Bangla: its letters and signs, the danda, and the joiners."""
    return "\u0980" <= mark <= "\u09ff" or mark in "\u0964\u0965\u200c\u200d"


@functools.cache
def _font(is_bangla: bool, size: int, bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(
        _file(_FONTS[is_bangla], bold), size, layout_engine=ImageFont.Layout.RAQM
    )


@functools.cache
def _file(family: str, bold: bool) -> str:
    """Where a font lies, by the same library that the PDF asks."""
    wanted = f"{family}:{'bold' if bold else 'regular'}"
    program = shutil.which("fc-match") or "fc-match"
    found = subprocess.run(  # noqa: S603 - our own words
        [program, "-f", "%{file}", wanted], capture_output=True, check=True, text=True
    )
    return found.stdout
