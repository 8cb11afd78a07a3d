"""Commands: `nirapod people add|remove|list|centre` and `nirapod sms list`."""

from collections.abc import Callable

import click
from flask.cli import AppGroup

from portal.deeds import outbox
from portal.deeds.record import By
from portal.ground.access import Role
from portal.ground.errors import Refusal
from portal.people import codes, phones, queries
from portal.people.actions import centres, roles

people = AppGroup("people", help="Staff: who works here, in which role and office.")
sms = AppGroup("sms", help="Messages that the embedded gateway kept.")
_ROLES = [role.value for role in Role if role is not Role.MIGRANT]


class PhoneNumber(click.ParamType[str]):
    """A phone number in any spelling."""

    name = "phone"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Bring the number to one form."""
        try:
            return phones.normalise(value)
        except phones.BadPhone:
            self.fail(f"{value!r} is no mobile number", param, ctx)


@people.command("add")
@click.option("--role", type=click.Choice(_ROLES), required=True)
@click.option("--name", required=True)
@click.option("--phone", type=PhoneNumber(), required=True)
@click.option("--office", help="DEMO of an officer or supervisor: cumilla, coxsbazar ...")
@click.option("--centre", help="Training centre of a trainer.")
@click.option("--as", "proposer", type=PhoneNumber(), help="The administrator who proposes.")
def add(
    role: str, name: str, phone: str, office: str | None, centre: str | None, proposer: str | None
) -> None:
    """Add a member of staff; prints a one-time sign-in code, or proposes with --as."""
    new = roles.NewStaff(role, " ".join(name.split()), phone, office, centre)
    if proposer:
        ref = _do(lambda: roles.propose_staff(_by(proposer, "people add"), new))
        click.echo(f"Proposed: another administrator approves it at /office/proposals/people/{ref}")
        return
    code = codes.new_staff_code()
    _do(lambda: roles.add_staff(By.command_line(None, "people add"), new, code))
    click.echo(f"Sign-in code for {phone}, once, within 7 days, at /sign-in/staff/first: {code}")


@people.command("remove")
@click.option("--phone", type=PhoneNumber(), required=True)
@click.option("--as", "proposer", type=PhoneNumber(), help="The administrator who proposes.")
def remove(phone: str, proposer: str | None) -> None:
    """Take a member of staff's role, or propose it with --as."""
    if proposer:
        ref = _do(lambda: roles.propose_removal(_by(proposer, "people remove"), phone))
        click.echo(f"Proposed: another administrator approves it at /office/proposals/people/{ref}")
        return
    _do(lambda: roles.remove_staff(By.command_line(None, "people remove"), phone))
    click.echo(f"{phone} has no role any more and is signed out everywhere.")


@people.command("list")
def list_staff() -> None:
    """List staff: role, name, office or centre, phone number."""
    for each in queries.staff():
        place = each.office.code if each.office else each.centre or "-"
        click.echo(f"{each.role.value:<14} {each.name:<28} {place:<18} {each.phone}")


@people.command("centre")
@click.argument("code")
@click.option("--name-bn", required=True, help="As its certificates say it in Bangla.")
@click.option("--name-en", required=True, help="As its certificates say it in English.")
@click.option("--office", required=True, help="DEMO of its district: cumilla, coxsbazar ...")
def centre(code: str, name_bn: str, name_en: str, office: str) -> None:
    """Name the training centre CODE, which trainers and certificates belong to."""
    new = centres.NewCentre(code, " ".join(name_bn.split()), " ".join(name_en.split()), office)
    _do(lambda: centres.name_centre(By.command_line(None, "people centre"), new))
    click.echo(f"The centre {code} is called {new.name_en}.")


@sms.command("list")
@click.option("--limit", default=100, show_default=True, help="At most so many, the newest.")
def list_sms(limit: int) -> None:
    """List the messages that lie in the outbox or were sent from it."""
    for message in outbox.messages(limit):
        at = message.created_at.isoformat(timespec="seconds")
        click.echo(f"{at} {message.to} {message.state.value}: {message.text}")


def _by(phone: str, command: str) -> By:
    """The member of staff who asks on the command line."""
    person = queries.staff_by_phone(phone)
    if person is None:
        raise click.ClickException(f"No member of staff has the number {phone}.")
    return By.command_line(person.id, command)


def _do(deed: Callable[[], str]) -> str:
    """Do a deed, or tell why not."""
    try:
        return deed()
    except Refusal as refusal:
        raise click.ClickException(refusal.text) from None
