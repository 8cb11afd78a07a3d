"""A course of 60 lessons with 10,020 questions: its import by the command, and its pages."""

import io
import subprocess
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import yaml
from measuring import NIRAPOD, Figure, Place, milliseconds

from bench_parts.courses import signed_in
from courses.sample import CONTENT

SLUG = "large"
MODULES, LESSONS, QUESTIONS = 30, 2, 334
IMPORT_SECONDS = 20
QUERIES = 6
_MODEL = CONTENT / "before-you-go"
_LESSON = "count-the-cost"
# One of each kind, as authors write them: the same answers in both languages, other words.
_KINDS = {
    "en": (
        "How many {n}?{{=forty {n}#Yes, {n}.~fifty {n}#No.~sixty {n}####Count to {n}.}}",
        "Which of {n}?{{~%50%one {n}~%50%two {n}~%-100%three {n}####One and two of {n}.}}",
        "Is {n} right?{{T#No.#Yes.####{n} is right.}}",
        "Join.{{=one {n} -> first {n}=two {n} -> second {n}=three {n} -> third {n}####So is {n}.}}",
        "Write {n}.{{={n}=%50%number {n}####Write it as it stands: {n}.}}",
        "Which number is {n}?{{#{n}:2####The number {n}, two more or less.}}",
    ),
    "bn": (
        "{n} কতটি?{{=চল্লিশ {n}#হ্যাঁ, {n}।~পঞ্চাশ {n}#না।~ষাট {n}####{n} পর্যন্ত গুনুন।}}",
        "{n}-এর কোন দুটি?{{~%50%এক {n}~%50%দুই {n}~%-100%তিন {n}####{n}-এর এক আর দুই।}}",
        "{n} কি ঠিক?{{T#না।#হ্যাঁ।####{n} ঠিক।}}",
        "{n} মেলান।{{=এক {n} -> প্রথম {n}=দুই {n} -> দ্বিতীয় {n}=তিন {n} -> তৃতীয় {n}####{n}-এর মতো।}}",
        "{n} লিখুন।{{={n}=%50%সংখ্যা {n}####যেমন আছে তেমনই লিখুন: {n}।}}",
        "{n} কোন সংখ্যা?{{#{n}:2####সংখ্যাটি {n}, দুই কম বা বেশি।}}",
    ),
}


def measure(place: Place) -> Iterator[Figure]:
    """Import it by the command, as an operator does; then open it as a learner."""
    folder = place.data / SLUG
    write(folder)
    yield Figure("large course", "questions", MODULES * QUESTIONS, "")
    taken, bars = _imported(place, folder)
    yield Figure("large course", "import", taken, "s", IMPORT_SECONDS)
    yield Figure("large course", "steps of progress that were told", bars, "", 10, True)
    learner = signed_in(place)
    for name, path in {"course of 60 lessons": "", "its last lesson": _slug(60)}.items():
        with place.queries() as said:
            page = learner.get(f"/courses/{SLUG}/{path}")
        if page.status_code != 200:
            raise RuntimeError(f"{name} answered {page.status_code}")
        reads = [one for one in said if one.startswith("SELECT")]
        yield Figure("queries", name, len(reads), "", QUERIES)
        yield Figure("page", name, len(page.data), "B")
        yield Figure(
            "time", name, milliseconds(partial(learner.get, f"/courses/{SLUG}/{path}")), "ms"
        )


def write(folder: Path) -> None:
    """Write the pack: lessons are copies of one of ours, questions follow from their numbers."""
    modules = []
    questions = {language: io.StringIO() for language in _KINDS}
    for module in range(1, MODULES + 1):
        modules.append(_module(module))
        for language, kinds in _KINDS.items():
            questions[language].write(f"\n$CATEGORY: module-{module}\n\n")
            for place in range(1, QUESTIONS + 1):
                number = module * 1000 + place
                stem = kinds[number % len(kinds)].format(n=number)
                questions[language].write(f"::question-{number}::{stem}\n\n")
    for language, text in questions.items():
        (folder / language).mkdir(parents=True)
        (folder / language / "questions.gift").write_text(text.getvalue())
        lesson = (_MODEL / language / f"{_LESSON}.md").read_text()
        for number in range(1, MODULES * LESSONS + 1):
            (folder / language / f"{_slug(number)}.md").write_text(lesson)
    picture = _MODEL / "media" / f"{_LESSON}.svg"
    (folder / "media").mkdir()
    (folder / "media" / picture.name).write_bytes(picture.read_bytes())
    course = yaml.safe_load((_MODEL / "course.yml").read_text())
    used = next(yaml.safe_load_all(lesson))["sources"]
    sources = [one for one in course["sources"] if one["id"] in used]
    changed = {**course, "slug": SLUG, "version": "1", "modules": modules, "sources": sources}
    (folder / "course.yml").write_text(yaml.safe_dump(changed, allow_unicode=True))


def _module(number: int) -> dict[str, object]:
    first = (number - 1) * LESSONS + 1
    return {
        "id": f"module-{number}",
        "title": {"bn": f"অংশ {number}", "en": f"Part {number}"},
        "lessons": [_slug(lesson) for lesson in range(first, first + LESSONS)],
        "draw": 8,
        "pass_mark": 70,
        "requires": [],
    }


def _slug(number: int) -> str:
    return f"lesson-{number}"


def _imported(place: Place, folder: Path) -> tuple[float, int]:
    """Seconds, and how many times the bars moved; told as on a terminal."""
    began = time.perf_counter()
    command = ["script", "-qec", f"{NIRAPOD} courses import {folder}", "/dev/null"]
    done = subprocess.run(  # noqa: S603 - our own program under a terminal
        command, env=place.environment, capture_output=True, text=True, check=False
    )
    taken = time.perf_counter() - began
    if done.returncode:
        raise RuntimeError(done.stdout)
    return taken, done.stdout.count("%")
