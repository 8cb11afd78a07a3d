"""One JSON line per request and event: ids of rows, never names, numbers or search text."""

import json
import logging
import random
import sys
import time
from datetime import UTC, datetime

from flask import Flask, Response, g, request

log = logging.getLogger("nirapod")
_PLAIN = set(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
_LONGEST = 300


class JsonLines(logging.Formatter):
    """Format a record as one line of JSON with capped fields."""

    def format(self, record: logging.LogRecord) -> str:
        """Write time, level, event and the extra fields; of an exception only type and places."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage()[:_LONGEST],
        }
        for name, value in vars(record).items():
            if name not in _PLAIN:
                line[name] = value if isinstance(value, int | float) else str(value)[:_LONGEST]
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["where"] = _places(record.exc_info[1])
        return json.dumps(line, ensure_ascii=True)


def _places(error: BaseException | None) -> list[str]:
    """File, line and function of each step; the error's own words may hold what was typed."""
    places = []
    trace = error.__traceback__ if error else None
    while trace:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rsplit('/', 2)[-1]}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return places[-12:]


def init_app(app: Flask) -> None:
    """Log to standard error, and one line for each request."""
    if not log.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(JsonLines())
        log.addHandler(handler)
        log.setLevel(logging.INFO)
    app.before_request(_begin)
    app.after_request(_end)


def _begin() -> None:
    # Told apart, not guarded: the system's random numbers would cost a turn of this thread.
    g.request_id = f"{random.getrandbits(128):032x}"
    g.began = time.perf_counter()


def _end(response: Response) -> Response:
    if request.endpoint != "static" and log.isEnabledFor(logging.INFO):
        fields = {
            "method": request.method,
            "endpoint": request.endpoint or "-",
            "status": response.status_code,
            "ms": round((time.perf_counter() - g.began) * 1000, 1) if "began" in g else -1,
            "request_id": g.get("request_id", "-"),
        }
        # Made here: `log.info` would walk the stack to find a place that is always this one.
        log.handle(log.makeRecord(log.name, logging.INFO, "", 0, "request", (), None, extra=fields))
    return response
