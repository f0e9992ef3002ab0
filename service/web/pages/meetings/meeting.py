"""The meetings of each body, with deadlines, attendance and what can be changed."""

from datetime import datetime

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action, may
from agenda.meetings.meeting import Meeting
from service.database.meetings.listed import MeetingsWanted, When
from service.documents.meetings import (
    AssignDocument,
    CancelDocument,
    DecisionDocument,
    DeputyDocument,
    ExtraordinaryDocument,
    MoveDocument,
)
from service.web.authentication import allows
from service.web.current import current_actor, current_service, reading
from service.web.pages.attempt import Done, Faults, Verb, perform
from service.web.pages.form import moment
from service.web.pages.meetings.meeting_page import meeting_page
from service.web.pages.paging import page_asked
from service.web.pages.typed import person_typed, typed
from service.workflow import rescheduling
from service.workflow.meetings.changing import add_extraordinary
from service.workflow.meetings.deputising import invite_deputy
from service.workflow.meetings.extraordinary_times import have_free_times
from service.workflow.meetings.minutes import are_readable, minutes_state
from service.workflow.meetings.reading import (
    bodies_of,
    meeting_read,
    meetings_listed,
    own_bodies_of,
)
from service.workflow.unit import Unit

pages = Blueprint("meetings", __name__)


@pages.get("/meetings")
@allows(Action.READ_MEETINGS)
def show_all() -> str:
    return _list({})


@pages.get("/meetings/over")
@allows(Action.READ_MEETINGS)
def show_over() -> str:
    """Those that were held or called off, the newest first, with what became of their minutes."""
    return _list({}, When.OVER)


@pages.get("/meetings/<meeting_id>")
@allows(Action.READ_MEETINGS)
def show(meeting_id: str) -> str:
    return meeting_page(meeting_id, {})


@pages.post("/meetings")
@allows(Action.CHANGE_MEETINGS)
def add() -> ResponseReturnValue:
    return perform(
        _add,
        lambda meeting: Done(
            "Det ekstraordinære møde er foreslået. Bekræft det, før der indkaldes.", _address(meeting.id)
        ),
        _list,
    )


@pages.post("/meetings/<meeting_id>/confirm")
@allows(Action.CHANGE_MEETINGS)
def confirm(meeting_id: str) -> ResponseReturnValue:
    return _change(
        meeting_id,
        lambda unit, now: _confirm(unit, meeting_id, now),
        "Mødet er bekræftet.",
    )


@pages.post("/meetings/<meeting_id>/move")
@allows(Action.CHANGE_MEETINGS)
def move(meeting_id: str) -> ResponseReturnValue:
    return _change(
        meeting_id,
        lambda unit, now: move_as_typed(unit, meeting_id, now),
        "Mødet er flyttet. Fristerne følger med.",
    )


@pages.post("/meetings/<meeting_id>/cancel")
@allows(Action.CHANGE_MEETINGS)
def cancel(meeting_id: str) -> ResponseReturnValue:
    return _change(
        meeting_id,
        lambda unit, now: cancel_as_typed(unit, meeting_id, now),
        "Mødet er aflyst.",
    )


@pages.post("/meetings/<meeting_id>/deputy")
@allows(Action.CHANGE_MEETINGS)
def stand_in(meeting_id: str) -> ResponseReturnValue:
    return _change(
        meeting_id,
        lambda unit, now: _stand_in(unit, meeting_id, now),
        "Stedfortræderen indkaldes til mødet.",
    )


def _confirm(unit: Unit, meeting_id: str, now: datetime) -> None:
    """The meeting decided on is the one that was shown."""
    meeting_read(unit, meeting_id).expect(typed(DecisionDocument).revision)
    rescheduling.confirm_meeting(unit, meeting_id, now)


def _add(unit: Unit, now: datetime) -> Meeting:
    starts_at = moment("starts_on", "starts_at", unit)
    document = typed(ExtraordinaryDocument, {"body": "body_id"}, starts_at=starts_at, ends_at=None)
    return add_extraordinary(unit, document.body, document.given(), now)


def move_as_typed(unit: Unit, meeting_id: str, now: datetime, *, is_tried: bool = False) -> None:
    document = typed(MoveDocument, starts_at=moment("starts_on", "starts_at", unit), ends_at=None)
    times = document.tried() if is_tried else document.given()
    rescheduling.move_meeting(unit, meeting_id, times, document.revision, now)


def cancel_as_typed(unit: Unit, meeting_id: str, now: datetime) -> None:
    document = typed(CancelDocument, {"reason": "cancel_reason"})
    rescheduling.cancel_meeting(unit, meeting_id, document.reason, document.revision, now)


def _stand_in(unit: Unit, meeting_id: str, now: datetime) -> None:
    document = typed(DeputyDocument, person=person_typed("deputy_name", "deputy_email"))
    attendee = typed(AssignDocument).attendee_id
    invite_deputy(unit, meeting_id, attendee, document.given(), now)


def _change(meeting_id: str, verb: Verb, told: str) -> ResponseReturnValue:
    done = Done(told, _address(meeting_id))
    return perform(verb, done, lambda faults: meeting_page(meeting_id, faults))


def _address(meeting_id: str) -> str:
    return url_for("pages.meetings.show", meeting_id=meeting_id)


def _list(faults: Faults, when: When = When.COMING) -> str:
    """Of the body that is asked for the page that is asked for, of all others the first."""
    with reading() as (unit, now):
        listed = [
            (body, meetings_listed(unit, MeetingsWanted(body.id, when, page=page_asked(body.id)), now))
            for body in bodies_of(unit)
        ]
        over = [one for _, page in listed for one in page.rows]
        minutes = {one.id: minutes_state(unit, one, now) for one in over if are_readable(unit, one, now)}
        own = own_bodies_of(unit)
        channels = current_service().channels
        findable = [body for body in own if have_free_times(channels, body)]
    return render_template(
        "meetings/meetings.html",
        listed=listed,
        own=[body.id for body in own],
        findable=findable,
        when=when,
        minutes=minutes,
        errors=faults,
        form={**request.args, **request.form},
        may_change=may(current_actor(), Action.CHANGE_MEETINGS),
    )
