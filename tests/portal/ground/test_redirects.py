"""A redirect leads to a page of ours, rebuilt from our own routes, or nowhere."""

import pytest
from flask import Flask

from portal.ground.redirects import safe_next

FOREIGN = [
    None,
    "",
    "https:evil.com",
    "https://evil.com",
    "//evil.com",
    "///evil.com",
    "/\\evil.com",
    "\\\\evil.com",
    "/%09/evil.com",
    "/\t/evil.com",
    "/\n/evil.com",
    " //evil.com",
    "javascript:alert(1)",
    "data:text/html,x",
    "http:///evil.com",
    "https:///evil.com",
    "/https://evil.com",
    "evil.com",
    "/%2f%2fevil.com",
    "/%5cevil.com",
    "//evil.com@nirapod.example",
    "/nothing/here",
    "/./",
    "/../",
    "/" + "a" * 600,
    "/\u2028",
    "/static/x",
    "/http:evil.com",
    "/;@evil.com",
    "//[::1",
    "/\x00",
]


@pytest.mark.parametrize("text", FOREIGN, ids=repr)
def test_a_foreign_target_leads_nowhere(app: Flask, text: str | None) -> None:
    with app.test_request_context("/", base_url="https://nirapod.example"):
        assert safe_next(text) is None


@pytest.mark.parametrize(
    "text", ["/log/checkpoint", "/office/?page=2", "/office/search?q=%E0%A6%86"]
)
def test_a_page_of_ours_is_rebuilt(app: Flask, text: str) -> None:
    with app.test_request_context("/", base_url="https://nirapod.example"):
        assert safe_next(text) == text


def test_a_missing_slash_is_added(app: Flask) -> None:
    with app.test_request_context("/", base_url="https://nirapod.example"):
        assert safe_next("/office") == "/office/"
