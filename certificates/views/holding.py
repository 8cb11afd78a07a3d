"""The pages of a holder: ask for a certificate, see it, print it, show its QR."""

from flask import Response, abort, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from certificates import actions, pdf, queries
from certificates import picture as phone
from certificates.actions import Holder
from certificates.forms import IssueForm
from certificates.models import Certificate
from certificates.refusals import AlreadyIssued
from certificates.sheets import sheet_of
from certificates.showing import face
from certificates.views.blueprint import bp
from certificates.words import LEVELS, STATES, VERDICTS
from courses.queries import passed
from portal.deeds.asking import asked_by
from portal.ground.access import person, signed_in
from portal.ground.clock import now
from portal.ground.errors import Refusal
from portal.ground.i18n import language
from portal.papers import holder, ids, qr
from portal.papers.verdict import Verdict, stand


@bp.get("/certificates/")
@signed_in
def index() -> ResponseReturnValue:
    """List the visitor's certificates."""
    found = [
        (one, VERDICTS[stand(one.paper.standing, now())[0]], LEVELS[one.level])
        for one in queries.mine(person())
    ]
    return render_template("certificates/index.html", found=found, grouped=ids.grouped)


@bp.get("/certificates/new/<slug>")
@signed_in
def new(slug: str) -> ResponseReturnValue:
    """Ask what shall stand on the certificate of a passed course."""
    course_pass = passed(person(), slug) or abort(404)
    before = queries.in_force(person().id, course_pass.version)
    if before:
        return redirect(url_for(".mine", number=before.paper.number), 303)
    form = IssueForm()
    return render_template("certificates/new.html", form=form, version=course_pass.version)


@bp.post("/certificates/new/<slug>")
@signed_in
def issue(slug: str) -> ResponseReturnValue:
    """Issue the certificate of a passed course."""
    course_pass = passed(person(), slug) or abort(404)
    form = IssueForm()
    if not form.validate():
        page = render_template("certificates/new.html", form=form, version=course_pass.version)
        return page, 422
    try:
        number = actions.issue(asked_by(form), slug, _holder(form))
    except AlreadyIssued:
        return redirect(url_for(".new", slug=slug), 303)
    except Refusal as refusal:
        version = (passed(person(), slug) or abort(404)).version
        page = render_template("certificates/new.html", form=form.refuse(refusal), version=version)
        return page, refusal.status
    flash(_("Here is your certificate."))
    return redirect(url_for(".mine", number=number), 303)


@bp.get("/certificates/<number>")
@signed_in
def mine(number: str) -> ResponseReturnValue:
    """Show the visitor's own certificate: its state, its QR, and how to print and share it."""
    found = queries.mine_by_number(person(), number) or abort(404)
    verdict, _reason = stand(found.paper.standing, now())
    paper = found.paper
    return render_template(
        "certificates/mine.html",
        face=face(paper.face.message, paper.face.words) if paper.face else None,
        words=VERDICTS[verdict],
        level=LEVELS[found.level],
        number=number,
        grouped=ids.grouped(number),
        link=f"{current_app.config['PUBLIC_URL']}/C/{number}",
        state=STATES[paper.state],
        renew=found.version.course.slug if verdict is Verdict.EXPIRED else None,
    )


@bp.get("/certificates/<number>/<any(bn, en):language>.pdf")
@signed_in
def printed(number: str, language: str) -> ResponseReturnValue:
    """Give a certificate as a PDF, to its holder or to staff within reach."""
    found = queries.printable(person(), number) or abort(404)
    content = pdf.render(_sheet(found, language))
    response = Response(content, mimetype="application/pdf")
    name = f"nirapod-{number}-{language}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@bp.get("/certificates/<number>/<any(bn, en):language>.png")
@signed_in
def phone_picture(number: str, language: str) -> ResponseReturnValue:
    """Give a certificate as a picture for the phone, to its holder."""
    found = queries.mine_by_number(person(), number) or abort(404)
    content = phone.render(_sheet(found, language))
    response = Response(content, mimetype="image/png")
    name = f"nirapod-{number}-{language}.png"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@bp.get("/certificates/<number>/qr.png")
@signed_in
def picture(number: str) -> ResponseReturnValue:
    """Give the QR of the visitor's own certificate as a picture."""
    found = queries.mine_by_number(person(), number) or abort(404)
    text = _sheet(found, language()).text
    return Response(qr.png(qr.matrix(text)), mimetype="image/png")


def _sheet(found: Certificate, language: str) -> pdf.Sheet:
    """What is printed of a certificate."""
    sheet: pdf.Sheet = sheet_of(found, language, current_app.config["PUBLIC_URL"]) or abort(404)
    return sheet


def _holder(form: IssueForm) -> Holder:
    """What stands on the paper of its holder; passport and birth date go no further than here."""
    name = form.name.data or ""
    if not (form.passport.data and form.born_on.data):
        return Holder(name)
    check = holder.check(form.passport.data, form.born_on.data)
    return Holder(name, check, holder.last_3(form.passport.data))
