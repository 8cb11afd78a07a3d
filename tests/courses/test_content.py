"""Our own courses: complete, of a length that can be read, each fact with its source."""

from functools import cache

import pytest

from courses import markdown
from courses.pack.parts import LANGUAGES, Lesson, Pack
from courses.pack.reading import read
from courses.sample import CONTENT

SLUGS = sorted(path.name for path in CONTENT.iterdir() if path.is_dir())
CORE = "before-you-go"
# The worker's own steps, from the first doubt to the way home.
STEPS = (
    *("should-i-go", "agency", "visa", "contract", "papers", "journey", "first-days"),
    *("rights", "trouble", "health", "money", "laws", "trafficking", "coming-back"),
)
COUNTRIES = {"SA", "QA", "SG", "KW", "MY", "AE", "JO", "OM", "MV"}
WORKS = {"domestic-work", "construction", "garments", "driving", "cleaning"}


@cache
def pack(slug: str) -> Pack:
    """One of our packs."""
    return read(CONTENT / slug)


def lessons(slug: str) -> list[Lesson]:
    """All lessons of a pack."""
    return [lesson for module in pack(slug).modules for lesson in module.lessons]


def test_the_core_course_follows_the_steps_of_the_worker() -> None:
    assert tuple(module.slug for module in pack(CORE).modules) == STEPS


def test_there_is_a_course_for_each_promised_country_and_work() -> None:
    packs = [pack(slug) for slug in SLUGS]
    assert {one.destination for one in packs} - {None, ""} == COUNTRIES
    assert {one.work for one in packs} - {None, ""} == WORKS


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_lesson_has_200_to_250_words(slug: str, language: str) -> None:
    counts = {
        lesson.slug: len(markdown.plain(lesson.texts[language].body).split())
        for lesson in lessons(slug)
    }
    assert {name: count for name, count in counts.items() if not 200 <= count <= 250} == {}


@pytest.mark.parametrize("slug", SLUGS)
def test_a_lesson_has_a_picture_sources_and_a_line_to_remember(slug: str) -> None:
    for lesson in lessons(slug):
        assert lesson.picture
        assert lesson.sources
        assert all(text.remember and text.picture_text for text in lesson.texts.values())


@pytest.mark.parametrize("slug", SLUGS)
def test_a_module_asks_about_ten_questions_each_explained(slug: str) -> None:
    for module in pack(slug).modules:
        assert 10 <= len(module.questions) <= 13
        assert module.draw < len(module.questions)
        assert all(text.feedback for one in module.questions for text in one.texts.values())


@pytest.mark.parametrize("slug", SLUGS)
def test_no_dead_or_doubtful_number_is_printed(slug: str) -> None:
    printed = " ".join(
        content.decode()
        for name, content in pack(slug).files.items()
        if name.endswith((".md", ".gift"))
    )
    for number in ("09654333333", "০৯৬৫৪৩৩৩৩৩৩", "16430", "১৬৪৩০", "16505", "১৬৫০৫"):
        assert number not in printed
