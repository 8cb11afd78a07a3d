"""The answer to a search of agencies, put together from pieces that are kept by their shape."""

from markupsafe import Markup

from portal.ground import lean
from portal.ground.clock import today
from portal.ground.formatting import drawn
from visa_check.along_words import NEAR, RENAMED
from visa_check.queries.search import Match, search
from visa_check.verdicts import AgencyVerdict
from visa_check.words import AGENCY_WORDS

_WORDS = {
    "nothing": AGENCY_WORDS[AgencyVerdict.NOT_REGISTERED],
    "near_words": NEAR,
    "renamed_words": RENAMED,
}


def found(text: str, pen: lean.Pen) -> Markup:
    """The agencies that a text means, each with its verdict today."""
    matches = search(text, today()) if text else []
    near = [match for match in matches if not match.is_same]
    shape = {
        "is_asked": bool(text),
        "has_same": len(near) < len(matches),
        "has_near": bool(near),
        "is_renamed": any(match.formerly for match in near),
        "has_others": not all(match.formerly for match in near),
    }
    return pen.draw(
        "visa_check/_found.html",
        tuple(shape.values()),
        {**shape, **_WORDS},
        {
            "same": drawn(*(_same(match, pen) for match in matches if match.is_same)),
            "near": drawn(*(_near(match, pen) for match in near)),
        },
    )


def _same(match: Match, pen: lean.Pen) -> Markup:
    """An agency with exactly this name or number."""
    in_bangla = pen.language == "bn" and match.name_bn
    return pen.draw(
        "visa_check/_same.html",
        (match.verdict,),
        {"verdict": match.verdict, "words": AGENCY_WORDS[match.verdict]},
        {
            "name": in_bangla or match.name,
            "licence": match.licence,
        },
    )


def _near(match: Match, pen: lean.Pen) -> Markup:
    """An agency with a name like this, and what tells it from what was typed."""
    shape = {"verdict": match.verdict, "has_bangla": bool(match.name_bn)}
    pairs = [("", match.formerly)] if match.formerly else match.differences
    return pen.draw(
        "visa_check/_near.html",
        tuple(shape.values()),
        {**shape, "words": AGENCY_WORDS[match.verdict]},
        {
            "name": match.name,
            "name_bn": match.name_bn or "",
            "licence": match.licence,
            "told": drawn(
                *(_told(*pair, formerly=bool(match.formerly), pen=pen) for pair in pairs)
            ),
        },
    )


def _told(typed: str, registered: str, *, formerly: bool, pen: lean.Pen) -> Markup:
    """What was typed beside what the register says, or the name of before."""
    shape = {
        "formerly": formerly,
        "has_typed": bool(typed),
        "has_registered": bool(registered),
    }
    values = {"typed": typed, "registered": registered}
    return pen.draw("visa_check/_told.html", tuple(shape.values()), shape, values)
