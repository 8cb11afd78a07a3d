"""Gateways: how a message of the outbox reaches a phone, or is kept here to be read."""

import contextlib
import http.client
import logging
import socket
from collections.abc import Callable
from threading import Timer
from typing import Protocol
from urllib.parse import quote, urlsplit

from portal.deeds.outbox import (
    Claimed,
    Delivery,
    MessageState,
    claim,
    give_up_late,
    settle,
)

log = logging.getLogger("nirapod")
# Seconds for each step of a connection, and for all of it.
STEP_SECONDS = 5.0
WHOLE_SECONDS = 15.0

Outcome = tuple[MessageState, Delivery | None]


class NoGateway(RuntimeError):
    """Production without NIRAPOD_SMS_URL: codes would reach nobody."""


class Gateway(Protocol):
    """What takes a message and says what became of it; it raises nothing."""

    def send(self, to: str, text: str) -> Outcome:
        """Send one message."""


class EmbeddedGateway:
    """Keeps messages where `nirapod sms list` shows them, and tells them to a terminal."""

    def __init__(self, tell: Callable[[str], object] | None = None) -> None:
        self.tell = tell

    def send(self, to: str, text: str) -> Outcome:
        """Keep the message."""
        if self.tell:
            self.tell(f"SMS to {to}: {text}")
        return MessageState.KEPT, None


class HttpGateway:
    """A provider that takes messages by an address with {to} and {text}.

    An answer of 2xx means that it took the message, 4xx that it never will (429 and 408 apart);
    everything else is tried again. The address holds keys and numbers: it is never logged, and
    no redirect is followed.
    """

    def __init__(
        self, template: str, step: float = STEP_SECONDS, whole: float = WHOLE_SECONDS
    ) -> None:
        self.template, self.step, self.whole = template, step, whole
        if urlsplit(template).scheme not in {"http", "https"}:
            raise NoGateway("NIRAPOD_SMS_URL must begin with https:// or http://.")

    def send(self, to: str, text: str) -> Outcome:
        """Ask the provider to send the message."""
        address = self.template.replace("{to}", quote(to, safe=""))
        address = address.replace("{text}", quote(text, safe=""))
        try:
            status = self._status(address)
        except (OSError, http.client.HTTPException):
            return MessageState.WAITING, Delivery.UNREACHABLE
        if 200 <= status < 300:
            return MessageState.SENT, Delivery.ACCEPTED
        if 400 <= status < 500 and status not in {408, 429}:
            return MessageState.FAILED, Delivery.REFUSED
        return MessageState.WAITING, Delivery.UNREACHABLE

    def _status(self, address: str) -> int:
        """The status of a GET; a connection that drips is cut after the whole time."""
        parts = urlsplit(address)
        secure = parts.scheme == "https"
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        connection = kind(parts.hostname or "", parts.port, timeout=self.step)
        end = Timer(self.whole, _cut, [connection])
        end.start()
        try:
            path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
            connection.request("GET", path, headers={"User-Agent": "nirapod", "Accept": "*/*"})
            return connection.getresponse().status
        finally:
            end.cancel()
            connection.close()


def _cut(connection: http.client.HTTPConnection) -> None:
    """End a connection from outside, so that whoever waits on it stops waiting."""
    if connection.sock is not None:
        with contextlib.suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)


def gateway_for(
    sms_url: str, *, development: bool, tell: Callable[[str], object] | None = None
) -> Gateway:
    """The gateway that the settings ask for."""
    if sms_url:
        return HttpGateway(sms_url)
    if development:
        return EmbeddedGateway(tell)
    raise NoGateway("NIRAPOD_SMS_URL is missing: no code could reach a phone.")


def deliver_due(gateway: Gateway) -> int:
    """Send what is due, at least once each, one by one; the number of messages that were tried."""
    give_up_late()
    tried = 0
    while claimed := claim(lot=1):
        for message in claimed:
            _deliver(gateway, message)
            tried += 1
    return tried


def _deliver(gateway: Gateway, message: Claimed) -> None:
    """Send one claimed message outside any transaction, then write down what became of it."""
    state, delivery = gateway.send(message.to, message.text)
    settle(message, state, delivery)
    log.info("message tried", extra={"sms": message.id, "state": state.value})
