"""CBOR as our papers use it: written deterministically, read strictly (RFC 8949, 4.2)."""

from typing import Any

import cbor2

from portal.papers.refused import Reason, Refused

LARGEST = 512
_DEEPEST = 4
_NULL = 0xF6
# The largest number that every reader knows exactly, JavaScript too.
_LARGEST_NUMBER = 2**53 - 1
_TEXT, _ARRAY, _MAP = 3, 4, 5


def dumps(value: Any) -> bytes:
    """A value in deterministic CBOR."""
    return cbor2.dumps(value, canonical=True)


def loads(raw: bytes) -> Any:
    """The value: integers, bytes, text, arrays, maps and null; everything else is refused."""
    if len(raw) > LARGEST:
        raise Refused(Reason.TOO_LONG)
    reader = _Reader(raw)
    value = reader.value(0)
    if reader.place != len(raw):
        raise Refused(Reason.CBOR_TRAILING_BYTES)
    return value


class _Reader:
    """Walks once over the bytes."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.place = 0

    def value(self, depth: int) -> Any:
        """The next value."""
        if depth > _DEEPEST:
            raise Refused(Reason.CBOR_MALFORMED)
        first = self._take(1)[0]
        if first == _NULL:
            return None
        kind, size = first >> 5, self._size(first & 31)
        if kind < 2:
            return size if kind == 0 else -1 - size
        if kind <= _TEXT:
            return self._text(self._take(size), is_text=kind == _TEXT)
        if kind == _ARRAY:
            return [self.value(depth + 1) for _ in range(self._count(size))]
        if kind == _MAP:
            return self._map(self._count(size), depth)
        raise Refused(Reason.CBOR_MALFORMED)

    def _take(self, count: int) -> bytes:
        taken = self.raw[self.place : self.place + count]
        if len(taken) != count:
            raise Refused(Reason.CBOR_MALFORMED)
        self.place += count
        return taken

    def _size(self, short: int) -> int:
        """The number in or behind the first byte, in its shortest form."""
        if short < 24:
            return short
        if short > 27:
            raise Refused(Reason.CBOR_MALFORMED)
        width = 1 << (short - 24)
        size = int.from_bytes(self._take(width), "big")
        if size > _LARGEST_NUMBER:
            raise Refused(Reason.CBOR_MALFORMED)
        if size < 24 or (width > 1 and size >> 4 * width == 0):
            raise Refused(Reason.CBOR_NOT_DETERMINISTIC)
        return size

    def _count(self, size: int) -> int:
        """A count that the rest of the bytes can hold."""
        if size > len(self.raw) - self.place:
            raise Refused(Reason.CBOR_MALFORMED)
        return size

    @staticmethod
    def _text(taken: bytes, *, is_text: bool) -> bytes | str:
        try:
            return taken.decode() if is_text else taken
        except UnicodeDecodeError:
            raise Refused(Reason.CBOR_MALFORMED) from None

    def _map(self, count: int, depth: int) -> dict[Any, Any]:
        """A map whose keys stand in the order of their bytes, each once."""
        found: dict[Any, Any] = {}
        before = b""
        for _ in range(count):
            start = self.place
            key = self.value(depth + 1)
            written = self.raw[start : self.place]
            if written == before:
                raise Refused(Reason.CBOR_DUPLICATE_KEY)
            if written < before:
                raise Refused(Reason.CBOR_NOT_DETERMINISTIC)
            if not isinstance(key, int | str | bytes):
                raise Refused(Reason.CBOR_MALFORMED)
            before, found[key] = written, self.value(depth + 1)
        return found
