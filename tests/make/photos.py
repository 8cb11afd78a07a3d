"""Makers of files as people send them, good ones and hostile ones."""

import io
import struct
import zlib

import pypdf
from PIL import Image, ImageDraw
from pypdf.actions import JavaScript


def photo(
    kind: str = "JPEG", size: tuple[int, int] = (800, 600), mark: str = "visa", **more: object
) -> bytes:
    """A picture with some words on it."""
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).text((20, 20), mark, fill="black")
    file = io.BytesIO()
    picture.save(file, kind, **more)
    return file.getvalue()


def turned_photo() -> bytes:
    """A photo of a telephone held upright: wide in the file, to be shown tall, with a place."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "A telephone of Rahima"
    exif.get_ifd(0x8825)[1] = "N"
    return photo(size=(800, 600), exif=exif.tobytes())


def flat_png(width: int, height: int) -> bytes:
    """A PNG of one colour that says how large it is: some kilobytes for hundreds of megapixels."""
    row = b"\0" + bytes(width // 8)
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")
    )


def _chunk(name: bytes, data: bytes) -> bytes:
    crc = struct.pack(">I", zlib.crc32(name + data))
    return struct.pack(">I", len(data)) + name + data + crc


def pdf(pages: int = 1, script: str = "", lock: str = "") -> bytes:
    """A PDF with so many empty pages."""
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    if script:
        writer.add_open_action(JavaScript(script))
    if lock:
        writer.encrypt(lock)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def heic() -> bytes:
    """The beginning of a photo as an iPhone keeps it."""
    return b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200)
