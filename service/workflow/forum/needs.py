"""Needs: asked over the private link, counted for the kitchen and the room, forgotten a week after the meeting."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from agenda.access import Action
from agenda.forum.needs import Needs, check_before, check_offered, totals
from agenda.meetings.attendance import Answered, Attendee
from notifications.reason import Reason
from service.database.forum import topics as questions
from service.database.meetings.questions import attendees
from service.workflow.forum.meeting import forum_meeting
from service.workflow.forum.private_link import Guest, has_page
from service.workflow.unit import Unit


def state_needs(unit: Unit, guest: Guest, chosen: Iterable[str], now: datetime) -> None:
    """In the stead of what was said before; nothing chosen is nothing kept."""
    check_before(guest.meeting.starts_at, now)
    wanted = check_offered(chosen, unit.settings.forum.needs)
    known = questions.needs_with(unit.session, _id(unit, guest.attendee))
    if known is not None and wanted:
        known.chosen = wanted
    elif known is not None:
        unit.session.delete(known)
    elif wanted:
        unit.session.add(Needs(_id(unit, guest.attendee), guest.meeting.id, wanted))
    unit.record("state_needs", guest.meeting.id, now)


def needs_stated(unit: Unit, guest: Guest) -> list[str]:
    known = questions.needs_with(unit.session, _id(unit, guest.attendee))
    return known.chosen if known else []


def needs_counted(unit: Unit, meeting_id: str) -> Mapping[str, int]:
    """Of those who are invited and have not said that they stay away; nobody's own."""
    meeting = forum_meeting(unit, meeting_id, Action.READ_TOPICS)
    people = [a for a in attendees(unit.session, meeting.id) if has_page(a)]
    coming = {_id(unit, a) for a in people if a.is_invited and a.answered is not Answered.DECLINED}
    stated = [each for each in questions.needs_of(unit.session, meeting.id) if each.id in coming]
    return totals(stated, unit.settings.forum.needs)


def forget_one(unit: Unit, meeting_id: str, now: datetime) -> None:
    """The clock's step: a week after one meeting, what people needed at it is deleted."""
    forgotten = questions.forget_needs(unit.session, meeting_id)
    unit.record("forget_needs", meeting_id, now, Reason.WEEK_AFTER, count=forgotten)


def _id(unit: Unit, attendee: Attendee) -> str:
    """Made under the master key: the database alone does not say whose needs they are."""
    assert has_page(attendee)
    return unit.vault.fingerprint("needs", f"{attendee.meeting_id}:{attendee.id}")
