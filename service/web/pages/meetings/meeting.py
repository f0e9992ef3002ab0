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
from service.shown.meetings import warnings_in_words
from service.web.authentication import allows
from service.web.current import current_actor, current_service, work
from service.web.pages.attempt import Done, Faults, Verb, perform
from service.web.pages.form import moment
from service.web.pages.paging import page_asked
from service.web.pages.typed import person_typed, typed
from service.workflow import rescheduling
from service.workflow.meetings.changing import add_extraordinary, next_open_day
from service.workflow.meetings.deputising import deputies_on_offer, invite_deputy
from service.workflow.meetings.differences import differences_shown
from service.workflow.meetings.ending import may_be_said
from service.workflow.meetings.extraordinary_times import have_free_times
from service.workflow.meetings.minutes import are_readable, minutes_state
from service.workflow.meetings.reading import (
    attendance_of,
    bodies_of,
    has_papers_for,
    meeting_read,
    meetings_listed,
    not_reached_of,
    own_bodies_of,
    party_attendance_of,
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
    with work() as (unit, now):
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


def meeting_page(meeting_id: str, faults: Faults) -> str:
    actor = current_actor()
    with work() as (unit, now):
        meeting = meeting_read(unit, meeting_id)
        body = next(b for b in bodies_of(unit) if b.id == meeting.body_id)
        has_papers = has_papers_for(unit, meeting)
        sees_who_comes = may(actor, Action.READ_ATTENDANCE) and has_papers
        attendees = attendance_of(unit, meeting_id) if sees_who_comes else None
        by_party = party_attendance_of(unit, meeting_id) if sees_who_comes else None
        not_reached = not_reached_of(unit, meeting_id) if sees_who_comes else {}
        differences = differences_shown(unit, meeting)
        has_minutes = may(actor, Action.READ_MINUTES) and are_readable(unit, meeting, now)
        may_say_held = may(actor, Action.CHANGE_MINUTES) and may_be_said(unit, meeting)
        may_plan = may(actor, Action.CHANGE_MEETINGS) and has_papers
        warnings = warnings_in_words(unit, meeting) if may_plan else ()
        offers = deputies_on_offer(unit, meeting, now) if may_plan else {}
        local = unit.calendar.local(meeting.starts_at)
        on = local.date() if meeting.starts_at > now else next_open_day(unit, meeting.body_id, now)
        stands = {"starts_on": on.isoformat(), "starts_at": local.strftime("%H:%M")}
    return render_template(
        "meetings/meeting.html",
        meeting=meeting,
        body=body,
        attendees=attendees,
        differences=differences,
        warnings=warnings,
        by_party=by_party,
        not_reached=not_reached,
        offers=offers,
        names={one.id: one.name for one in attendees or ()},
        choices=[(one.id, one.name) for one in attendees or () if one.id in offers],
        errors=faults,
        form={**stands, **request.form},
        now=now,
        is_case_body=body.id == current_service().settings.cases.body,
        may_change=may_plan and meeting.is_ahead,
        may_read_messages=may(actor, Action.READ_MESSAGES),
        has_papers=has_papers,
        has_minutes=has_minutes,
        may_say_held=may_say_held,
        has_begun=meeting.starts_at <= now,
        is_over=meeting.ends_at <= now,
        left=[one.name for one in meeting.left_by_hand(now)],
    )
