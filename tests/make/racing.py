"""Does things at the same moment, each in a visit of its own."""

import threading
from collections.abc import Callable, Sequence

from flask import Flask


def at_once(app: Flask, deeds: Sequence[Callable[[], object]]) -> list[object]:
    """What each of some deeds gave or raised when all begin at once."""
    gate = threading.Barrier(len(deeds))
    given: list[object] = []

    def visit(deed: Callable[[], object]) -> None:
        with app.app_context():
            gate.wait()
            try:
                given.append(deed())
            except Exception as error:
                given.append(error)

    threads = [threading.Thread(target=visit, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given
