"""The first times when all members of a body can: each leads to the form for an extraordinary meeting."""

from datetime import timedelta
from functools import partial

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from agenda.access import Action
from service.web.authentication import allows
from service.web.current import current_actor, current_moment, current_service, work
from service.web.pages.attempt import faults_of, status_of
from service.workflow.meetings.extraordinary_times import (
    Asked,
    CalendarServerDown,
    CalendarsUnreadable,
    find_times,
)
from service.workflow.meetings.reading import body_read

LENGTH = timedelta(hours=2)
pages = Blueprint("free_times", __name__)


@pages.get("/free-times")
@allows(Action.CHANGE_MEETINGS)
def show() -> ResponseReturnValue:
    service = current_service()
    with work() as (unit, _):
        body = body_read(unit, request.args.get("for_body", ""))
    by_actor = partial(service.unit, current_actor())
    try:
        found = find_times(service.channels, by_actor, Asked(body.id, LENGTH), current_moment())
    except (CalendarsUnreadable, CalendarServerDown) as problem:
        page = render_template("meetings/free_times.html", body=body, found=None, errors=faults_of(problem))
        return page, status_of(problem)
    zone = service.settings.calendar.time_zone
    local = [each.starts_at.astimezone(zone) for each in found.times]
    times = [(begins.date(), begins) for begins in local]
    return render_template("meetings/free_times.html", body=body, found=found, times=times)
