"""The picture of a QR code: three segments, level M, a fixed mask, quiet zone of four modules."""

import io

import qrcode
from PIL import Image
from qrcode.constants import ERROR_CORRECT_M
from qrcode.util import MODE_8BIT_BYTE, MODE_ALPHA_NUM, MODE_NUMBER, QRData

QUIET = 4
# Every mask can be read. To try all eight takes five times as long (docs/certificates.md); this one
# scores best on average over our codes, which are nearly random.
MASK = 2
_IN_CAPITALS = set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")

Matrix = list[list[bool]]


def matrix(text: str) -> Matrix:
    """The modules of a code of ours, True is dark, without the quiet zone."""
    address, _, digits = text.partition("#")
    if not set(address) <= _IN_CAPITALS or not digits.isdecimal():
        raise ValueError("not the text of a paper's QR")
    made = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET, mask_pattern=MASK)
    for part, mode in (
        (address, MODE_ALPHA_NUM),
        ("#", MODE_8BIT_BYTE),
        (digits, MODE_NUMBER),
    ):
        made.add_data(QRData(part.encode(), mode, check_data=False), optimize=0)
    made.make(fit=True)
    modules: Matrix = made.modules
    return modules


def png(modules: Matrix, scale: int = 8) -> bytes:
    """A 1-bit PNG with its quiet zone, each module so many pixels wide."""
    side = len(modules) + 2 * QUIET
    pixels = Image.new("1", (side, side), 1)
    pixels.putdata(
        [
            255 * (not _is_dark(modules, row - QUIET, column - QUIET))
            for row in range(side)
            for column in range(side)
        ]
    )
    file = io.BytesIO()
    pixels.resize((side * scale, side * scale), Image.Resampling.NEAREST).save(file, "PNG")
    return file.getvalue()


def _is_dark(modules: Matrix, row: int, column: int) -> bool:
    inside = 0 <= row < len(modules) and 0 <= column < len(modules)
    return inside and modules[row][column]
