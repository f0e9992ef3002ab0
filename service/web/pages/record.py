"""The record of what was done and read, for the auditor."""

from flask import Blueprint, render_template, request

from agenda.access import Action
from agenda.reference import reference
from service.web.authentication import allows
from service.web.current import reading
from service.workflow.outbox import record_of

MOST_SHOWN = 200
LONGEST_ABOUT = 200
EXAMPLE_NUMBER = 42
pages = Blueprint("record", __name__)


@pages.get("/record")
@allows(Action.READ_RECORD)
def show() -> str:
    about = request.args.get("about", "").strip()[:LONGEST_ABOUT]
    with reading() as (unit, now):
        entries = record_of(unit, about or None, MOST_SHOWN, now)
        example = reference(unit.settings.cases.reference_prefix, now.year, EXAMPLE_NUMBER)
    return render_template("record.html", entries=entries, about=about, most=MOST_SHOWN, example=example)
