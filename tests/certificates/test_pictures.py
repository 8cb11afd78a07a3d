"""The door for pictures: what the QR in a picture says is judged as if it had been typed."""

import io

import pytest
import qrcode
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from portal.papers import qr, scanning
from tests.certificates.test_pages import issued, text_of
from tests.make.counting import at_most


def send(client: FlaskClient, content: bytes, language: str = "en"):
    head = b'--x\r\nContent-Disposition: form-data; name="picture"; filename="a.jpg"\r\n\r\n'
    return client.post(
        f"/check/picture?lang={language}",
        data=head + content + b"\r\n--x--\r\n",
        content_type="multipart/form-data; boundary=x",
    )


def empty() -> bytes:
    file = io.BytesIO()
    Image.new("L", (200, 200), 255).save(file, "PNG")
    return file.getvalue()


def test_a_picture_gets_the_answer_of_its_text(app: Flask, client: FlaskClient) -> None:
    text = text_of(issued())
    sent = send(client, qr.png(qr.matrix(text)))
    typed = client.post("/check/?lang=en", data={"text": text})
    assert (sent.status_code, sent.headers["Cache-Control"]) == (200, "no-store")
    assert '<p class="verdict-word">Genuine</p>' in sent.text
    assert sent.text.partition("<main")[2] == typed.text.partition("<main")[2]


def test_a_picture_is_answered_with_one_query(app: Flask, client: FlaskClient) -> None:
    picture = qr.png(qr.matrix(text_of(issued())))
    with at_most(1, app):
        assert send(client, picture).status_code == 200


def test_a_code_of_somebody_else_is_never_green(app: Flask, client: FlaskClient) -> None:
    file = io.BytesIO()
    qrcode.make("https://example.com/menu").save(file)
    page = send(client, file.getvalue()).text
    assert "not-a-code" in page
    assert "verdict-good" not in page


@pytest.mark.parametrize(
    ("content", "status", "reason"),
    [
        (empty(), 422, "picture-no-code"),
        (b"hello", 422, "picture-unreadable"),
        (b"\0" * (scanning.LARGEST + 1), 422, "picture-too-big"),
        (b"\0" * (scanning.LARGEST + 100_000), 413, "picture-too-big"),
    ],
    ids=["no code", "no picture", "too big", "far too big"],
)
def test_each_fault_has_its_reason_on_the_same_page(
    app: Flask, client: FlaskClient, content: bytes, status: int, reason: str
) -> None:
    answer = send(client, content)
    assert answer.status_code == status
    assert f"<code>{reason}</code>" in answer.text
    assert "error-summary" in answer.text


def test_nothing_chosen_asks_for_a_picture(app: Flask, client: FlaskClient) -> None:
    answer = client.post("/check/picture?lang=en", data={})
    assert answer.status_code == 422
    assert "Choose a picture." in answer.text


@pytest.mark.parametrize("language", ["bn", "en", "ar"])
def test_faults_are_told_in_the_language(app: Flask, client: FlaskClient, language: str) -> None:
    assert f'<html lang="{language}"' in send(client, b"x", language).text
