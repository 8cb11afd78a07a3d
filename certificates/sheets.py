"""From a certificate's row to what is printed of it."""

from certificates import pdf
from certificates.models import Certificate


def sheet_of(found: Certificate, language: str, public_url: str) -> pdf.Sheet | None:
    """What is printed of a certificate; nothing where its holder was erased."""
    face = found.paper.face
    if face is None:
        return None
    return pdf.sheet(
        message=face.message,
        words=face.words,
        level=found.level.value,
        public_url=public_url,
        language=language if language in pdf.LANGUAGES else "en",
    )
