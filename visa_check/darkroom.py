"""The darkroom: a process of its own that makes pictures of what somebody sent, and nothing else.

It reads the file from its input and writes pictures to its output. Before it looks at a byte it
gives up everything it might be misused for: it can open no file and no connection (there is no
number left for one), start no process, and has an end of memory and of time.
"""

import contextlib
import io
import resource
import sys
from collections.abc import Iterator

import pypdfium2
from PIL import Image, ImageOps, MpoImagePlugin, WebPImagePlugin

from visa_check.pictures import (
    FRAME,
    LONGEST_SIDE,
    MEMORY,
    MOST_PAGES,
    MOST_PIXELS,
    SECONDS,
    BadPicture,
    Content,
    PictureFault,
)

# Loaded before the doors close: afterwards no module can be read any more.
_READERS = (MpoImagePlugin, WebPImagePlugin)
Image.preinit()
_QUALITY = 75
_LOCKED = 4


def close_the_doors() -> None:
    """Give up files, connections, processes, and more memory and time than the work takes."""
    for limit, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
        # Input, output and errors are open; there is no number for anything else.
        (resource.RLIMIT_NOFILE, 3),
    ):
        resource.setrlimit(limit, (most, most))


def developed(content: Content, raw: bytes) -> Iterator[Image.Image]:
    """The pages of a file, each one by itself."""
    if content is Content.PDF:
        yield from _pages(raw)
    else:
        yield _photo(content, raw)


def _photo(content: Content, raw: bytes) -> Image.Image:
    """A photo the right way up, small enough; its size is known before it is unpacked."""
    with Image.open(io.BytesIO(raw), formats=[content.value]) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            raise BadPicture(PictureFault.TOO_MANY_PIXELS)
        # JPEG leaves out what is not needed while it is unpacked.
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        return _on_white(ImageOps.exif_transpose(picture))


def _on_white(picture: Image.Image) -> Image.Image:
    """Colours only, and a page where nothing was."""
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    clear = picture.convert("RGBA")
    white = Image.new("RGBA", clear.size, "white")
    return Image.alpha_composite(white, clear).convert("RGB")


def _pages(raw: bytes) -> Iterator[Image.Image]:
    """The pages of a PDF as they would be printed; no form is opened and no script read."""
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        is_locked = error.err_code == _LOCKED
        raise BadPicture(PictureFault.LOCKED if is_locked else PictureFault.BROKEN) from None
    count = len(document)
    if count > MOST_PAGES:
        raise BadPicture(PictureFault.TOO_MANY_PAGES)
    if not count:
        raise BadPicture(PictureFault.BROKEN)
    for page in document:
        longest = max(page.get_size())
        # What is as thin as a hair would have no width left.
        if not longest or min(page.get_size()) * LONGEST_SIDE < longest:
            raise BadPicture(PictureFault.BROKEN)
        bitmap = page.render(scale=LONGEST_SIDE / longest, may_draw_forms=False)
        yield bitmap.to_pil().convert("RGB")


def encoded(picture: Image.Image) -> bytes:
    """A picture as we keep it: its size, then WebP without anything that came with it."""
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    file = io.BytesIO()
    bare.save(file, "WEBP", quality=_QUALITY, method=2)
    return FRAME.pack(*bare.size, file.tell()) + file.getvalue()


def main() -> None:
    """Develop what comes in; write a word, then the pictures."""
    content, raw = Content(sys.argv[1]), sys.stdin.buffer.read()
    close_the_doors()
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        told = b"good\n" + b"".join(encoded(page) for page in developed(content, raw))
    except BadPicture as bad:
        told = bad.fault.value.encode() + b"\n"
    except Image.DecompressionBombError:
        told = PictureFault.TOO_MANY_PIXELS.value.encode() + b"\n"
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, pypdfium2.PdfiumError):
        told = PictureFault.BROKEN.value.encode() + b"\n"
    with contextlib.suppress(BrokenPipeError):
        sys.stdout.buffer.write(told)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
