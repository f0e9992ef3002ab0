"""Send minutes for comments, approve them, which locks them, and re-open them with a reason."""

from datetime import datetime

from agenda.access import Action, Role
from agenda.meetings.attendance import Attendee
from agenda.meetings.meeting import MINUTES_DUE
from agenda.meetings.minutes import Minutes, MinutesState
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.meetings.attending import NoSuchAttendee, attendee_named
from service.database.meetings.questions import attendees, meeting_named
from service.workflow.meetings.attending import party_of_each, people_told
from service.workflow.meetings.chasing import chase_next_day
from service.workflow.meetings.minutes import begun_minutes, minutes_to_write
from service.workflow.meetings.minuting import minutes_in_review
from service.workflow.unit import Telling, Unit


def send_for_comments(unit: Unit, meeting_id: str, revision: int, now: datetime) -> Minutes:
    minutes = minutes_to_write(unit, meeting_id, revision, now)
    minutes.become(MinutesState.IN_REVIEW)
    minutes.review_at = now
    unit.record("send_minutes_for_comments", meeting_id, now)
    _tell(unit, minutes, Occasion.MINUTES_FOR_COMMENT, Reason.MINUTES_OUT_FOR_COMMENT, now)
    return minutes


def approve(unit: Unit, meeting_id: str, attendee_id: str, revision: int, now: datetime) -> Minutes:
    """By somebody who was there: the secretariat says who, and an agency speaks for its own people alone."""
    unit.allow(Action.APPROVE_MINUTES)
    minutes = minutes_in_review(unit, meeting_id)
    minutes.expect(revision)
    attendee = attendee_named(unit.session, meeting_id, attendee_id)
    _check_speaks_for(unit, attendee)
    minutes.approve(attendee.id, now)
    unit.record("approve_minutes", meeting_id, now, attendee=attendee.id)
    _tell(unit, minutes, Occasion.MINUTES_APPROVED, Reason.MINUTES_APPROVED, now)
    return minutes


def reopen(unit: Unit, meeting_id: str, reason: str, revision: int, now: datetime) -> Minutes:
    """What was approved is written again, and the secretariat is chased anew if they were due already."""
    unit.allow(Action.CHANGE_MINUTES)
    minutes = begun_minutes(unit, meeting_id)
    minutes.expect(revision)
    unit.check_free_of_persons(reason=reason)
    minutes.reopen(reason, now)
    milestone = meeting_named(unit.session, meeting_id).milestone(MINUTES_DUE)
    if milestone is not None and milestone.done_at is not None:
        chase_next_day(unit, minutes, now)
    unit.record("reopen_minutes", meeting_id, now, reason=minutes.reason)
    return minutes


def approvers(unit: Unit, minutes: Minutes) -> list[Attendee]:
    """Whom the reader could name as the one who approves."""
    there = [a for a in attendees(unit.session, minutes.meeting_id) if minutes.saw(a.id)]
    return [a for a in there if _speaks_for(unit, a)]


def _check_speaks_for(unit: Unit, attendee: Attendee) -> None:
    if not _speaks_for(unit, attendee):
        raise NoSuchAttendee("name one of your own people who was there", "attendee")


def _speaks_for(unit: Unit, attendee: Attendee) -> bool:
    if unit.actor.role is not Role.AGENCY:
        return True
    meeting = meeting_named(unit.session, attendee.meeting_id)
    return party_of_each(unit, meeting).get(attendee.id) == unit.actor.party_id


def _tell(unit: Unit, minutes: Minutes, occasion: Occasion, why: Reason, now: datetime) -> None:
    """Those who were invited to the whole of it; a mail of an earlier round is another message."""
    meeting = meeting_named(unit.session, minutes.meeting_id)
    facts: dict[str, object] = {"meeting_id": meeting.id}
    for to in people_told(unit, meeting):
        revision = str(minutes.revision)
        unit.tell(Telling(occasion, to, meeting.body_id, meeting.id, why, facts, revision), now)
