"""The headers of a page, an error, a file and a redirect, word for word."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.ground.access import Role
from tests.make.people import make_person

POLICY = (
    "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; "
    "object-src 'none'; worker-src 'none'; manifest-src 'none'"
)
EVERYWHERE = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
    "Strict-Transport-Security": "max-age=31536000",
}
PLACES = {
    "page": ("/help/", 200),
    "error": ("/nothing-here", 404),
    "file": ("/log/tile/entries/000", 404),
    "redirect": ("/office/", 303),
    "method": ("/sign-out", 405),
}


@pytest.mark.parametrize(("path", "status"), PLACES.values(), ids=PLACES)
def test_every_answer_has_the_headers(client: FlaskClient, path: str, status: int) -> None:
    response = client.get(path)
    assert response.status_code == status
    assert {name: response.headers.get(name) for name in EVERYWHERE} == EVERYWHERE


@pytest.mark.parametrize("path", ["/", "/help/", "/courses/", "/offline"])
def test_a_public_page_sets_no_cookie_and_is_asked_for_by_its_tag(
    client: FlaskClient, path: str
) -> None:
    first = client.get(path)
    assert first.headers.get("Set-Cookie") is None
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_public_page_differs_by_language_so_its_tag_does(client: FlaskClient) -> None:
    bangla = client.get("/help/")
    client.get("/help/?lang=en")
    english = client.get("/help/", headers={"If-None-Match": bangla.headers["ETag"]})
    assert (english.status_code, "Cookie" in english.headers["Vary"]) == (200, True)


@pytest.mark.parametrize("path", ["/sign-in", "/visa/", "/office/", "/nothing-here"])
def test_forms_closed_doors_and_errors_are_kept_by_nobody(app: Flask, path: str) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        response = app.test_client().get(path)
    finally:
        app.config["WTF_CSRF_ENABLED"] = False
    assert response.headers["Cache-Control"] == "no-store"


def test_a_page_for_somebody_who_is_signed_in_is_kept_by_nobody(sign_in: object) -> None:
    visitor = sign_in(make_person(Role.MIGRANT))  # type: ignore[operator]
    assert visitor.get("/help/").headers["Cache-Control"] == "no-store"


def test_a_foreign_host_is_refused(app: Flask) -> None:
    response = app.test_client().get("/help/", base_url="https://evil.example")
    assert response.status_code == 400
