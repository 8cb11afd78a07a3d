"""What goes on behind the pages: messages, the journal, lists, retention. One at a time."""

import fcntl
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask

from certificates import whole_class
from certificates.actions import lists, reports
from courses.actions import drafting, guests, recall, tablets
from portal.deeds import outbox, sms
from portal.deeds.record import forget_old_answers
from portal.deeds.sequencer import number_leaves
from portal.ground import limits
from portal.papers import actions as papers
from portal.papers import counting, publishing
from portal.papers.keys import journal_seal
from portal.people.actions import forget_old as forget_old_visits
from visa_check import publishing as register
from visa_check.actions import reports as agency_reports
from visa_check.actions import watches
from visa_check.actions.lists import forget_old_lists
from visa_check.actions.owners import forget_old_looks
from visa_check.actions.request_files import forget_old_requests

log = logging.getLogger("nirapod")
_PAUSE = 0.5


class AlreadyWorking(RuntimeError):
    """Another worker holds the lock."""


@dataclass
class Job:
    """Something that is done again and again."""

    name: str
    seconds: float
    do: Callable[[], object]
    due: float = field(default=0.0)


def run(app: Flask, tell: Callable[[str], object] | None = None, rounds: int | None = None) -> None:
    """Work until ended; a job that breaks is logged and tried again at its next turn."""
    with app.app_context():
        gateway = sms.gateway_for(
            app.config["SMS_URL"], development=app.config["ENV"] == "development", tell=tell
        )
    jobs = [
        Job("messages", 0.5, lambda: sms.deliver_due(gateway)),
        Job("journal", 2, lambda: number_leaves(journal_seal())),
        Job("recall", 60, recall.send_few),
        Job("followed agencies", 15, watches.tell_few),
        Job("status lists", 15, publishing.refresh),
        Job("register of agencies", 15, register.refresh),
        Job("counts of checks", 5, counting.gather),
        Job("names of papers", 24 * 3600, index_names),
        Job("papers of classes", 0.5, whole_class.work),
        Job("lists of checkers", 60, lists.forget_old_lists),
        Job("retention", 3600, forget),
    ]
    with alone(app.config["DATA"]):
        while rounds is None or rounds > 0:
            for job in jobs:
                turn(app, job)
            rounds = None if rounds is None else rounds - 1
            time.sleep(_PAUSE)


def forget() -> None:
    """Delete what is past its retention."""
    outbox.forget_old()
    forget_old_answers()
    limits.forget_old()
    forget_old_visits()
    while forget_old_lists():
        pass
    forget_old_requests()
    forget_old_looks()
    guests.forget_old()
    recall.forget_old()
    whole_class.forget_old()
    drafting.forget_old_drafts()
    tablets.forget_old()
    papers.forget_old_checks()
    reports.forget_old_words()
    agency_reports.forget_old_words()


def turn(app: Flask, job: Job) -> None:
    """Do a job if it is due, in a visit of its own."""
    if time.monotonic() < job.due:
        return
    job.due = time.monotonic() + job.seconds
    try:
        with app.app_context():
            job.do()
    except Exception as error:
        log.error("a job broke", exc_info=error, extra={"job": job.name})


def index_names() -> None:
    """Let papers that were issued before this could be done be found by their names."""
    while papers.index_names():
        pass


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """Hold the lock of the worker; AlreadyWorking if somebody else does."""
    with (data / "work.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise AlreadyWorking("Another 'nirapod work' is running on this data.") from None
        yield
