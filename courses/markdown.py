"""From an author's words to clean HTML: no raw HTML, no pictures, no scripts, and few tags."""

import html

import nh3
from markdown_it import MarkdownIt

from courses.questions import Format, Text

_INLINE = {"strong", "em", "b", "i", "code", "br", "sub", "sup"}
_TABLES = {"table", "thead", "tbody", "tr", "th", "td"}
_BLOCKS = {"p", "h2", "h3", "ul", "ol", "li", "a", "blockquote", "hr", "pre"} | _INLINE | _TABLES
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
_SCHEMES = {"https", "http", "tel"}
_reader = MarkdownIt("commonmark", {"html": False}).enable("table")


def page(words: str) -> str:
    """A lesson written in Markdown as clean HTML."""
    return _clean(_reader.render(words), _BLOCKS)


def phrase(text: Text | None) -> str:
    """The words of a question, an answer or a feedback as clean HTML for inside a paragraph."""
    if text is None:
        return ""
    if text.format is Format.HTML:
        return _clean(text.words, _INLINE)
    if text.format is Format.MARKDOWN:
        return _clean(_reader.renderInline(text.words), _INLINE)
    return html.escape(text.words).replace("\n", "<br>")


def plain(cleaned: str) -> str:
    """Only the words of clean HTML."""
    return html.unescape(nh3.clean(cleaned, tags=set()))


def _clean(text: str, tags: set[str]) -> str:
    return nh3.clean(text, tags=tags, attributes=_ATTRIBUTES, url_schemes=_SCHEMES).strip()
