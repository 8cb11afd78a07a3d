"""Sample data: our packs published, one person in the middle of a course, another at its end."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import select

from courses import paper, queries
from courses.actions import guests, publishing, studying
from courses.models import Attempt
from courses.pack.parts import Pack
from courses.pack.reading import read
from courses.way import Answers
from portal.ground.database import db

CONTENT = Path(__file__).parent / "content"
_LESSONS_READ = 3


def load(person_ids: Sequence[int]) -> None:
    """Publish our packs; one asked the guide and read some lessons, the second passed the core."""
    ours = packs()
    for pack in ours:
        publishing.publish(pack)
    core = ours[0].slug
    reader, learner, *_others = person_ids
    for lesson_id in _lessons(core)[:_LESSONS_READ]:
        studying.mark_read(reader, lesson_id)
    guests.choose(reader, Answers("SA", "domestic-work", is_first=True))
    for lesson_id in _lessons(core):
        studying.mark_read(learner, lesson_id)
    for module_id in _modules(core):
        _pass(learner, module_id)


def packs() -> list[Pack]:
    """Our packs as they are published: what is for everybody first, each after those it needs."""
    found = [read(folder) for folder in CONTENT.iterdir() if folder.is_dir()]
    waiting = sorted(found, key=lambda pack: (bool(pack.destination or pack.work), pack.slug))
    ready: list[Pack] = []
    while waiting:
        slugs = {pack.slug for pack in ready}
        following = next(pack for pack in waiting if slugs.issuperset(pack.prerequisites))
        waiting.remove(following)
        ready.append(following)
    return ready


def _lessons(slug: str) -> list[int]:
    version = queries.version_for(slug, None)
    return [line.lesson.id for line in queries.outline(version, "bn", None)] if version else []


def _modules(slug: str) -> list[int]:
    version = queries.version_for(slug, None)
    return [module.id for module in version.modules] if version else []


def _pass(person_id: int, module_id: int) -> None:
    """Take a test as a browser does, with every answer right."""
    ref = studying.begin_attempt(person_id, module_id)
    attempt = db.scalars(select(Attempt).filter_by(ref=ref)).one()
    sent = [
        paper.as_sent(attempt.seed, question, paper.right_answer(question))
        for question in queries.asked(attempt, "bn")
    ]
    for position, given in enumerate(sent, 1):
        studying.save_answer(person_id, ref, position, given, 1)
    studying.submit_attempt(person_id, ref)
