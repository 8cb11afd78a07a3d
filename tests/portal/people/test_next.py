"""Where somebody goes after signing in: a page of ours, or home, never elsewhere."""

import pytest
from flask.testing import FlaskClient

from tests.portal.people.visiting import PIN, TYPED, sign_up

# What the usual checks let through, and what browsers make of it (WHATWG URL standard).
ELSEWHERE = [
    "https://evil.com",
    "http://evil.com",
    "https:evil.com",
    "https:/evil.com",
    "https:///evil.com",
    "HTTPS://evil.com",
    "//evil.com",
    "///evil.com",
    "////evil.com",
    "/\\evil.com",
    "\\/evil.com",
    "\\\\evil.com",
    "/\\/evil.com",
    "\\evil.com",
    "/\t/evil.com",
    "/\n/evil.com",
    "/\r/evil.com",
    "\t//evil.com",
    " //evil.com",
    "\x01//evil.com",
    "/%09/evil.com",
    "/%2f/evil.com",
    "/%5cevil.com",
    "/%2f%2fevil.com",
    "/%0d%0aLocation:%20https://evil.com",
    "/account/..//evil.com",
    "/account/../../evil.com",
    "/./evil.com",
    "/;@evil.com",
    "/@evil.com",
    "@evil.com",
    ".evil.com",
    "evil.com",
    "https://nirapod.example@evil.com",
    "https://nirapod.example.evil.com",
    "https://nirapod.example:443@evil.com",
    "https://evil.com#nirapod.example",
    "https://evil.com?nirapod.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "ftp://evil.com",
    "blob:https://evil.com/x",
    "\u2028//evil.com",
    "\uff0f\uff0fevil.com",
    "/\uff0fevil.com",
    "\u3002evil.com",
    "http://[::1]",
    "http://[evil",
    "//[evil",
    "https://\u0435vil.com",
    "/account\\@evil.com",
    "?next=//evil.com",
    "#//evil.com",
    "/static/../../evil.com",
    "/no-such-page",
    "/account" * 200,
    "/sign-out",
]


@pytest.mark.parametrize("payload", ELSEWHERE, ids=range(len(ELSEWHERE)))
def test_nobody_is_led_elsewhere(client: FlaskClient, payload: str) -> None:
    sign_up(client)
    client.post("/sign-out")
    filled = {"phone": TYPED, "pin": PIN}
    response = client.post("/sign-in", query_string={"next": payload}, data=filled)
    assert response.status_code == 303
    assert response.location in {"/", "/account", "/account/"}


@pytest.mark.parametrize("page", ["/account", "/account/pin", "/account?x=1"])
def test_a_page_of_ours_is_kept(client: FlaskClient, page: str) -> None:
    sign_up(client)
    client.post("/sign-out")
    filled = {"phone": TYPED, "pin": PIN}
    response = client.post("/sign-in", query_string={"next": page}, data=filled)
    assert response.location == page
