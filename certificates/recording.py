"""How a certificate is kept and how its holder hears of a change: steps that deeds use inside."""

from flask_babel import force_locale
from flask_babel import gettext as _

from certificates.models import Certificate
from courses.models import CourseVersion
from portal.deeds.outbox import our_link, send_sms
from portal.deeds.record import By
from portal.ground.database import db
from portal.papers import ids, issuing
from portal.papers.issuing import Draft
from portal.papers.models import Paper, PaperChange


def issue(
    by: By,
    draft: Draft,
    version: CourseVersion,
    *,
    before: Certificate | None = None,
    reason: str = "",
    proposal_id: int | None = None,
) -> Paper:
    """Issue a certificate; the one before it says from now on that it was replaced."""
    if before is not None:
        before.live = False
        db.flush()
    paper = issuing.issue(by, draft)
    db.add(
        Certificate(
            person_id=draft.person_id,
            course_version_id=version.id,
            level=paper.level,
            paper_id=paper.id,
            live=True,
        )
    )
    if before is not None:
        issuing.change(
            by,
            before.paper,
            PaperChange.REPLACED,
            reason=reason,
            proposal_id=proposal_id,
            replaced_by=paper,
        )
    return paper


def tell(certificate: Certificate, what: PaperChange) -> None:
    """Send the holder of a paper a message, by day; who has no phone any more gets none."""
    person = certificate.person
    if not person.phone:
        return
    values = {
        "number": ids.grouped(certificate.paper.number),
        "link": our_link("/certificates/"),
    }
    with force_locale(person.language):
        texts = {
            PaperChange.CANCELLED: _(
                "Nirapod: your certificate %(number)s was cancelled. Do not show it any more. Ask"
                " your district office why.",
                **values,
            ),
            PaperChange.SUSPENDED: _(
                "Nirapod: an officer looks into your certificate %(number)s. Until then it counts"
                " for nothing. Ask your district office.",
                **values,
            ),
            PaperChange.RESTORED: _(
                "Nirapod: your certificate %(number)s is in force again.", **values
            ),
            PaperChange.REPLACED: _(
                "Nirapod: your certificate %(number)s has a corrected one in its place. Get it"
                " here: %(link)s",
                **values,
            ),
        }
    send_sms(person.phone, texts[what], by_day=True)
