"""The language of a page: the person's, else the cookie's, else (check pages) the browser's."""

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from urllib.parse import quote, urlencode

from babel import Locale, support
from flask import Flask, Response, current_app, g, request
from flask_babel import Babel, get_translations
from werkzeug.local import LocalProxy

from portal.ground import formatting
from portal.ground.access import is_shared, person

View = TypeVar("View", bound=Callable[..., Any])
LANGUAGES = ("bn", "en")
CHECK_LANGUAGES = ("bn", "en", "ar")
NAMES = {"bn": "বাংলা", "en": "English", "ar": "العربية"}
COOKIE = "lang"
_YEAR = 365 * 24 * 3600
TRANSLATIONS = Path(__file__).parent.parent / "translations"
_catalogs: dict[Locale | None, support.NullTranslations] = {}


class Choice(NamedTuple):
    """A language that this page can be read in, and where it stands in it."""

    code: str
    name: str
    href: str


class Language(str):
    """A language code that knows which way it is written."""

    __slots__ = ()

    @property
    def direction(self) -> str:
        """Either ltr or rtl."""
        return _direction(self)

    @property
    def others(self) -> list[Choice]:
        """The other languages of this page; an answer to a sent form leads to its own page."""
        query = request.args.to_dict(flat=False) if request.method == "GET" else {}
        return [
            Choice(code, NAMES[code], f"{_page()}?{urlencode(query | {'lang': code}, doseq=True)}")
            for code in offered()
            if code != self
        ]


@functools.cache
def _direction(code: str) -> str:
    direction: str = Locale.parse(code).text_direction
    return direction


def _page() -> str:
    """The address of this page, or home for one that can only be sent to."""
    if request.method == "GET":
        return quote(request.path)
    routes = current_app.url_map.bind("")
    return quote(request.path) if routes.test(request.path, "GET") else "/"


def check_page(view: View) -> View:
    """A page for people abroad: Arabic too, and the browser's language counts."""
    view.check_page = True  # type: ignore[attr-defined]
    return view


def init_app(app: Flask) -> None:
    """Choose the language of each visit; remember one that was asked for."""
    parts = sorted(str(part) for part in TRANSLATIONS.iterdir() if part.is_dir())
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = ";".join(parts)
    app.config["BABEL_DEFAULT_LOCALE"] = "bn"
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Asia/Dhaka"
    Babel(app, locale_selector=lambda: _locale(choose()))
    app.after_request(_remember)
    app.jinja_env.globals.update(_=_told, gettext=_told, ngettext=_counted)
    app.jinja_env.globals["language"] = LocalProxy(language)
    app.jinja_env.globals["person"] = LocalProxy(person)
    app.jinja_env.globals["is_shared"] = LocalProxy(is_shared)
    app.jinja_env.policies["ext.i18n.trimmed"] = True


def _told(text: str, /, **values: Any) -> str:
    """A sentence in the language of the page, for templates, in half the time of Jinja's own."""
    return formatting.sentence(_words().ugettext(text), values)


def _counted(one: str, many: str, num: int, /, **values: Any) -> str:
    """A sentence with a count, for templates."""
    return formatting.sentence(_words().ungettext(one, many, num), {"num": num} | values)


def _words() -> support.NullTranslations:
    """The translations of the page's language."""
    locale = formatting.locale()
    held = g.get("words")
    # A page asks dozens of times, and to look a locale up costs more than to compare it.
    if held is None or held[0] is not locale:
        if locale not in _catalogs:
            _catalogs[locale] = get_translations()
        held = g.words = (locale, _catalogs[locale])
    found: support.NullTranslations = held[1]
    return found


def language() -> Language:
    """The language of this page."""
    locale = formatting.locale()
    return _language(locale.language if locale else "bn")


@functools.cache
def _language(code: str) -> Language:
    return Language(code)


@functools.cache
def _locale(code: str) -> Locale:
    return Locale.parse(code)


def offered() -> tuple[str, ...]:
    """The languages of this page."""
    view = current_app.view_functions.get(request.endpoint or "")
    return CHECK_LANGUAGES if hasattr(view, "check_page") else LANGUAGES


def choose() -> str:
    """Asked for just now, else the person's, the cookie's, the browser's on check pages, Bangla."""
    if not request:
        return "bn"
    possible = offered()
    # Who sends no cookie is nobody we know.
    visitor = person() if request.cookies and not g.get("plain_page") else None
    for code in (
        request.args.get("lang"),
        visitor.language if visitor else None,
        request.cookies.get(COOKIE),
    ):
        if code in possible:
            return str(code)
    if possible == CHECK_LANGUAGES:
        return request.accept_languages.best_match(possible) or "bn"
    return "bn"


def _remember(response: Response) -> Response:
    """Keep a language that the visitor asked for."""
    asked = request.args.get("lang")
    if asked in CHECK_LANGUAGES:
        response.set_cookie(
            COOKIE,
            asked,
            max_age=_YEAR,
            secure=current_app.config["SESSION_COOKIE_SECURE"],
            httponly=True,
            samesite="Lax",
        )
    return response
