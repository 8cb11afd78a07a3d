"""Publishing a content pack as a fixed version of a course."""

from courses import versions
from courses.pack import parts
from portal.ground.database import transaction


@transaction
def publish(pack: parts.Pack) -> bool:
    """Publish a pack as a new version, all of it or nothing; False if it stands there already."""
    _version, is_new = versions.record(pack)
    return is_new
