"""Commands for the keys."""

from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import AppGroup

from portal.deeds.record import By
from portal.ground.clock import now
from portal.ground.keyfiles import NoKey
from portal.papers import actions, keystore
from portal.papers import keys as running
from portal.papers.keylist import KeyList, Purpose, parse
from portal.papers.keystore import NotToBeMarked, OtherRequest, Rotation
from portal.papers.refused import Refused


class _Kid(click.ParamType[bytes]):
    """The short name of a key: eight hexadecimal digits."""

    name = "kid"

    def convert(self, value: Any, param: Any, ctx: Any) -> bytes:
        """The four bytes of the name."""
        try:
            return bytes.fromhex(value)
        except ValueError:
            self.fail(f"{value!r} is no name of a key.", param, ctx)


KID = _Kid()
keys = AppGroup("keys", help="The root, the signing keys and the secrets.")


@keys.command("init")
def init() -> None:
    """Make the root, a key for each purpose, and the secrets; once."""
    config = current_app.config
    if not running.ensure(config["DATA"], config["PUBLIC_URL"], now()):
        raise click.ClickException("The keys stand already.")
    here = keystore.folder(config["DATA"])
    click.echo(f"Keys and secrets are in {config['DATA']}.")
    if config["ENV"] == "production":
        click.echo(f"Carry {here / 'root.key'} to a safe place elsewhere, and delete it here.")


@keys.command("list")
def list_keys() -> None:
    """Print the root and every key."""
    try:
        found = keystore.read(current_app.config["DATA"])
    except NoKey as missing:
        raise click.ClickException(str(missing)) from None
    root = keystore.root_of(current_app.config["DATA"])
    click.echo(f"root {root.hex()}")
    _print(found)


@keys.command("rotate")
@click.argument("purpose", type=click.Choice([purpose.value for purpose in Purpose]))
@click.option("--stolen", is_flag=True, help="The old key may be in other hands since now.")
@click.option(
    "--stolen-key", type=KID, metavar="KID", help="An older key may be: its name in 'keys list'."
)
def rotate(purpose: str, stolen: bool, stolen_key: bytes | None) -> None:
    """Bring a new key into force; where the root lies elsewhere, ask for its signature."""
    data = current_app.config["DATA"]
    if stolen and stolen_key:
        raise click.UsageError("Either --stolen or --stolen-key.")
    try:
        if stolen:
            stolen_key = keystore.read(data).active(Purpose(purpose)).kid
        outcome, fresh = keystore.rotate(data, Purpose(purpose), now(), stolen=stolen_key)
    except (NoKey, NotToBeMarked, OtherRequest) as wrong:
        raise click.ClickException(str(wrong)) from None
    except Refused as refused:
        raise click.ClickException(f"The signed answer is refused: {refused.reason}.") from None
    request = keystore.request_file(data)
    if outcome is Rotation.DONE:
        kid = actions.record_key(By.command_line(None, "keys rotate"), fresh, Purpose(purpose))
        click.echo(f"The key {kid} signs for '{purpose}' now (key list {fresh.version}).")
    else:
        click.echo(f"Take {request} to the root, and run there: nirapod keys sign FILE")
        click.echo(f"Put the answer back as {keystore.answer_file(request)}, then run this again.")


@keys.command("sign")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
def sign(file: Path, yes: bool) -> None:
    """Sign a request of `keys rotate`; works only where the root's private half is."""
    try:
        _print(parse(file.read_bytes()))
        if not yes:
            click.confirm("Is this the key list that you expect?", abort=True)
        answer = keystore.sign_request(current_app.config["DATA"], file)
    except Refused as refused:
        raise click.ClickException(f"{file} is refused: {refused.reason}.") from None
    except NoKey as missing:
        raise click.ClickException(str(missing)) from None
    click.echo(f"Signed: {answer}")


def _print(found: KeyList) -> None:
    click.echo(f"key list {found.version} of {found.issued:%Y-%m-%d %H:%M} UTC")
    for key in found.keys.values():
        ends = f" to {key.ends}" if key.ends else ""
        click.echo(f"{key.kid.hex()}  {key.purpose:<12} {key.state:<12} from {key.begins}{ends}")
