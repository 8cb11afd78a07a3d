"""The journal's public files: head, tiles, entries; and nothing that names anybody."""

import pytest
from flask.testing import FlaskClient

from portal.deeds import merkle
from portal.deeds.sequencer import number_leaves
from tests.portal.deeds.test_verify import SEAL, fill


@pytest.mark.usefixtures("app")
def test_a_witness_computes_the_signed_root_from_the_tiles(client: FlaskClient) -> None:
    fill(300)
    head = client.get("/log/checkpoint").text.splitlines()
    size = int(head[1])
    hashes = client.get("/log/tile/0/000").data
    rest = client.get(f"/log/tile/0/001.p/{size - 256}").data
    leaves = [tile[i : i + 32] for tile in (hashes, rest) for i in range(0, len(tile), 32)]
    text = merkle.checkpoint(SEAL.origin, size, merkle.root(leaves))
    assert "\n".join(head[:3]) + "\n" == text
    assert client.get("/log/tile/1/000.p/1").data == merkle.root(leaves[:256])


@pytest.mark.usefixtures("app")
def test_entries_hash_to_the_leaves_of_the_tile(client: FlaskClient) -> None:
    fill(2)
    size = int(client.get("/log/checkpoint").text.splitlines()[1])
    bundle = client.get(f"/log/tile/entries/000.p/{size}").data
    assert bundle[:2] == (32).to_bytes(2, "big")
    assert client.get(f"/log/tile/0/000.p/{size}").data[:32] == merkle.leaf_hash(bundle[2:34])


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    "path", ["0/001", "0/000.p/200", "0/000.p/0", "0/000.p/256", "8/000", "0/x", "entries/zzz"]
)
def test_a_tile_that_is_not_there_is_not_made_up(client: FlaskClient, path: str) -> None:
    fill(1)
    assert client.get(f"/log/tile/{path}").status_code == 404


@pytest.mark.usefixtures("app")
def test_a_second_numbering_changes_nothing() -> None:
    fill(1)
    assert number_leaves(SEAL) == 0
