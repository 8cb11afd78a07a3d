"""The lessons of a pack: the same in every language, of a length that can be read."""

import re

from courses import markdown
from courses.pack import files as pack_files
from courses.pack.parts import LANGUAGES, Fault, Lesson, LessonText
from courses.pack.sheet import Sheet, parse

_KEYS = ("title", "minutes", "picture", "picture_text", "remember", "sources", "last_checked")
_SAME = ("minutes", "picture", "sources", "last_checked")
_SHORTEST, _LONGEST = 120, 260
_LONGEST_REMEMBER = 160
_MOST_MINUTES = 10
_FORBIDDEN = (
    (re.compile(r"^#(?!#)\s"), "a heading begins with ##: the title of the page is the only #"),
    (re.compile(r"!\["), "a picture stands in the front matter, not in the text"),
    (re.compile(r"<[a-zA-Z/!]"), "HTML is not allowed"),
)


def read(slug: str, found: dict[str, bytes], known: set[str], faults: list[Fault]) -> Lesson | None:
    """Read one lesson in every language and compare them."""
    heads: dict[str, Sheet] = {}
    texts: dict[str, LessonText] = {}
    for language in LANGUAGES:
        name = f"{language}/{slug}.md"
        parts = _parts(name, found, faults)
        if parts is None:
            continue
        heads[language], texts[language] = parts
    if set(heads) != set(LANGUAGES):
        return None
    first, *others = heads.values()
    for other in others:
        _compare(first, other)
    return _lesson(slug, first, texts, found, known)


def _lesson(
    slug: str, head: Sheet, texts: dict[str, LessonText], found: dict[str, bytes], known: set[str]
) -> Lesson:
    lesson = Lesson(
        slug=slug,
        minutes=head.count("minutes", 1, _MOST_MINUTES),
        picture=head.text("picture"),
        sources=head.names("sources"),
        last_checked=head.day("last_checked"),
        texts=texts,
    )
    if lesson.picture and not (lesson.picture.startswith("media/") and lesson.picture in found):
        head.wrong("picture", f"the picture {lesson.picture!r} is not there")
    for source in lesson.sources:
        if source not in known:
            head.wrong("sources", f"the source {source!r} does not stand in course.yml")
    return lesson


def _parts(
    name: str, found: dict[str, bytes], faults: list[Fault]
) -> tuple[Sheet, LessonText] | None:
    """The front matter and the text of one file."""
    text = pack_files.text(found, name, faults)
    if text is None:
        return None
    match = re.match(r"---\n(.*?\n)---\n", text, re.DOTALL)
    if match is None:
        faults.append(Fault(name, 1, "a lesson begins with its front matter between two lines ---"))
        return None
    head = parse(name, match.group(1), faults, offset=1)
    if head is None:
        return None
    head.only(*_KEYS)
    begin = text[: match.end()].count("\n") + 1
    body = text[match.end() :]
    _check_body(name, body, begin, faults)
    remember = head.text("remember")
    if len(remember) > _LONGEST_REMEMBER:
        head.wrong("remember", f"the line to remember has at most {_LONGEST_REMEMBER} characters")
    return head, LessonText(
        title=head.text("title"),
        body=markdown.page(body),
        remember=remember,
        picture_text=head.text("picture_text"),
    )


def _check_body(name: str, body: str, begin: int, faults: list[Fault]) -> None:
    for number, line in enumerate(body.split("\n"), begin):
        for pattern, message in _FORBIDDEN:
            if pattern.search(line):
                faults.append(Fault(name, number, message))
    words = len(markdown.plain(markdown.page(body)).split())
    if not _SHORTEST <= words <= _LONGEST:
        message = f"{words} words; a lesson has {_SHORTEST} to {_LONGEST}"
        faults.append(Fault(name, begin, message))


def _compare(first: Sheet, other: Sheet) -> None:
    """What does not depend on the language is the same in every language."""
    for key in _SAME:
        values = [sheet.nodes[key].value for sheet in (first, other) if key in sheet.nodes]
        plain = [str([getattr(item, "value", item) for item in value]) for value in values]
        if len(set(plain)) > 1:
            other.wrong(key, f"{key!r} differs from {first.file}")
