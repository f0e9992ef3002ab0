"""The desk: what is next, what waits for a person, and what the service does by itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action, Role
from service.shown.about import about_in_words
from service.web.authentication import allows
from service.web.current import current_actor, current_service, work
from service.workflow.cases.readiness import MeetingReadiness, NoMeetingToShow, readiness_of
from service.workflow.desk import Waiting, waiting_for_a_person
from service.workflow.unit import Unit
from service.workflow.upcoming import Deed

DAYS_AHEAD = 14
FIRST_PAGE = {
    Role.AGENCY: "pages.lookups.show_all",
    Role.FORUM: "pages.meetings.show_all",
    Role.AUDITOR: "pages.record.show",
}
WHERE = {
    "confirm_parties": ("pages.case.show", "reference"),
    "police_clearance": ("pages.case.show", "reference"),
    "correct_person": ("pages.case.show", "reference"),
    "child_notification": ("pages.case.show", "reference"),
    "outcome": ("pages.at_meetings.show", "reference"),
    "propose_outcome": ("pages.written.show", "reference"),
    "plan_conversation": ("pages.efforts.show", "reference"),
    "report_conversation": ("pages.efforts.show", "reference"),
    "open_course": ("pages.efforts.show", "reference"),
    "consent": ("pages.efforts.show", "reference"),
    "course_ended": ("pages.efforts.show", "reference"),
    "orientation": ("pages.efforts.show", "reference"),
    "reassess_orientation": ("pages.efforts.show", "reference"),
    "follow_up": ("pages.at_meetings.show", "reference"),
    "no_meeting": ("pages.case.show", "reference"),
    "confirm_plan": ("pages.plans.show", "plan_id"),
    "confirm_meeting": ("pages.meetings.show", "meeting_id"),
    "minutes_wanted": ("pages.minutes.show", "meeting_id"),
    "changed_by_hand": ("pages.meetings.show", "meeting_id"),
    "meeting_without_cases": ("pages.meetings.show", "meeting_id"),
    "no_quorum": ("pages.meetings.show", "meeting_id"),
    "member_declined": ("pages.meetings.show", "meeting_id"),
    "room_declined": ("pages.meetings.show", "meeting_id"),
    "unmatched_reply": ("pages.replies.show_all", None),
    "messages_to_see": ("pages.messages.show_all", None),
}
pages = Blueprint("desk", __name__)


@pages.get("/")
@allows(Action.SEE_SELF)
def show() -> ResponseReturnValue:
    actor = current_actor()
    if actor.role in FIRST_PAGE:
        return redirect(url_for(FIRST_PAGE[actor.role]))
    deeds = gathered(current_service().upcoming(DAYS_AHEAD, actor))
    with work() as (unit, now):
        waiting = [(one, _address(one)) for one in waiting_for_a_person(unit, now)]
        ready = _next_meeting(unit, now)
        of_deeds = (about for deed in deeds for about in deed.about)
        named = {about: about_in_words(unit, about) for about in (*of_deeds, *(w.about for w, _ in waiting))}
    return render_template("desk.html", ready=ready, waiting=waiting, deeds=deeds, named=named)


@dataclass(frozen=True)
class Gathered:
    """Deeds of one kind, moment and reason, with all they go to and all they are about."""

    at: datetime
    what: str
    why: str
    to: list[str]
    about: list[str]


def gathered(deeds: Iterable[Deed]) -> list[Gathered]:
    """One line for what happens to several at once; the deeds come in order of time."""
    found: dict[tuple[datetime, str, str], Gathered] = {}
    for deed in deeds:
        one = found.setdefault((deed.at, deed.what, deed.why), Gathered(deed.at, deed.what, deed.why, [], []))
        if deed.to and deed.to not in one.to:
            one.to.append(deed.to)
        if deed.about and deed.about not in one.about:
            one.about.append(deed.about)
    return list(found.values())


def _next_meeting(unit: Unit, now: datetime) -> MeetingReadiness | None:
    try:
        return readiness_of(unit, None, now)
    except NoMeetingToShow:
        return None


def _address(waiting: Waiting) -> str:
    endpoint, argument = WHERE[waiting.what]
    return url_for(endpoint, _external=False, **{argument: waiting.about}) if argument else url_for(endpoint)
