"""A meeting's minutes brought to where they can be approved, for the tests of what comes after."""

from dataclasses import replace
from datetime import date

from agenda.access import actor_named
from agenda.cases.outcome import OutcomeGiven, OutcomeKind
from agenda.meetings.minutes import MinutesState
from service.database.cases.owed import owed_at
from service.database.meetings.questions import meeting_named
from service.workflow.cases.deciding import Decision, record_outcome
from service.workflow.meetings.approving import Approval
from service.workflow.meetings.minutes import minutes_read
from service.workflow.meetings.minuting import mark_all_present
from service.workflow.minutes import approve_minutes, send_minutes_for_comments

CONVERSATION = OutcomeGiven(
    OutcomeKind.CONVERSATION, "sof", "Der er grund til en samtale.", due_on=date(2026, 12, 22)
)
NOTHING = OutcomeGiven(OutcomeKind.NO_CONVERSATION, "sof", "Intet bekymrende er fundet.")
EARLY = "Ingen har bemærkninger."


def read_minutes(driven, meeting_id, as_="secretariat"):
    with driven.service.unit(actor_named(as_)) as unit:
        return minutes_read(unit, meeting_id)


def settle_cases(driven, meeting_id, given=NOTHING):
    """Each case on the agenda that has no outcome yet gets this one."""
    with driven.service.unit(actor_named("secretariat")) as unit:
        owed = owed_at(unit.session, meeting_named(unit.session, meeting_id))
    for reference in owed:
        revision = driven.case(reference).revision
        driven.do(record_outcome, reference, Decision(meeting_id, replace(given), revision))
    return owed


def mark_all(driven, meeting_id, as_="secretariat"):
    revision = read_minutes(driven, meeting_id, as_).revision
    return driven.do(mark_all_present, meeting_id, revision, as_=as_)


def send_out(driven, meeting_id, as_="secretariat"):
    revision = read_minutes(driven, meeting_id, as_).revision
    return driven.do(send_minutes_for_comments, meeting_id, revision, as_=as_)


def approve_as(driven, meeting_id, attendee_id, as_="secretariat", reason=EARLY):
    """With whatever is lacking, and a reason why the review was not waited for."""
    revision = read_minutes(driven, meeting_id, as_).revision
    return driven.do(approve_minutes, meeting_id, Approval(attendee_id, revision, reason), as_=as_)


def bring_to_approval(driven, meeting_id, as_="secretariat"):
    """Outcomes, marks, and out for comments; gives somebody who was there."""
    if as_ == "secretariat":
        settle_cases(driven, meeting_id)
    minutes = mark_all(driven, meeting_id, as_)
    if minutes.state is not MinutesState.IN_REVIEW:
        send_out(driven, meeting_id, as_)
    return next(mark.attendee_id for mark in minutes.marks if not mark.item_id)
