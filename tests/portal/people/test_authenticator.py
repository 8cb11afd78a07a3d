"""The codes of the authenticator app."""

from datetime import UTC, datetime, timedelta

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from portal.people import authenticator

# RFC 6238, appendix B: the secret "12345678901234567890", the last six of eight digits.
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # noqa: S105 - it stands in the RFC


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    assert authenticator.code_at(SECRET, datetime.fromtimestamp(seconds, UTC)) == code


@pytest.mark.parametrize(("late", "good"), [(-60, False), (-30, True), (30, True), (60, False)])
def test_a_clock_may_be_half_a_minute_off(late: int, *, good: bool) -> None:
    moment = datetime(2026, 11, 23, 10, tzinfo=UTC)
    code = authenticator.code_at(SECRET, moment + timedelta(seconds=late))
    assert (authenticator.step_that_matches(SECRET, code, moment) is not None) is good


def test_a_camera_reads_the_picture() -> None:
    text = authenticator.address(SECRET, "+8801712345678")
    side, path = authenticator.picture(text)
    image = Image.new("L", (side * 8, side * 8), 255)
    draw = ImageDraw.Draw(image)
    for part in path.split("M")[1:]:
        x, y = part.split("h")[0].split(" ")
        width = part.split("h")[1].split("v")[0]
        box = [int(x) * 8, int(y) * 8, (int(x) + int(width)) * 8 - 1, int(y) * 8 + 7]
        draw.rectangle(box, fill=0)
    assert zxingcpp.read_barcodes(image)[0].text == text
