"""Pages of strangers go out packed; pages of somebody who is signed in do not."""

import gzip

import brotli
import pytest
from flask.testing import FlaskClient

from portal.ground.access import Role
from tests.make.people import make_person

UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}


def get(client: FlaskClient, path: str, codings: str) -> object:
    """Visit as a browser that takes these codings; the strict reader reads plain pages only."""
    return super(type(client), client).open(
        path, headers={"Accept-Encoding": codings}, base_url="https://nirapod.example"
    )


@pytest.mark.parametrize(
    ("codings", "coding"), [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip")]
)
def test_a_public_page_is_packed_and_unpacks(
    client: FlaskClient, codings: str, coding: str
) -> None:
    plain = client.get("/help/")
    packed = get(client, "/help/", codings)
    assert packed.headers["Content-Encoding"] == coding  # type: ignore[attr-defined]
    assert UNPACK[coding](packed.data) == plain.data  # type: ignore[attr-defined]
    assert len(packed.data) * 3 < len(plain.data)  # type: ignore[attr-defined]
    assert "Accept-Encoding" in packed.headers["Vary"]  # type: ignore[attr-defined]


def test_a_page_of_somebody_signed_in_is_not_packed(sign_in: object) -> None:
    visitor = sign_in(make_person(Role.MIGRANT))  # type: ignore[operator]
    assert "Content-Encoding" not in get(visitor, "/help/", "br").headers  # type: ignore[attr-defined]


def test_an_unchanged_page_is_not_sent_again_whatever_the_coding(client: FlaskClient) -> None:
    tag = client.get("/help/").headers["ETag"]
    again = client.get("/help/", headers={"If-None-Match": tag, "Accept-Encoding": "br"})
    assert (again.status_code, again.data) == (304, b"")
