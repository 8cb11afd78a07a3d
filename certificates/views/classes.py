"""The results of a class, and its certificates all at once."""

from itertools import groupby
from operator import attrgetter

from flask import Response, abort, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from certificates import whole_class
from certificates.actions import classes as class_actions
from certificates.forms import MakeForm
from certificates.models import Making
from certificates.queries import classes as queries
from certificates.views.blueprint import bp
from courses.queries import classes
from portal.ground.access import Role, only, person
from portal.ground.errors import Refusal
from portal.ground.i18n import language
from portal.papers import ids

_READERS = (*classes.STAFF, Role.AUDITOR)


@bp.get("/office/classes/<ref>/results/")
@only(*_READERS)
def class_results(ref: str) -> ResponseReturnValue:
    """Show who of a class has passed, who may have a certificate, and how far the files are."""
    return _page(ref, MakeForm())


@bp.post("/office/classes/<ref>/results/make")
@only(*classes.STAFF)
def make_class(ref: str) -> ResponseReturnValue:
    """Ask for the certificates of a class; the worker makes them."""
    form = MakeForm()
    try:
        class_actions.ask_papers(person().id, ref)
    except Refusal as refusal:
        return _page(ref, form.refuse(refusal)), refusal.status
    flash(_("The certificates are being made. You may leave this page."))
    return redirect(url_for(".class_results", ref=ref), 303)


@bp.get("/office/classes/<ref>/results/results.csv")
@only(*_READERS)
def class_table(ref: str) -> ResponseReturnValue:
    """Give the results of a class as a table."""
    cohort = classes.cohort(person(), ref) or abort(404)
    response = Response(whole_class.results(queries.standings(cohort)), mimetype="text/csv")
    response.headers["Content-Disposition"] = 'attachment; filename="results.csv"'
    return response


@bp.get("/office/classes/<ref>/results/<papers>/certificates.<any(zip, pdf):kind>")
@only(*_READERS)
def class_file(ref: str, papers: str, kind: str) -> ResponseReturnValue:
    """Give the certificates of a class as one file."""
    found = queries.finished(person(), ref, papers) or abort(404)
    path = whole_class.folder_of(found.ref) / (
        whole_class.ZIP if kind == "zip" else whole_class.PDF
    )
    if not path.exists():
        abort(404)
    response = send_file(path, as_attachment=True, download_name=f"nirapod-class.{kind}")
    # Flask would let browsers keep it, and ask again.
    response.headers["Cache-Control"] = "no-store"
    return response


def _page(ref: str, form: MakeForm) -> str:
    cohort = classes.cohort(person(), ref) or abort(404)
    standings = queries.standings(cohort)
    papers = queries.papers_of(cohort)
    is_running = papers is not None and papers.state is not Making.DONE
    return render_template(
        "certificates/class_results.html",
        cohort=cohort,
        seats=[list(group) for _, group in groupby(standings, attrgetter("enrolment"))],
        titles=classes.titles(cohort, language()),
        grouped=ids.grouped,
        papers=papers,
        is_running=is_running,
        ready=sum(one.is_ready for one in standings),
        issued=sum(one.certificate is not None and not one.is_ready for one in standings),
        may_make=person().role in classes.STAFF,
        form=form,
    )
