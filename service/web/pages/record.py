"""The record of what was done and read, for the auditor."""

from collections.abc import Sequence

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action
from agenda.reference import reference
from service.database.record import Entry
from service.web.authentication import allows
from service.web.current import current_moment, current_service, reading
from service.web.pages.attempt import Faults, NotRepeated, faults_of, status_of
from service.web.pages.form import text
from service.workflow.outbox import NotInTheRecord, check_about, record_of

MOST_SHOWN = 200
LONGEST_ABOUT = 200
EXAMPLE_NUMBER = 42
pages = Blueprint("record", __name__)


@pages.get("/record")
@allows(Action.READ_RECORD)
def show() -> ResponseReturnValue:
    about = request.args.get("about", "").strip()[:LONGEST_ABOUT]
    try:
        with reading() as (unit, now):
            entries = record_of(unit, about or None, MOST_SHOWN, now)
    except NotInTheRecord as problem:
        return _refused(problem)
    return _page(entries, about, {})


@pages.post("/record")
@allows(Action.READ_RECORD)
def narrow() -> ResponseReturnValue:
    """What was typed gets into an address only once it is known to be no person."""
    about = text("about")[:LONGEST_ABOUT]
    try:
        with reading() as (unit, _):
            check_about(unit, about)
    except NotInTheRecord as problem:
        return _refused(problem)
    return redirect(url_for("pages.record.show", about=about or None), 303)


def _refused(problem: NotInTheRecord) -> ResponseReturnValue:
    return _page(None, "", NotRepeated(faults_of(problem))), status_of(problem)


def _page(entries: Sequence[Entry] | None, about: str, faults: Faults) -> str:
    prefix = current_service().settings.cases.reference_prefix
    return render_template(
        "record.html",
        entries=entries,
        about=about,
        errors=faults,
        most=MOST_SHOWN,
        example=reference(prefix, current_moment().year, EXAMPLE_NUMBER),
    )
