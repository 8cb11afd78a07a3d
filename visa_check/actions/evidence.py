"""Pictures with a report about an agency: counted before they are read, kept without a name."""

import uuid
from collections.abc import Sequence
from datetime import timedelta

from portal.deeds.record import By, deed
from portal.ground.database import db, transaction
from portal.ground.encryption import keyed_hash
from portal.ground.limits import Rule, count_each
from visa_check.complaints import MOST_EVIDENCE, EvidenceKind
from visa_check.hashes import evidence_hash
from visa_check.models import AgencyReport, AgencyReportPicture
from visa_check.pictures import Developed
from visa_check.queries import reports as queries
from visa_check.refusals import PicturesOften, ReferenceUnknown, TooMuchEvidence

_DAY, _HALF = timedelta(days=1), timedelta(hours=12)
# A file costs the portal more than its sender: bad ones are counted like good ones.
RULES = {
    "agency-evidence-device": Rule(free=30, within=_DAY, wait=_HALF, longest=_HALF),
    "agency-evidence": Rule(free=15, within=_DAY, wait=_HALF, longest=_HALF),
}


@transaction
def count_evidence(ref: str, device: bytes) -> None:
    """Count that files come, before one of them is opened; refuse what is far too much."""
    keys = {"agency-evidence-device": device, "agency-evidence": keyed_hash("evidence", ref)}
    if not count_each(keys, RULES):
        raise PicturesOften


@deed
def add_evidence(by: By, reference: str, files: Sequence[tuple[EvidenceKind, Developed]]) -> str:
    """Add files to a report; one that is there already is there once. Its ref."""
    found = queries.by_reference(reference, is_held=True)
    if found is None:
        raise ReferenceUnknown
    kept = {one.digest: one.file for one in queries.pictures(found)}
    for kind, file in files:
        digest = evidence_hash(found.ref, file.digest)
        if digest in kept:
            continue
        if len(kept) >= MOST_EVIDENCE:
            raise TooMuchEvidence
        kept[digest] = len(kept) + 1
        _keep(found, kind, file, kept[digest], digest)
    return found.ref


def _keep(
    found: AgencyReport, kind: EvidenceKind, file: Developed, number: int, digest: bytes
) -> None:
    """Keep the pages of a file."""
    db.add_all(
        AgencyReportPicture(
            ref=uuid.uuid4().hex,
            report_id=found.id,
            file=number,
            page=page,
            kind=kind,
            digest=digest,
            width=sheet.width,
            height=sheet.height,
            content=sheet.content,
        )
        for page, sheet in enumerate(file.sheets, 1)
    )
