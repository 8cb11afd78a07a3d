"""A training centre with as many classes as wanted, whose people learnt and were asked again."""

import math
import random
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, insert, select

from courses import paper, recalling, scoring
from courses.models import (
    Answer,
    Attempt,
    Cohort,
    CohortCourse,
    CoursePass,
    CourseVersion,
    Enrolment,
    LessonRead,
    Meeting,
    Module,
    ModulePass,
    Question,
    Recall,
    RecallAnswer,
)
from courses.queries.classes import newest_versions
from courses.questions import Kind
from portal.ground.access import Role
from portal.ground.clock import now, today
from portal.ground.database import db, transaction
from portal.people.models import Centre, Person, PersonDetails

NAMES = ("Rahima", "Jamal", "Salma", "Karim", "Fatema", "Rubel", "Shahida", "Nazma", "Sohel")
FAMILIES = ("Begum", "Uddin", "Akter", "Hossain", "Khatun", "Mia", "Islam", "Sultana", "Rahman")
Rows = dict[Any, list[dict[str, Any]]]


class Crowd:
    """Makes the rows of all classes, table by table, with keys of their own."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - invented people
        self.rows: Rows = {}
        self.next: dict[Any, int] = {}
        self.versions = list(newest_versions().values())
        self.modules = {one.id: list(one.modules) for one in self.versions}
        self.lessons = {
            one.id: [lesson for module in one.modules for lesson in module.lessons]
            for one in self.versions
        }
        self.bank = {
            module.id: list(module.questions)
            for modules in self.modules.values()
            for module in modules
        }
        self.hardness = {one.id: self.chance.gauss(-1, 1) for one in self.questions()}

    def questions(self) -> Iterator[Question]:
        """Every question of every course."""
        for bank in self.bank.values():
            yield from bank

    def add(self, table: Any, **values: Any) -> int:
        """Note a row; its key."""
        if table not in self.next:
            self.next[table] = (db.scalar(select(func.max(table.id))) or 0) + 1
            self.rows[table] = []
        key = self.next[table]
        self.next[table] += 1
        self.rows[table].append({"id": key, **values})
        return key

    def a_class(self, centre: Centre, staff_id: int, place: int, people: int) -> None:
        """A class of a past week with its people."""
        begins = today() - timedelta(days=2 + place % 80)
        cohort_id = self.add(
            Cohort,
            ref=uuid.uuid4().hex,
            centre_id=centre.id,
            title=f"Class {place + 1}",
            begins_on=begins,
            ends_on=begins + timedelta(days=2),
            seats=people,
            days_needed=2,
            state="open",
            created_by_id=staff_id,
            created_at=now(),
        )
        learnt = self.courses_of(place)
        for version in learnt:
            self.add(CohortCourse, cohort_id=cohort_id, course_id=version.course_id)
        for day in range(3):
            on = begins + timedelta(days=day)
            self.add(Meeting, ref=uuid.uuid4().hex, cohort_id=cohort_id, on=on, part=1)
        for seat in range(1, people + 1):
            person_id = self.a_person(centre.office_id)
            self.add(
                Enrolment,
                ref=uuid.uuid4().hex,
                cohort_id=cohort_id,
                person_id=person_id,
                seat=seat,
                state="enrolled",
                enrolled_by_id=staff_id,
                enrolled_at=now(),
            )
            self.learns(person_id, learnt, now() - timedelta(days=2 + place % 80))

    def a_person(self, office_id: int) -> int:
        """Somebody with a name and without a phone."""
        person_id = self.add(
            Person,
            public_id=uuid.uuid4().hex,
            role=Role.MIGRANT,
            office_id=office_id,
            language="bn",
            active=True,
            created_at=now(),
        )
        name = f"{self.chance.choice(NAMES)} {self.chance.choice(FAMILIES)}"
        self.add(PersonDetails, person_id=person_id, name=name, phone="")
        return person_id

    def courses_of(self, place: int) -> list[CourseVersion]:
        """What a class learns: the core, a country, a kind of work, as far as there are such."""
        kinds: dict[tuple[bool, bool], list[CourseVersion]] = {}
        for version in self.versions:
            kinds.setdefault((bool(version.destination), bool(version.work)), []).append(version)
        return [group[place % len(group)] for group in kinds.values()]

    def learns(self, person_id: int, learnt: list[CourseVersion], at: datetime) -> None:
        """Read some lessons, take some tests; who comes to the end passes and is asked again."""
        ability, far = self.chance.gauss(0.8, 1), self.chance.random() ** 0.3
        for version in learnt:
            lessons, modules = self.lessons[version.id], self.modules[version.id]
            for lesson in lessons[: math.ceil(far * len(lessons))]:
                self.add(LessonRead, person_id=person_id, lesson_id=lesson.id, read_at=at)
            tests = modules[: math.floor(far * len(modules) + 0.3)]
            passed = [self.a_module(person_id, module, ability, at) for module in tests]
            if len(passed) == len(modules) and all(passed):
                self.passes(person_id, version, ability, at)

    def a_module(self, person_id: int, module: Module, ability: float, at: datetime) -> bool:
        """Try a test twice at most; whether it was passed."""
        return any(self.a_test(person_id, module, number, ability, at) for number in (1, 2))

    def a_test(
        self, person_id: int, module: Module, number: int, ability: float, at: datetime
    ) -> bool:
        """A test that was handed in; whether it was passed."""
        asked = self.chance.sample(self.bank[module.id], module.draw)
        choices = [self.choice(question, ability) for question in asked]
        marks = [
            scoring.mark(question.kind, question.answers, choice)
            for question, choice in zip(asked, choices, strict=True)
        ]
        result = scoring.result(marks, module.pass_mark)
        attempt_id = self.add(
            Attempt,
            ref=uuid.uuid4().hex,
            person_id=person_id,
            module_id=module.id,
            version_id=module.version_id,
            number=number,
            seed="0",
            asked=[question.id for question in asked],
            started_at=at,
            submitted_at=at,
            score=result.score,
            passed=result.passed,
        )
        for position, choice in enumerate(choices, 1):
            self.add(Answer, attempt_id=attempt_id, position=position, choice=choice, sequence=1)
        if result.passed:
            self.add(
                ModulePass,
                person_id=person_id,
                module_id=module.id,
                attempt_id=attempt_id,
                passed_on=at.date(),
                score=result.score,
            )
        return result.passed

    def choice(self, question: Question, ability: float) -> list[Any]:
        """An answer: the more often right, the abler somebody is and the easier it is."""
        asked = paper.Asked(question.slug, question.kind, tuple(question.answers))
        right = paper.right_answer(asked)
        if self.chance.random() < 1 / (1 + math.exp(self.hardness[question.id] - ability)):
            return right
        if question.kind.is_typed:
            return ["0"]
        if question.kind.has_rows:
            return self.chance.sample(right, len(right))
        wrong = [place for place in range(len(asked.key)) if place not in right]
        # The last wrong answer is one that nobody takes.
        taken = wrong[:-1] or wrong
        extra = right[:1] if question.kind is Kind.SEVERAL_OF else []
        return sorted([*extra, self.chance.choice(taken)])

    def passes(self, person_id: int, version: CourseVersion, ability: float, at: datetime) -> None:
        """Pass a course, and answer a week and a month later what came by SMS."""
        pass_id = self.add(
            CoursePass,
            person_id=person_id,
            course_version_id=version.id,
            passed_on=at.date(),
            score=80,
        )
        mine = [one for module in self.modules[version.id] for one in self.bank[module.id]]
        for round_, span in recalling.ROUNDS.items():
            sent = at + timedelta(days=span.days)
            if sent > now():
                continue
            recall_id = self.add(
                Recall,
                course_pass_id=pass_id,
                round=round_,
                due_on=sent.date(),
                token_hash=uuid.uuid4().bytes,
                seed="0",
                sent_at=sent,
                ends_at=sent + recalling.LASTS,
            )
            answers = self.chance.random() < 0.6
            for position, question in enumerate(self.chance.sample(mine, recalling.COUNT), 1):
                choice = self.choice(question, ability - 0.4 * round_) if answers else None
                self.add(
                    RecallAnswer,
                    recall_id=recall_id,
                    position=position,
                    question_id=question.id,
                    choice=choice,
                    mark=_mark(question, choice),
                    answered_at=sent if answers else None,
                )


def _mark(question: Question, choice: list[Any] | None) -> int | None:
    if choice is None:
        return None
    return math.floor(scoring.mark(question.kind, question.answers, choice))


@transaction
def fill(code: str, classes: int, people: int, seed: int = 1) -> dict[str, int]:
    """Fill a centre; how many rows of each table were added."""
    centre = db.scalars(select(Centre).filter_by(code=code)).one()
    staff_id = db.scalars(select(Person.id).filter_by(centre=code).limit(1)).one()
    crowd = Crowd(seed)
    for place in range(classes):
        crowd.a_class(centre, staff_id, place, people)
    for table, rows in crowd.rows.items():
        for begin in range(0, len(rows), 5000):
            db.execute(insert(table), rows[begin : begin + 5000])
    return {table.__tablename__: len(rows) for table, rows in crowd.rows.items()}
