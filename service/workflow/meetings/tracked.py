"""Take the answers that stand on an entry in the organiser's calendar; each is news once."""

from collections.abc import Sequence
from datetime import datetime

from agenda.errors import passes
from agenda.meetings.attendance import Answered, Attendee, check_may_answer
from agenda.meetings.calendar_entry import CalendarEntry
from agenda.meetings.laid_aside import UnmatchedReply
from notifications.entry import Response, Standing, Tracked
from service.database.meetings import attending, questions
from service.workflow.meetings.taken_back import is_let_go
from service.workflow.unit import Unit

NOT_INVITED = "not_invited"


def take_answers(unit: Unit, entry: CalendarEntry, standing: Standing, now: datetime) -> None:
    """What is the same as when it was last seen is no news: clocks of servers can't be compared with ours."""
    meeting = questions.meeting_named(unit.session, entry.meeting_id)
    if not passes(lambda: check_may_answer(meeting, now)):
        return
    listed = questions.attendees(unit.session, entry.meeting_id)
    places = {a.email.lower(): [b for b in listed if b.email.lower() == a.email.lower()] for a in listed}
    seen = standing.answers
    for tracked in standing.tracked:
        if seen.get(tracked.email) != entry.answers.get(tracked.email):
            _take(unit, entry, tracked, places.get(tracked.email, []), now=now)
    strangers = sorted({t.email for t in standing.tracked} - places.keys() - set(entry.guests))
    if seen != entry.answers:
        entry.answers = seen
    if strangers != entry.strangers:
        entry.strangers = strangers


def _take(
    unit: Unit, entry: CalendarEntry, tracked: Tracked, places: Sequence[Attendee], *, now: datetime
) -> None:
    """Who has two places answers for both."""
    if not places and tracked.response is not Response.NONE:
        _lay_aside(unit, entry, tracked, now)
    for attendee in places:
        is_reading = attendee.is_invited or is_let_go(unit, attendee, now)
        if is_reading and attendee.track(_answered(tracked), tracked.answered_at, now):
            answered, member = str(attendee.answered), attendee.member_id
            unit.record("take_reply", entry.meeting_id, now, answered=answered, member=member)


def _lay_aside(unit: Unit, entry: CalendarEntry, tracked: Tracked, now: datetime) -> None:
    """Somebody added by hand has answered: a person may find whom they answer for."""
    reply = attending.unmatched_from(unit.session, entry.meeting_id, tracked.email)
    if reply is None:
        reply = UnmatchedReply(unit.new_id(), "", NOT_INVITED, now, entry.meeting_id, tracked.email)
        unit.session.add(reply)
        unit.record("lay_aside_reply", reply.id, now, reason=NOT_INVITED)
    reply.answered, reply.answered_at = _answered(tracked), tracked.answered_at


def _answered(tracked: Tracked) -> Answered:
    is_answered = tracked.response is not Response.NONE
    return Answered(str(tracked.response)) if is_answered else Answered.NEEDS_ACTION
