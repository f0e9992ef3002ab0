"""The days closed by hand, beside the calendar's own."""

from datetime import date

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action, may
from service.documents.meetings import ClosedDayDocument
from service.web.authentication import allows
from service.web.current import current_actor, work
from service.web.pages.attempt import Done, Faults, perform
from service.web.pages.typed import typed
from service.workflow import rescheduling
from service.workflow.meetings.reading import closed_days_of

pages = Blueprint("closed_days", __name__)


@pages.get("/closed-days")
@allows(Action.READ_MEETINGS)
def show_all() -> str:
    return _list({})


@pages.post("/closed-days")
@allows(Action.CHANGE_MEETINGS)
def close() -> ResponseReturnValue:
    return perform(
        lambda unit, now: rescheduling.close_day(unit, typed(ClosedDayDocument).given(), now),
        Done("Dagen er lukket. Åbne frister er regnet om.", url_for("pages.closed_days.show_all")),
        _list,
    )


@pages.post("/closed-days/<on>/open")
@allows(Action.CHANGE_MEETINGS)
def reopen(on: str) -> ResponseReturnValue:
    try:
        found = date.fromisoformat(on)
    except ValueError:
        abort(404)
    return perform(
        lambda unit, now: rescheduling.open_day(unit, found, now),
        Done("Dagen er åben igen. Åbne frister er regnet om.", url_for("pages.closed_days.show_all")),
        _list,
    )


def _list(faults: Faults) -> str:
    with work() as (unit, now):
        closed = closed_days_of(unit)
        today = unit.calendar.local(now).date()
    return render_template(
        "meetings/closed_days.html",
        closed=closed,
        today=today,
        errors=faults,
        form=request.form,
        may_change=may(current_actor(), Action.CHANGE_MEETINGS),
    )
