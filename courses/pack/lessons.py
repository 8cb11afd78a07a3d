"""The lessons of a pack: the same in every language, of a length that can be read."""

import re

from courses import markdown
from courses.pack import files as pack_files
from courses.pack.parts import LANGUAGES, Fault, Lesson, LessonText
from courses.pack.sheet import Sheet, parse
from courses.saying import said

_KEYS = ("title", "minutes", "picture", "picture_text", "remember", "sources", "last_checked")
_SAME = ("minutes", "picture", "sources", "last_checked")
_SHORTEST, _LONGEST = 120, 260
_LONGEST_REMEMBER = 160
MOST_MINUTES = 10
_FORBIDDEN = (
    (
        re.compile(r"^#(?!#)\s"),
        said("a heading begins with ##: the title of the page is the only #"),
    ),
    (
        re.compile(r"!\["),
        said("a picture is chosen for the whole lesson; it does not stand in the text"),
    ),
    (re.compile(r"<[a-zA-Z/!]"), said("HTML is not allowed")),
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
        minutes=head.count("minutes", 1, MOST_MINUTES),
        picture=head.text("picture"),
        sources=head.names("sources"),
        last_checked=head.day("last_checked"),
        texts=texts,
    )
    if lesson.picture and not (lesson.picture.startswith("media/") and lesson.picture in found):
        message = said("the picture %(name)s is not there", name=repr(lesson.picture))
        head.wrong("picture", message)
    for source in lesson.sources:
        if source not in known:
            message = said("the source %(name)s does not stand in course.yml", name=repr(source))
            head.wrong("sources", message)
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
        message = said("a lesson begins with its front matter between two lines ---")
        faults.append(Fault(name, 1, message))
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
        message = said(
            "the line to remember has at most %(most)s characters", most=_LONGEST_REMEMBER
        )
        head.wrong("remember", message)
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
        message = said(
            "%(count)s words; a lesson has %(low)s to %(high)s",
            count=words,
            low=_SHORTEST,
            high=_LONGEST,
        )
        faults.append(Fault(name, begin, message))


def _compare(first: Sheet, other: Sheet) -> None:
    """What does not depend on the language is the same in every language."""
    for key in _SAME:
        values = [sheet.nodes[key].value for sheet in (first, other) if key in sheet.nodes]
        plain = [str([getattr(item, "value", item) for item in value]) for value in values]
        if len(set(plain)) > 1:
            message = said("%(key)s differs from %(file)s", key=repr(key), file=first.file)
            other.wrong(key, message)
