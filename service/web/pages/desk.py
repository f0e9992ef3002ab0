"""The secretariat's desk: what is next, what waits for a person, and what the service does by itself."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action, Role, Room
from agenda.meetings.meeting import MeetingState
from service.foreseer import DAYS_AHEAD
from service.web.authentication import allows
from service.web.current import current_actor, reading
from service.web.foretold import foretold
from service.web.pages.waiting import SHARED_PLACES, address_of, ahead, named
from service.workflow.desk import desk_of

FIRST_PAGE = {
    Role.AGENCY: "pages.lookups.show_all",
    Role.FORUM: "pages.forum_desk.show",
    Role.AUDITOR: "pages.record.show",
}
WHERE = {
    **SHARED_PLACES,
    "confirm_parties": ("pages.case.show", "reference"),
    "police_clearance": ("pages.case.show", "reference"),
    "answer_redacted": ("pages.case.show", "reference"),
    "hand_over_action": ("pages.at_meetings.show", "reference"),
    "further_concern": ("pages.case.show", "reference"),
    "correct_person": ("pages.case.show", "reference"),
    "child_notification": ("pages.case.show", "reference"),
    "outcome": ("pages.at_meetings.show", "reference"),
    "propose_outcome": ("pages.written.show", "reference"),
    "plan_conversation": ("pages.efforts.show", "reference"),
    "report_conversation": ("pages.efforts.show", "reference"),
    "open_course": ("pages.efforts.show", "reference"),
    "consent": ("pages.efforts.show", "reference"),
    "new_consent": ("pages.efforts.show", "reference"),
    "course_without_basis": ("pages.efforts.show", "reference"),
    "consent_ahead": ("pages.efforts.show", "reference"),
    "course_ended": ("pages.efforts.show", "reference"),
    "orientation": ("pages.efforts.show", "reference"),
    "reassess_orientation": ("pages.efforts.show", "reference"),
    "letter_not_sent": ("pages.efforts.show", "reference"),
    "follow_up": ("pages.at_meetings.show", "reference"),
    "no_meeting": ("pages.case.show", "reference"),
    "unreadable_case": ("pages.clock.show", None),
    "meeting_without_cases": ("pages.meetings.show", "meeting_id"),
}
pages = Blueprint("desk", __name__)


@pages.get("/")
@allows(Action.SEE_SELF)
def show() -> ResponseReturnValue:
    actor = current_actor()
    if actor.role in FIRST_PAGE:
        return redirect(url_for(FIRST_PAGE[actor.role]))
    told_ahead = foretold(DAYS_AHEAD)
    with reading() as (unit, now):
        desk = desk_of(unit, now)
        has_cases = Room.CASES in unit.settings.rooms
        confirmed = (one for one in desk.ahead if one.state is MeetingState.CONFIRMED)
        coming = None if has_cases else next(confirmed, None)
        by_itself = ahead(unit, told_ahead)
        names = named(unit, by_itself, desk.waiting)
    placed = [(one, address_of(one, WHERE)) for one in desk.waiting]
    return render_template(
        "desk.html",
        has_cases=has_cases,
        ready=desk.ready,
        coming=coming,
        waiting=placed,
        by_itself=by_itself,
        named=names,
    )
