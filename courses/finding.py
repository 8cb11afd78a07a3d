"""Finding somebody of a class by letters of the name or by the seat."""

from collections.abc import Sequence

from courses.models import Enrolment
from portal.ground.typed import plain


def matching(sitting: Sequence[Enrolment], asked: str) -> list[Enrolment]:
    """Those whose name has these letters, or whose seat is this number."""
    wanted = plain(asked)
    if wanted.isdigit():
        return [one for one in sitting if str(one.seat) == wanted]
    return [one for one in sitting if wanted in plain(one.person.name)]
