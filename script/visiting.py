"""The public pages that script/bench visits, with addresses that exist in the sample."""

from measuring import Place
from sqlalchemy import select

from portal.ground.database import db
from portal.papers.models import Paper, PaperState


def public_pages(place: Place) -> dict[str, str]:
    """Each kind of public page with one address."""
    course = "/courses/before-you-go/"
    return {
        "home": "/",
        "guide": "/courses/guide",
        "courses": "/courses/",
        "course": course,
        "lesson": f"{course}keep-your-passport",
        "visa": "/visa/",
        "agencies": "/agencies/",
        "agency search": "/agencies/?q=90001",
        "agency": "/agencies/RL-90001",
        "check": "/check/",
        "certificate": f"/C/{genuine_number(place)}",
        "help": "/help/",
        "sign-in": "/sign-in",
        "sign-up": "/sign-up",
    }


def genuine_number(place: Place) -> str:
    """The number of a paper that stands."""
    with place.app.app_context():
        number = db.scalar(select(Paper.number).where(Paper.state == PaperState.LIVE).limit(1))
    if number is None:
        raise RuntimeError("the sample has no genuine paper")
    return str(number)
