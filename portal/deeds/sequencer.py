"""The sequencer: gives leaves their place, builds the tree, signs its head. One at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select

from portal.deeds import merkle
from portal.deeds.models import Checkpoint, Leaf, TreeNode
from portal.ground.clock import now
from portal.ground.database import db, transaction

# A head is signed anew each day, so that a stopped journal is seen.
_FRESH = timedelta(days=1)
_LOT = 5000


@dataclass(frozen=True)
class Seal:
    """The log's name and key: how heads are signed and checked."""

    origin: str
    public: bytes
    sign: Callable[[bytes], bytes]


@transaction
def number_leaves(seal: Seal) -> int:
    """Number the leaves that wait, extend the tree and sign its head; how many were numbered."""
    size = journal_size()
    waiting = db.scalars(
        select(Leaf).filter(Leaf.place.is_(None)).order_by(Leaf.id).limit(_LOT)
    ).all()
    for place, leaf in enumerate(waiting, start=size):
        leaf.place = place
    db.flush()
    _extend(size + len(waiting))
    if waiting or _is_old(latest_checkpoint()):
        _sign(seal, size + len(waiting))
    return len(waiting)


def journal_size() -> int:
    """How many leaves have their place."""
    highest = db.scalar(select(func.max(Leaf.place)))
    return 0 if highest is None else highest + 1


def latest_checkpoint() -> Checkpoint | None:
    """The newest signed head."""
    return db.scalar(select(Checkpoint).order_by(Checkpoint.id.desc()).limit(1))


def entries(first: int, last: int) -> list[bytes]:
    """What the log holds of the leaves from first up to last (not included)."""
    places = select(Leaf.entry).where(Leaf.place >= first, Leaf.place < last)
    return list(db.scalars(places.order_by(Leaf.place)))


def hashes(level: int, first: int, last: int) -> list[bytes]:
    """Hashes of one level of tiles from first up to last (not included), as far as they exist."""
    if level == 0:
        return [merkle.leaf_hash(entry) for entry in entries(first, last)]
    nodes = select(TreeNode.hash).where(
        TreeNode.level == level, TreeNode.place >= first, TreeNode.place < last
    )
    return list(db.scalars(nodes.order_by(TreeNode.place)))


def root_at(size: int) -> bytes:
    """The root of the first `size` leaves, 32 bytes."""
    level, count, partial = 0, size, b""
    while True:
        full = count // merkle.WIDTH
        rest = hashes(level, full * merkle.WIDTH, count)
        rest += [partial] if partial else []
        if not full:
            return merkle.root(rest)
        partial = merkle.root(rest) if rest else b""
        level, count = level + 1, full


def _extend(size: int) -> None:
    """Store the roots of subtrees of 256 that are now full."""
    level, count = 1, size // merkle.WIDTH
    while count:
        known = db.scalar(select(func.count()).select_from(TreeNode).filter_by(level=level)) or 0
        for place in range(known, count):
            below = hashes(level - 1, place * merkle.WIDTH, (place + 1) * merkle.WIDTH)
            db.add(TreeNode(level=level, place=place, hash=merkle.root(below)))
        db.flush()
        level, count = level + 1, count // merkle.WIDTH


def _is_old(head: Checkpoint | None) -> bool:
    return head is None or now() - head.at > _FRESH


def _sign(seal: Seal, size: int) -> None:
    head = root_at(size)
    text = merkle.checkpoint(seal.origin, size, head)
    note = merkle.signed_note(text, seal.origin, seal.public, seal.sign)
    db.add(Checkpoint(size=size, root=head, at=now(), note=note))
