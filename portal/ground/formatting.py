"""How numbers, days and moments are written, and the one place where HTML is called safe."""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from babel import Locale
from babel.dates import format_date
from flask import Flask, g
from flask_babel import get_locale
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from portal.ground.clock import DHAKA

_BANGLA = str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯")
_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_DIGITS = {"bn": _BANGLA, "ar": _ARABIC}
_TO_LATIN = str.maketrans("০১২৩৪৫৬৭৮৯٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "0123456789" * 3)


def init_app(app: Flask) -> None:
    """Give the templates the filters, and undefined names no quarter."""
    for filter_ in (digits, day, moment, number, taka, prose):
        app.jinja_env.filters[filter_.__name__] = _each_time(filter_)


def _each_time(filter_: Callable[[Any], str]) -> Callable[[Context, Any], str]:
    """A filter that depends on the page's language: Jinja would work out one of a constant once."""

    @pass_context
    def run(_context: Context, value: Any) -> str:
        return filter_(value)

    return run


def latin_digits(text: str) -> str:
    """Bangla, Arabic and Persian digits as Latin ones."""
    return text.translate(_TO_LATIN)


def digits(value: object) -> str:
    """A text with the digits of the page's language; never for numbers of papers or licences."""
    return str(value).translate(_DIGITS.get(_code(), {}))


def day(value: date) -> str:
    """A day in words: ২৩ নভেম্বর ২০২৬, 23 November 2026."""
    if isinstance(value, datetime):
        value = value.astimezone(DHAKA).date()
    return _day(value, _code())


def moment(value: datetime) -> str:
    """A day and a time in Dhaka."""
    there, code = value.astimezone(DHAKA), _code()
    time = f"{there.hour:02}:{there.minute:02}".translate(_DIGITS.get(code, {}))
    return f"{_day(there.date(), code)}, {time}"


# A page of a paper has few days, and to write one takes longer than to find the paper.
@lru_cache(maxsize=2048)
def _day(value: date, code: str) -> str:
    written = str(format_date(value, "d MMMM y", locale=code))
    return written.translate(_DIGITS.get(code, {}))


def _code() -> str:
    """The page's language."""
    found = locale()
    return str(found.language) if found else "bn"


def locale() -> Locale | None:
    """The page's locale; a page asks dozens of times, and what Flask-Babel keeps in g is near."""
    kept = g.get("_flask_babel") if g else None
    found: Locale | None = getattr(kept, "babel_locale", None) or get_locale()
    return found


def number(value: int) -> str:
    """A number with lakh commas: 1,65,000."""
    text = str(abs(value))
    head, tail = text[:-3], text[-3:]
    while head:
        head, tail = head[:-2], f"{head[-2:]},{tail}"
    return digits(f"-{tail}" if value < 0 else tail)


def taka(value: int) -> str:
    """A sum of money: ৳ 1,65,000."""
    return f"৳ {number(value)}"


def sentence(text: str, values: dict[str, Any]) -> Markup:
    """A translated sentence of ours, with its values escaped."""
    plain = Markup(text)  # noqa: S704 - the sentence comes from our own .po files
    return plain % values if "%" in text else plain


def drawn(*pieces: str) -> Markup:
    """What templates of ours have drawn already, one piece after the other."""
    return Markup("".join(pieces))  # noqa: S704 - their values were escaped (portal/ground/lean.py)


def prose(cleaned: str) -> Markup:
    """HTML that our own cleaner made when a course was published (courses/markdown.py)."""
    return Markup(cleaned)  # noqa: S704 - the only text that comes here left nh3 with our list of tags
