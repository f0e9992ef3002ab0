"""The days an office has closed beside the calendar's own, and what another office puts before it."""

from datetime import date

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action, may
from service.documents.meetings import ClosedDayDocument, DecisionDocument
from service.web.authentication import allows
from service.web.current import current_actor, reading
from service.web.pages.attempt import Done, Faults, perform
from service.web.pages.typed import typed
from service.workflow import rescheduling
from service.workflow.meetings.days_off import days_off_of, office_in_words
from service.workflow.meetings.waiting import left_by_hand

LANGUAGE = "da"
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
    found = _day(on)
    return perform(
        lambda unit, now: rescheduling.open_day(unit, found, now),
        Done("Dagen er åben igen. Åbne frister er regnet om.", url_for("pages.closed_days.show_all")),
        _list,
    )


@pages.post("/closed-days/<on>/take-over")
@allows(Action.CHANGE_MEETINGS)
def take_over(on: str) -> ResponseReturnValue:
    found = _day(on)
    return perform(
        lambda unit, now: rescheduling.take_over_day(unit, found, typed(DecisionDocument).revision, now),
        Done(
            "Det gælder nu også jeres møder. Åbne frister er regnet om.",
            url_for("pages.closed_days.show_all"),
        ),
        _list,
    )


@pages.post("/closed-days/<on>/leave")
@allows(Action.CHANGE_MEETINGS)
def leave(on: str) -> ResponseReturnValue:
    found = _day(on)
    return perform(
        lambda unit, now: rescheduling.leave_day(unit, found, typed(DecisionDocument).revision, now),
        Done("Dagen er uændret for jeres møder.", url_for("pages.closed_days.show_all")),
        _list,
    )


def _day(on: str) -> date:
    try:
        return date.fromisoformat(on)
    except ValueError:
        abort(404)


def _list(faults: Faults) -> str:
    with reading() as (unit, now):
        listed = days_off_of(unit)
        today = unit.calendar.local(now).date()
        left = left_by_hand(unit, now)
        offices = {
            office: office_in_words(unit, office, LANGUAGE) for office in {day.closed_by for day in listed}
        }
        has_others = len(unit.settings.offices) > 1
    return render_template(
        "meetings/closed_days.html",
        may_change=may(current_actor(), Action.CHANGE_MEETINGS),
        waiting=[day for day in listed if day.put_before and day.on > today],
        listed=listed,
        offices=offices,
        has_others=has_others,
        left=left,
        today=today,
        errors=faults,
        form=request.form,
    )
