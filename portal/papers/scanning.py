"""The text of the QR in a picture that somebody took: decoded with caps, and only one code."""

import io

import zxingcpp
from PIL import Image, ImageFile, UnidentifiedImageError

from portal.papers.refused import Reason, Refused

LARGEST = 16 * 1024 * 1024
MOST_PIXELS = 40_000_000
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
# What telephones and screens make; told by content, never by name.
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP")
# A code that fills a sixth of a picture of this size is still read well.
_LONGEST_SIDE = 3000
# A picture that was cut off on its way may still hold its code. WeasyPrint, which draws our papers,
# says the same for the whole program: said here too, it does not hang on what is loaded first.
ImageFile.LOAD_TRUNCATED_IMAGES = True


def read_picture(content: bytes) -> str:
    """The text of the one QR in a picture, still nobody's word; refused where there is not one."""
    if len(content) > LARGEST:
        raise Refused(Reason.PICTURE_TOO_BIG)
    found = zxingcpp.read_barcodes(_grey(content), formats=_QR)
    # The same code twice, as on both pages of a certificate, is one.
    texts = {one.text for one in found}
    if not texts:
        raise Refused(Reason.PICTURE_NO_CODE)
    if len(texts) > 1:
        raise Refused(Reason.PICTURE_TWO_CODES)
    return texts.pop()


def _grey(content: bytes) -> Image.Image:
    """The picture in grey, on white, no larger than needed; its size is known before it is read."""
    try:
        with Image.open(io.BytesIO(content), formats=_FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused(Reason.PICTURE_TOO_BIG)
            # JPEG can leave out what is not needed while it is unpacked.
            picture.draft("L", (_LONGEST_SIDE, _LONGEST_SIDE))
            picture.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
            return _on_white(picture)
    except Image.DecompressionBombError:
        raise Refused(Reason.PICTURE_TOO_BIG) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, MemoryError):
        raise Refused(Reason.PICTURE_UNREADABLE) from None


def _on_white(picture: Image.Image) -> Image.Image:
    if not picture.has_transparency_data:
        return picture.convert("L")
    clear = picture.convert("RGBA")
    white = Image.new("RGBA", clear.size, "white")
    return Image.alpha_composite(white, clear).convert("L")
