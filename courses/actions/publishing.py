"""Publishing a content pack as a fixed version of a course."""

from courses import versions
from courses.pack import parts
from courses.watching import Tell, nobody
from portal.ground.database import transaction


@transaction
def publish(pack: parts.Pack, tell: Tell = nobody) -> bool:
    """Publish a pack as a new version, all of it or nothing; False if it stands there already."""
    _version, is_new = versions.record(pack, tell)
    return is_new
