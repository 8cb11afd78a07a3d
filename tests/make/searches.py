"""The cases that hold the search on SQLite, on PostgreSQL and in the browser to the same answers.

`python -m tests.make.searches` asks on SQLite and writes tests/data/cases/searches.json.
"""

import json
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

from flask import Flask

from portal.app import create_app
from portal.ground import schema
from portal.ground.clock import today
from portal.ground.settings import Settings
from portal.papers.keys import ensure
from tests.make import names
from tests.make.visa_check import AGENCIES, import_list
from visa_check.queries.search import search
from visa_check.verdicts import Span, Status, agency_on

FILE = Path(__file__).parents[1] / "data" / "cases" / "searches.json"
DAY = date(2026, 11, 27)
# Agencies whose names are as hard as what is typed.
HARD_NAMES = """
98001,Q,
98002,Limited,
98003,9 Star Overseas,
98004,99 Star Overseas,
98005,R S R Dream,আর এস আর ড্রিম
98006,Overseas International Ltd.,ওভারসিজ ইন্টারন্যাশনাল
98007,Al-Großer Straße Travels,
98008,O'Neil & Sons (Pvt.) Ltd.,
98009,মক্কা মদিনা এভিয়েশন,
98010,Padma Padma Padma Meghna,
"""
# What some are called today.
RENAMED = {98010: "Surma Kushiyara Ltd.", 99003: "Capitol Bridge Associates"}
HARD = (
    *("", " ", ".", "-", "৳", "%", "_", "\\", "' OR 1=1 --", "x'; DROP TABLE agency; --", "|"),
    *("\u200b", "\u200d\u200c", "\u202eamdaP", "\u00ad", "\ufeff", "\x00", "\x1f", "\x85", "🛂"),
    *("Ltd", "LTD.", "Limited", "লিমিটেড", "M/S", "m/s. ltd", "Pvt. Ltd.", "M/SM/S", "m/s.m/s.q"),
    *("a", "q", "Q", "এ", "কিউ", "z", "9", "৯", "99", "999", "overseas", "international ltd"),
    *(
        "98001",
        "RL-98001",
        "rl 98001",
        "RL98001",
        "R.L. No. 98001",
        "আরএল ৯৮০০১",
        "আর.এল. নং ৯৮০০১",
    ),
    *("٩٨٠٠١", "۹۸۰۰۱", "९८००१", "９８００１", "๙๘๐๐๑", "𞥙𞥘𞥐𞥐𞥑", "᠙᠘᠐᠐᠑", "𑜹𑜸𑜰𑜰𑜱"),
    *("98001a", "98o01", "RL-980", "RL", "980012", "000001", "1234567", "0", "RL-00000", "98 001"),
    *(
        "লাইসেন্স নং ৯৮০০৩",
        "Licence No: 98003",
        "recruiting license number 98003",
        "98003/",
        "#98003",
    ),
    *("98003\u200d", "98\u200b003", "  98003\n", "98003\x1f", "9\u06f89003"),
    *("9 star", "nine star", "৯ স্টার", "99 star", "9star overseas", "STAR 9"),
    *("rsr dream", "r.s.r. dream", "আর এস আর ড্রিম", "আরএসআর ড্রিম", "r s rdream"),
    *("AL GROSSER STRASSE", "al-großer straße", "AL GROẞER STRAẞE", "al grober strabe"),
    *("O\u2019Neil and Sons", "o neil sons", "ONEIL & SONS", "O`Neil"),
    *("makka madina aviation", "মক্কা মদিনা এভিয়েশন", "মক্কা মদিনা এভিয\u09bcেশন", "mecca medina"),
    *(
        "padma meghna padma padma",
        "surma kushiyara",
        "capital bridge associates",
        "Meghna Padma Padma Padma Ltd",
    ),
    *(
        "İstanbul",
        "ıstanbul",
        "ﬁrst choice",
        "ǰ ẖ ẗ",
        "K",
        "ſtar",
        "Ⅸ star",
        "① star",
        "ＳＴＡＲ ９",
    ),
    *("a" * 5000, "পদ্মা " * 1000, "9" * 5000, "ltd " * 1300, "star \u200d" * 900),
)


def agencies() -> bytes:
    """The list that is searched."""
    return names.register() + HARD_NAMES.rstrip().encode()


def texts() -> list[str]:
    """What is typed: the spellings, names that are not there, and what is hard."""
    return [*(one.text for one in names.typed()), *HARD]


def bring_in() -> None:
    """Import the list, and the one by which some agencies are called otherwise."""
    import_list(AGENCIES, agencies())
    lines = "".join(f"{rl_no},{name}\n" for rl_no, name in RENAMED.items())
    import_list(AGENCIES, f"rl_no,name\n{lines}")


def answer(found: Iterable[tuple[int, bool, str | None, Any]]) -> list[Any]:
    """An answer as it is compared: which agencies, which is the same, was called so before; how the
    first one differs."""
    rows = [[rl_no, *known, [list(pair) for pair in differs]] for rl_no, *known, differs in found]
    return rows[:1] + [row[:3] for row in rows[1:]]


def asked(text: str) -> list[Any]:
    """What the portal answers."""
    found = search(text, today())
    return answer(
        (match.rl_no, match.is_same, match.formerly, match.differences) for match in found
    )


def days() -> Iterator[tuple[list[Span], date]]:
    """Statuses before, around and after a day, one and two of them, on that day and beside it."""
    some = [
        Span(status, DAY + timedelta(first), DAY + timedelta(last) if last is not None else None)
        for status in Status
        for first, last in ((-9, -1), (-9, 0), (0, 0), (-9, None), (1, 9), (0, None))
    ]
    yield [], DAY
    yield from (([one], DAY + timedelta(more)) for one in some for more in (-1, 0, 1))
    yield from (([one, other], DAY) for one, other in product(some, some) if one is not other)


def read() -> dict[str, Any]:
    """The cases as they stand in the file."""
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def lines(cases: list[Any]) -> str:
    """Cases as JSON, one on each line."""
    return ",\n".join(json.dumps(case, ensure_ascii=False) for case in cases)


def write() -> None:
    """Ask each of them on SQLite, and write down what is answered."""
    with tempfile.TemporaryDirectory() as folder, _portal(Path(folder)).app_context():
        bring_in()
        searches = [[text, asked(text)] for text in texts()]
    verdicts = [
        [[plain(span) for span in spans], day.isoformat(), agency_on(day, spans).value]
        for spans, day in days()
    ]
    body = f'{{"searches": [\n{lines(searches)}\n],\n"days": [\n{lines(verdicts)}\n]}}\n'
    FILE.write_text(body, encoding="utf-8")


def plain(span: Span) -> list[str | None]:
    """A status as the register to take along has it."""
    last = span.valid_to.isoformat() if span.valid_to else None
    return [span.status.value, span.valid_from.isoformat(), last]


def _portal(folder: Path) -> Flask:
    settings = Settings(env="development", data=folder, public_url="http://127.0.0.1").completed()
    ensure(folder, "http://127.0.0.1")
    app = create_app(settings)
    with app.app_context():
        schema.upgrade(app.extensions["database"])
    return app


if __name__ == "__main__":
    write()
