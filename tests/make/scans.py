"""What printing, copying and photographing do to a QR code."""

import io
import random

import zxingcpp
from PIL import Image, ImageChops, ImageFilter

# A code is printed at least so wide (without its quiet zone), in millimetres, at 300 dots an inch.
_WIDTH = 35
_DOTS = 300 / 25.4


def printed(png: bytes) -> Image.Image:
    """The code on paper, at its smallest allowed size."""
    picture = Image.open(io.BytesIO(png)).convert("L")
    side = round(_WIDTH * _DOTS * 65 / 57)
    paper = Image.new("L", (side + 80, side + 80), 250)
    paper.paste(picture.resize((side, side), Image.Resampling.BOX), (40, 40))
    return paper


def blurred(picture: Image.Image, radius: float = 2.0) -> Image.Image:
    """Out of focus."""
    return picture.filter(ImageFilter.GaussianBlur(radius))


def noisy(picture: Image.Image, strength: int = 60, seed: int = 1) -> Image.Image:
    """Grains of toner, and of a camera in the dark; the same grains each time."""
    width, height = picture.size
    grains = random.Random(seed).randbytes(width * height)  # noqa: S311 - no secret, only dust
    grain = Image.frombytes("L", picture.size, grains).point(lambda mark: mark * strength // 128)
    return ImageChops.add(picture, grain, offset=-strength)


def photocopied(picture: Image.Image, generations: int = 2, seed: int = 1) -> Image.Image:
    """A copy of a copy: soft, a little turned, grainy, then hard black and white."""
    for generation in range(generations):
        picture = blurred(picture, 1.2).rotate(0.7, Image.Resampling.BICUBIC, fillcolor=250)
        picture = noisy(picture, 35, seed + generation)
        picture = picture.point(lambda mark: max(0, min(255, (mark - 128) * 3 + 140)))
    return picture


def photographed(picture: Image.Image, side: int = 480) -> Image.Image:
    """By a cheap phone: a leaning view, few pixels, JPEG."""
    width, height = picture.size
    lean = (0.04 * width, 0.02 * height)
    corners = (lean[0], lean[1], 0, height, width, height - lean[1], width - lean[0], 0)
    seen = picture.transform(picture.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC)
    file = io.BytesIO()
    blurred(seen.resize((side, side)), 0.6).save(file, "JPEG", quality=60)
    return Image.open(file)


def read(picture: Image.Image) -> str | None:
    """What another library reads."""
    found = zxingcpp.read_barcodes(picture)
    return found[0].text if found else None
