"""The one way in for deeds: right, rule, change, journal and first answer in one transaction."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Concatenate, ParamSpec, cast

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from portal.deeds import journal
from portal.deeds.models import FirstAnswer
from portal.ground.clock import today
from portal.ground.database import db, transaction
from portal.ground.errors import Conflict

P = ParamSpec("P")
KEPT = timedelta(days=7)


class KeyReused(Conflict):
    """A key came back with another body."""

    message = _l("This form was already sent with other words. Open the page again.")


@dataclass(frozen=True)
class By:
    """Who does a deed, and the key under which a repeat is known."""

    person_id: int | None
    owner: str
    endpoint: str
    key: str | None = None
    body: bytes = b""

    @classmethod
    def command_line(cls, person_id: int | None, command: str) -> "By":
        """A deed from the command line; it is never repeated by a browser."""
        return cls(person_id=person_id, owner="command line", endpoint=command)


def deed(
    action: Callable[Concatenate[By, P], str],
) -> Callable[Concatenate[By, P], str]:
    """Make an action a deed; it returns the public id where it led.

    One transaction holds the change, its leaf in the journal, its messages and the first answer.
    A repeat under the same key does nothing and returns the first answer.
    """
    package = action.__module__.removeprefix("portal.").split(".actions")[0]
    name = f"{package}.{action.__name__}"

    @transaction
    def once(by: By, *args: P.args, **kwargs: P.kwargs) -> str:
        before = _first_answer(by)
        if before is not None:
            return before
        with journal.watching(db) as touched:
            led_to = action(by, *args, **kwargs)
            db.flush()
        journal.write_leaf(name, by.person_id, touched)
        _keep_answer(by, led_to)
        return led_to

    @functools.wraps(action)
    def run(by: By, *args: P.args, **kwargs: P.kwargs) -> str:
        try:
            return once(by, *args, **kwargs)
        except IntegrityError:
            if by.key is None:
                raise
            # The same form was sent twice at once; the other one is done by now.
            return once(by, *args, **kwargs)

    run.is_deed = True  # type: ignore[attr-defined]
    return cast("Callable[Concatenate[By, P], str]", run)


@transaction
def forget_old_answers() -> None:
    """Delete first answers past their seven days."""
    db.execute(delete(FirstAnswer).where(FirstAnswer.on < today() - KEPT))


def _first_answer(by: By) -> str | None:
    if by.key is None:
        return None
    found = db.scalar(
        select(FirstAnswer).filter_by(owner=by.owner, endpoint=by.endpoint, key=by.key)
    )
    if found is None:
        return None
    if found.body != by.body:
        raise KeyReused
    return found.led_to


def _keep_answer(by: By, led_to: str) -> None:
    if by.key is not None:
        db.add(
            FirstAnswer(
                owner=by.owner,
                endpoint=by.endpoint,
                key=by.key,
                body=by.body,
                led_to=led_to,
                on=today(),
            )
        )
