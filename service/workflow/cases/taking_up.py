"""Which meeting takes up what was told between meetings: the next one whose parties are given the case."""

from collections.abc import Sequence
from datetime import datetime

from agenda.cases.case import Case
from agenda.cases.follow_up import FollowUpState
from agenda.cases.oral_note import OralNote
from agenda.meetings.meeting import Meeting, MeetingState
from service.database.cases.following import follow_ups_of
from service.database.meetings.agendas import meetings_given
from service.database.meetings.questions import meeting_named
from service.workflow.unit import Unit


def taken_up_at(unit: Unit, case: Case, note: OralNote) -> Meeting | None:
    """The first that was not over when it was noted; None until the case is released to one."""
    given = [meeting for meeting in _given(unit, case) if meeting.ends_at > note.noted_at]
    return min(given, key=lambda meeting: meeting.starts_at, default=None)


def expected_at(unit: Unit, case: Case, now: datetime) -> Meeting | None:
    """Where the case is to come next, as things stand: it is told the secretariat before anything is released."""
    ids = [case.meeting_id] if case.is_open and case.meeting_id else []
    ids += [
        one.meeting_id
        for one in follow_ups_of(unit.session, case.id)
        if one.state is FollowUpState.OPEN and one.meeting_id
    ]
    ahead = [one for one in _named(unit, ids) if one.state is MeetingState.CONFIRMED and one.ends_at > now]
    return min(ahead, key=lambda meeting: meeting.starts_at, default=None)


def _given(unit: Unit, case: Case) -> list[Meeting]:
    """On whose released agenda the case stands; or, as in writing, where it lies released."""
    lies_on = [case.meeting_id] if case.released_at is not None and case.meeting_id else []
    both = [*meetings_given(unit.session, case.reference), *_named(unit, lies_on)]
    return [one for one in both if one.state in {MeetingState.CONFIRMED, MeetingState.HELD}]


def _named(unit: Unit, meeting_ids: Sequence[str]) -> list[Meeting]:
    return [meeting_named(unit.session, meeting_id) for meeting_id in meeting_ids]
