"""From an author's words to clean HTML: no raw HTML, no scripts, few tags, our own pictures."""

import html
from collections.abc import Mapping
from html.parser import HTMLParser
from types import MappingProxyType

import nh3
from markdown_it import MarkdownIt

from courses.questions import Format, Text

_INLINE = {"strong", "em", "b", "i", "code", "br", "sub", "sup"}
_TABLES = {"table", "thead", "tbody", "tr", "th", "td"}
_BLOCKS = {"p", "h2", "h3", "ul", "ol", "li", "a", "blockquote", "hr", "pre"} | _INLINE | _TABLES
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}, "img": {"src", "alt"}}
_SCHEMES = {"https", "http", "tel"}
# How Moodle names the folder of a question's files.
_MOODLE_FOLDER = "@@PLUGINFILE@@/"
_FOLDER = "media/"
_NO_PICTURES: Mapping[str, str] = MappingProxyType({})
# Nothing that is read is longer, and brackets within brackets without end take long to read.
LONGEST = 8000
_LONGEST_PHRASE = 1000
_reader = MarkdownIt("commonmark", {"html": False}).enable("table")


def page(words: str) -> str:
    """A lesson written in Markdown as clean HTML."""
    made = _reader.render(words) if len(words) <= LONGEST else html.escape(words)
    return _clean(made, _BLOCKS, _NO_PICTURES)


def phrase(text: Text | None, pictures: Mapping[str, str] = _NO_PICTURES) -> str:
    """The words of a question, an answer or a feedback as clean HTML for inside a paragraph.

    `pictures` says at which address each picture of the pack is shown; others are left out.
    """
    if text is None:
        return ""
    if text.format in {Format.HTML, Format.MARKDOWN}:
        return _clean(_made(text), _INLINE, pictures)
    return html.escape(text.words).replace("\n", "<br>")


def pictures(text: Text | None) -> list[tuple[str, str]]:
    """The pictures that a text shows: the name in the pack, and what stands for it (alt)."""
    if text is None or text.format not in {Format.HTML, Format.MARKDOWN}:
        return []
    if "<" not in text.words and "![" not in text.words:
        return []
    finder = _Pictures()
    finder.feed(_made(text))
    return finder.found


def plain(cleaned: str) -> str:
    """Only the words of clean HTML."""
    return html.unescape(nh3.clean(cleaned, tags=set()))


class _Pictures(HTMLParser):
    """Finds the pictures in HTML."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a picture."""
        if tag == "img":
            given = dict(attrs)
            self.found.append((_name(given.get("src") or ""), (given.get("alt") or "").strip()))


def _made(text: Text) -> str:
    if text.format is Format.HTML:
        return text.words
    return str(_reader.renderInline(text.words)) if len(text.words) <= _LONGEST_PHRASE else ""


def _name(source: str) -> str:
    """How a picture is called in the pack."""
    if source.startswith(_MOODLE_FOLDER):
        return _FOLDER + source.removeprefix(_MOODLE_FOLDER)
    return source


def _clean(made: str, tags: set[str], pictures: Mapping[str, str]) -> str:
    def address(tag: str, attribute: str, value: str) -> str | None:
        return pictures.get(_name(value)) if (tag, attribute) == ("img", "src") else value

    return nh3.clean(
        made,
        tags=tags | {"img"} if pictures else tags,
        attributes=_ATTRIBUTES,
        attribute_filter=address,
        url_schemes=_SCHEMES,
    ).strip()
