"""What it costs to check many certificates: a list of programs, and a list on the page."""

import io
import time
from collections.abc import Iterator

from flask.testing import FlaskClient
from measuring import Figure, Place, milliseconds
from sqlalchemy import select

from portal.ground.database import db
from portal.papers import code
from portal.papers.models import PaperFace

MANY = 1_000
LIST = 10_000
URL = "https://nirapod.example"
QUERIES = 6


def measure(place: Place) -> Iterator[Figure]:
    """Numbers that nobody has, and QR codes that are ours: what costs least and what costs most."""
    with place.app.app_context():
        face = db.scalars(select(PaperFace).limit(1)).one()
        ours = code.text(URL, face.paper.number, face.message)
    client = place.client()
    place.app.config["WTF_CSRF_ENABLED"] = False
    for name, texts in {
        "numbers": [f"{place:013d}" for place in range(LIST)],
        "QR codes": [ours] * LIST,
    }.items():
        yield from _program(place, client, name, texts[:MANY])
        yield from _page(client, name, texts)


def _program(place: Place, client: FlaskClient, name: str, texts: list[str]) -> Iterator[Figure]:
    def ask() -> None:
        answer = client.post("/api/v1/certificates/check", json={"texts": texts})
        if answer.status_code != 200:
            raise RuntimeError(answer.text)

    with place.queries() as said:
        ask()
    asked = sum(statement.startswith("SELECT") for statement in said)
    yield Figure("program", f"{MANY:,} {name}, queries", asked, "", QUERIES)
    yield Figure("program", f"{MANY:,} {name}", milliseconds(ask, 5), "ms")


def _page(client: FlaskClient, name: str, texts: list[str]) -> Iterator[Figure]:
    """Without a script: sent, checked and shown in one go; then the file."""
    began = time.perf_counter()
    file = (io.BytesIO("\n".join(texts).encode()), "list.csv")
    address = client.post("/check/list", data={"file": file}).location
    shown = client.get(address)
    yield Figure("page", f"list of {LIST:,} {name}", time.perf_counter() - began, "s")
    began = time.perf_counter()
    rows = client.get(f"{address}/answers.csv").data.count(b"\r\n")
    if shown.status_code != 200 or rows != LIST + 1:
        raise RuntimeError(f"{shown.status_code}, {rows} rows")
    yield Figure("page", f"file of {LIST:,} {name}", time.perf_counter() - began, "s")
