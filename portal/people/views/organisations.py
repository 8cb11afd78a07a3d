"""Organisations and the tokens of their programs, for administrators."""

from collections.abc import Sequence

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.deeds.asking import asked_by
from portal.ground.access import Role, confirmed, only
from portal.ground.clock import now
from portal.ground.errors import Refusal, attempt
from portal.ground.formatting import day, moment
from portal.ground.forms import DeedForm, typed
from portal.people import queries, visits
from portal.people.actions import organisations as actions
from portal.people.forms import OrganisationForm, TokenForm
from portal.people.models import Organisation, OrganisationKind, OrganisationToken
from portal.people.names import ORGANISATIONS
from portal.people.views.blueprint import bp

# By this a leaked token is recognised in a file.
_BEGINS = "nirapod_"


@bp.get("/office/organisations/")
@only(Role.ADMINISTRATOR)
def organisations() -> ResponseReturnValue:
    """List the organisations whose programs may ask, and when each asked last."""
    rows = [_row(one) for one in queries.organisations()]
    return render_template("people/organisations.html", rows=rows)


@bp.get("/office/organisations/new")
@only(Role.ADMINISTRATOR)
def new_organisation() -> ResponseReturnValue:
    """Ask for the facts of an organisation."""
    return render_template("people/new_organisation.html", form=OrganisationForm())


@bp.post("/office/organisations/new")
@only(Role.ADMINISTRATOR)
def add_organisation() -> ResponseReturnValue:
    """Take up an organisation."""
    form = OrganisationForm()
    if not form.validate():
        return render_template("people/new_organisation.html", form=form), 422
    outcome = attempt(lambda: actions.add_organisation(asked_by(form), _about(form)))
    if isinstance(outcome, Refusal):
        page = render_template("people/new_organisation.html", form=form.refuse(outcome))
        return page, outcome.status
    flash(_("Taken up. Make a token for its program below."))
    return redirect(url_for(".organisation", ref=outcome), 303)


@bp.get("/office/organisations/<ref>")
@only(Role.ADMINISTRATOR)
def organisation(ref: str) -> ResponseReturnValue:
    """Show an organisation and its tokens."""
    return _page(_found(ref), TokenForm(formdata=None))


@bp.get("/office/organisations/<ref>/change")
@only(Role.ADMINISTRATOR)
def ask_organisation(ref: str) -> ResponseReturnValue:
    """Show what is kept of an organisation, to be changed."""
    found = _found(ref)
    form = OrganisationForm(
        name=found.name, kind=found.kind, contact=found.contact.contact, note=found.contact.note
    )
    return render_template("people/ask_organisation.html", found=found, form=form)


@bp.post("/office/organisations/<ref>/change")
@only(Role.ADMINISTRATOR)
def change_organisation(ref: str) -> ResponseReturnValue:
    """Keep what is known of an organisation now."""
    found, form = _found(ref), OrganisationForm()
    if not form.validate():
        return render_template("people/ask_organisation.html", found=found, form=form), 422
    outcome = attempt(lambda: actions.change_organisation(asked_by(form), ref, _about(form)))
    if isinstance(outcome, Refusal):
        form.refuse(outcome)
        page = render_template("people/ask_organisation.html", found=_found(ref), form=form)
        return page, outcome.status
    flash(_("Changed."))
    return redirect(url_for(".organisation", ref=ref), 303)


@bp.post("/office/organisations/<ref>/tokens")
@only(Role.ADMINISTRATOR)
@confirmed
def make_token(ref: str) -> ResponseReturnValue:
    """Make a token for an organisation's program, and show it this one time."""
    found, form = _found(ref), TokenForm()
    if not form.validate():
        return _page(found, form), 422
    token = _BEGINS + visits.new_token()
    own = visits.token_hash(token)
    label, days = typed(form.label), int(form.days.data)
    made = queries.token_by_ref(actions.make_token(asked_by(form), ref, label, days, own))
    if made.hash != own:
        # The same form came again: its token was shown then, and is kept nowhere.
        flash(_("This token was shown already. If you do not have it, revoke it and make another."))
        return redirect(url_for(".organisation", ref=ref), 303)
    return render_template("people/make_token.html", found=_found(ref), made=made, token=token)


@bp.post("/office/organisations/<ref>/tokens/<token>/revoke")
@only(Role.ADMINISTRATOR)
def revoke_token(ref: str, token: str) -> ResponseReturnValue:
    """Let a token open nothing any more, from this moment on."""
    found, form = _found(ref), DeedForm()
    if not form.validate():
        return _page(found, TokenForm(formdata=None)), 422
    actions.revoke_token(asked_by(form), ref, token)
    flash(_("Revoked: it opens nothing any more."))
    return redirect(url_for(".organisation", ref=ref), 303)


def _found(ref: str) -> Organisation:
    return queries.organisation(ref) or abort(404)


def _about(form: OrganisationForm) -> actions.About:
    return actions.About(
        name=typed(form.name),
        kind=OrganisationKind(form.kind.data),
        contact=typed(form.contact),
        note=typed(form.note),
    )


def _page(found: Organisation, form: TokenForm) -> str:
    opens, ended = _sorted(found.tokens)
    return render_template(
        "people/organisation.html",
        found=found,
        kind=ORGANISATIONS[found.kind],
        opens=opens,
        ended=[[one.label, _end(one), _use(one)] for one in ended],
        used={one.ref: _use(one) for one in opens},
        form=form,
        simple=DeedForm(formdata=None),
    )


def _sorted(
    tokens: Sequence[OrganisationToken],
) -> tuple[list[OrganisationToken], list[OrganisationToken]]:
    """The tokens that open the door, and those that do not any more."""
    opens = [one for one in tokens if one.revoked_at is None and one.expires_at > now()]
    return opens, [one for one in tokens if one not in opens]


def _row(found: Organisation) -> list[object]:
    opens, _ended = _sorted(found.tokens)
    used = [one.use.last_at for one in found.tokens if one.use]
    return [
        {"text": found.name, "href": url_for(".organisation", ref=found.ref)},
        str(ORGANISATIONS[found.kind]),
        len(opens),
        moment(max(used)) if used else _("never"),
    ]


def _use(token: OrganisationToken) -> str:
    return moment(token.use.last_at) if token.use else str(_("never"))


def _end(token: OrganisationToken) -> str:
    """When and by whom a token was revoked, or when its time was over."""
    if token.revoked_at and token.revoked_by:
        at, name = moment(token.revoked_at), token.revoked_by.name
        return str(_("Revoked on %(moment)s by %(name)s", moment=at, name=name))
    return str(_("Ended on %(day)s", day=day(token.expires_at)))
