"""Sample data: our packs published, one person in the middle of a course, another at its end."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import select

from courses import paper, queries
from courses.actions import publishing, studying
from courses.models import Attempt
from courses.pack.reading import read
from portal.ground.database import db

CONTENT = Path(__file__).parent / "content"
_LESSONS_READ = 3


def load(person_ids: Sequence[int]) -> None:
    """Publish our packs; the first person has read some lessons, the second passed all."""
    slugs = []
    for folder in sorted(path for path in CONTENT.iterdir() if path.is_dir()):
        pack = read(folder)
        publishing.publish(pack)
        slugs.append(pack.slug)
    reader, learner, *_others = person_ids
    for lesson_id in _lessons(slugs[0])[:_LESSONS_READ]:
        studying.mark_read(reader, lesson_id)
    for lesson_id in _lessons(slugs[0]):
        studying.mark_read(learner, lesson_id)
    for module_id in _modules(slugs[0]):
        _pass(learner, module_id)


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
