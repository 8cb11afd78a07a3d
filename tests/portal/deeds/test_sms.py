"""The gateways, the one over HTTP against a real small server that is slow, broken or rude."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from sqlalchemy import select

from portal.deeds import outbox, sms
from portal.deeds.outbox import Delivery, MessageState, OutboxMessage
from portal.ground.database import db, transaction

Answer = Callable[[BaseHTTPRequestHandler], None]
TEXT = "৪৯৩৮২৭ & a=b #1\nnext"


class Provider:
    """A provider on this machine; `answer` says how it behaves, `asked` what it was asked."""

    def __init__(self) -> None:
        self.asked: list[dict[str, list[str]]] = []
        self.answer: Answer = status(200)
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                provider.asked.append(parse_qs(urlsplit(self.path).query))
                provider.answer(self)

            def log_message(self, *_words: object) -> None:
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}/send?key=k&to={{to}}&text={{text}}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()


def status(code: int, **headers: str) -> Answer:
    """Answer with a status."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()

    return answer


def silent(handler: BaseHTTPRequestHandler) -> None:
    """Take the request and say nothing for long."""
    time.sleep(1)


def dripping(handler: BaseHTTPRequestHandler) -> None:
    """Send one byte of a header after the other, for ever."""
    try:
        for _byte in range(100):
            handler.wfile.write(b"X")
            handler.wfile.flush()
            time.sleep(0.05)
    except OSError:
        return


def garbage(handler: BaseHTTPRequestHandler) -> None:
    """Speak no HTTP."""
    handler.wfile.write(b"\x00\xff no http \r\n\r\n")


def hang_up(handler: BaseHTTPRequestHandler) -> None:
    """End the connection without a word."""
    handler.connection.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def provider() -> Iterator[Provider]:
    """A provider that is ended afterwards."""
    made = Provider()
    yield made
    made.server.shutdown()
    made.server.server_close()


def gateway(provider: Provider) -> sms.HttpGateway:
    """A gateway with little patience."""
    return sms.HttpGateway(provider.url, step=0.3, whole=0.6)


@transaction
def lay() -> None:
    """Lay a message in the outbox."""
    outbox.send_sms("+8801712345678", "Hello")


def only() -> OutboxMessage:
    """The one message."""
    return db.scalars(select(OutboxMessage)).one()


def test_the_provider_gets_number_and_text_as_they_are(provider: Provider) -> None:
    assert gateway(provider).send("+8801712345678", TEXT) == (
        MessageState.SENT,
        Delivery.ACCEPTED,
    )
    assert provider.asked == [{"key": ["k"], "to": ["+8801712345678"], "text": [TEXT]}]


@pytest.mark.parametrize(
    ("answer", "state", "delivery"),
    [
        (status(202), MessageState.SENT, Delivery.ACCEPTED),
        (status(400), MessageState.FAILED, Delivery.REFUSED),
        (status(403), MessageState.FAILED, Delivery.REFUSED),
        (status(429), MessageState.WAITING, Delivery.UNREACHABLE),
        (status(500), MessageState.WAITING, Delivery.UNREACHABLE),
        (status(302, Location="http://127.0.0.1:1/"), MessageState.WAITING, Delivery.UNREACHABLE),
        (silent, MessageState.WAITING, Delivery.UNREACHABLE),
        (dripping, MessageState.WAITING, Delivery.UNREACHABLE),
        (garbage, MessageState.WAITING, Delivery.UNREACHABLE),
        (hang_up, MessageState.WAITING, Delivery.UNREACHABLE),
    ],
    ids=["202", "400", "403", "429", "500", "302", "silent", "dripping", "garbage", "hang-up"],
)
def test_each_answer_means_something(
    provider: Provider, answer: Answer, state: MessageState, delivery: Delivery
) -> None:
    provider.answer = answer
    began = time.monotonic()
    assert gateway(provider).send("+8801712345678", "x") == (state, delivery)
    assert time.monotonic() - began < 2


def test_a_provider_that_is_not_there_is_tried_again(provider: Provider) -> None:
    free = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{free.getsockname()[1]}/?to={{to}}&text={{text}}"
    free.close()
    outcome = sms.HttpGateway(url, step=0.3).send("+8801712345678", "x")
    assert outcome == (MessageState.WAITING, Delivery.UNREACHABLE)


def test_a_message_is_sent_once_it_works_again(app: Flask, provider: Provider) -> None:
    lay()
    provider.answer = status(503)
    assert sms.deliver_due(gateway(provider)) == 1
    assert sms.deliver_due(gateway(provider)) == 0
    moment = only().next_try_at
    app.config["CLOCK"] = lambda: moment
    provider.answer = status(200)
    assert sms.deliver_due(gateway(provider)) == 1
    assert (only().state, only().attempts) == (MessageState.SENT, 2)
    assert len(provider.asked) == 2


def test_the_embedded_gateway_keeps_and_tells(app: Flask) -> None:
    told: list[str] = []
    lay()
    assert sms.deliver_due(sms.EmbeddedGateway(told.append)) == 1
    assert only().state is MessageState.KEPT
    assert told == ["SMS to +8801712345678: Hello"]


def test_production_without_a_gateway_is_refused() -> None:
    with pytest.raises(sms.NoGateway):
        sms.gateway_for("", development=False)


def test_development_keeps_its_messages() -> None:
    assert isinstance(sms.gateway_for("", development=True), sms.EmbeddedGateway)


def test_a_given_address_is_used_everywhere() -> None:
    made = sms.gateway_for("https://sms.example/?to={to}&text={text}", development=True)
    assert isinstance(made, sms.HttpGateway)


def test_an_address_that_is_no_http_is_refused() -> None:
    with pytest.raises(sms.NoGateway):
        sms.HttpGateway("file:///etc/passwd?{to}{text}")


def test_no_log_line_names_number_text_or_address(
    app: Flask, provider: Provider, caplog: pytest.LogCaptureFixture
) -> None:
    lay()
    provider.answer = status(500)
    with caplog.at_level("DEBUG"):
        sms.deliver_due(gateway(provider))
    for secret in ("1712345678", "Hello", "key=k"):
        assert secret not in caplog.text
