"""What there is to mend in a draft, and what differs from the published course."""

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from courses.drafts import checks, difference
from courses.drafts.places import Place, Where
from courses.drafts.words import LANGUAGES, WHERE, WORDS, told
from courses.queries import authoring as queries
from courses.views.authoring.blueprint import AUTHORS, bp, draft
from portal.ground.access import only
from portal.ground.clock import today


@bp.get("/<ref>/checks")
@only(*AUTHORS)
def findings(ref: str) -> ResponseReturnValue:
    """Show all that is to be mended or thought about, each with its place."""
    found = draft(ref)
    every = told(checks.findings(queries.files(found), today()))
    return render_template(
        "authoring/findings.html",
        draft=found,
        faults=[(one, address(ref, one.place)) for one in every if one.is_fault],
        advice=[(one, address(ref, one.place)) for one in every if not one.is_fault],
        where=WHERE,
        languages=LANGUAGES,
    )


@bp.get("/<ref>/difference")
@only(*AUTHORS)
def differences(ref: str) -> ResponseReturnValue:
    """Show what differs between a draft and the newest published version."""
    found = draft(ref)
    newest = queries.newest(found.slug)
    before = queries.version_files(newest.id if newest else None)
    return render_template(
        "authoring/differences.html",
        draft=found,
        newest=newest,
        parts=difference.parts(before, queries.files(found)),
        words=WORDS,
    )


def address(ref: str, place: Place) -> str:
    """The page where something is mended."""
    anchor = f"text_{place.language}" if place.language else None
    pages = {
        Where.COURSE: lambda: url_for(".course", ref=ref),
        Where.MODULE: lambda: url_for(".module", ref=ref, module=place.name),
        Where.SOURCE: lambda: url_for(".source", ref=ref, id=place.name),
        Where.LESSON: lambda: url_for(".lesson", ref=ref, lesson=place.name, _anchor=anchor),
        Where.QUESTIONS: lambda: url_for(".questions", ref=ref, module=place.name, _anchor=anchor),
        Where.PICTURE: lambda: url_for(".pictures", ref=ref),
    }
    is_named = place.name or place.where in {Where.COURSE, Where.PICTURE}
    return pages[place.where]() if is_named else url_for(".show", ref=ref)
