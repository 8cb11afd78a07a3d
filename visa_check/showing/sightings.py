"""What was seen at the service of a country: rows, and the pictures of it."""

from collections.abc import Iterable, Mapping, Sequence

from portal.ground.formatting import moment
from portal.people.passports import masked
from visa_check.models import VisaRequestFile, VisaSighting
from visa_check.showing.cells import NOTHING, Rows
from visa_check.showing.requests import Href, Pictures, pictures
from visa_check.words_of_desk import SEEN
from visa_check.words_of_requests import FILE_KINDS


def sighting_rows(
    found: Iterable[VisaSighting], names: Mapping[int, str], *, is_open: bool = False
) -> Rows:
    """What was seen at the destination's service; numbers masked unless they were revealed."""
    return [
        [
            moment(seen.at),
            seen.facts.get("service") or NOTHING,
            (str if is_open else masked)(seen.facts.get("number") or ""),
            str(SEEN[seen.outcome]),
            seen.facts.get("words") or NOTHING,
            names.get(seen.by_id, NOTHING),
        ]
        for seen in found
    ]


def evidence_files(
    files: Sequence[VisaRequestFile], sightings: Iterable[VisaSighting], href: Href
) -> Pictures:
    """The pictures of what was seen, each with its moment and what the service said."""
    said = {
        seen.facts.get("evidence"): f"{moment(seen.at)}: {SEEN[seen.outcome]}" for seen in sightings
    }
    return pictures(
        ((file, said.get(file.ref, str(FILE_KINDS[file.kind]))) for file in files), href
    )
