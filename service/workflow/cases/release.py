"""At the agenda's milestone answers are released; a case that is not ready rolls over once, or goes on with gaps."""

from datetime import datetime

from agenda.cases.case import Case, CaseState
from agenda.cases.lookup import LookupState
from agenda.cases.placing import AtRelease, at_release
from agenda.meetings.meeting import Meeting
from agenda.meetings.party import Recipient
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.cases.questions import worked_on
from service.database.meetings.questions import attendees, confirmed_after
from service.workflow.cases.placing import follow_case
from service.workflow.office import Notice, tell_office
from service.workflow.unit import Telling, Unit


def release_agenda(unit: Unit, meeting: Meeting, now: datetime) -> None:
    """Decide for each case of the meeting what happens to it now, and tell the secretariat what did not go as usual."""
    following = confirmed_after(unit.session, meeting.body_id, meeting.starts_at)
    next_meeting = following[0] if following else None
    rolled: list[str] = []
    gaps: list[str] = []
    released = 0
    for case in worked_on(unit.session, meeting.id):
        if case.state in {CaseState.RECEIVED, CaseState.AWAITING_CLEARANCE}:
            _carry_over(unit, case, next_meeting, now)
            continue
        fate = at_release(case, has_next_meeting=next_meeting is not None, now=now)
        if fate is AtRelease.ROLL_OVER and next_meeting is not None:
            _roll_over(unit, case, next_meeting, now)
            rolled.append(case.reference)
            continue
        _release(unit, case, fate, now)
        released += 1
        if fate is AtRelease.GO_ON_WITH_GAPS:
            gaps.append(case.reference)
    _tell(unit, meeting, rolled, gaps, now)
    _tell_members(unit, meeting, released, now)


def end_discussion(unit: Unit, meeting: Meeting, now: datetime) -> None:
    """The meeting was held: its cases were discussed, and requests nobody answered lapse."""
    for case in worked_on(unit.session, meeting.id):
        if case.state is not CaseState.RELEASED:
            continue
        case.become(CaseState.DISCUSSED)
        for lookup in case.standing:
            if lookup.is_outstanding:
                lookup.become(LookupState.LAPSED)
                lookup.next_reminder_at = None
                unit.record("lapse_request", case.reference, now, Reason.MEETING_ENDED, party=lookup.party_id)


def _release(unit: Unit, case: Case, fate: AtRelease, now: datetime) -> None:
    case.become(CaseState.RELEASED)
    case.released_at, case.has_gaps = now, fate is AtRelease.GO_ON_WITH_GAPS
    why = Reason.CASE_GOES_ON if case.has_gaps else Reason.AGENDA_RELEASED
    unit.record("release_answers", case.reference, now, why, with_gaps=case.has_gaps)


def _roll_over(unit: Unit, case: Case, onto: Meeting, now: datetime) -> None:
    case.rolled_over += 1
    case.meeting_id = onto.id
    unit.record("roll_over", case.reference, now, Reason.CASE_NOT_READY, meeting=onto.id)
    follow_case(unit, case, Reason.CASE_ROLLED_OVER, now)


def _carry_over(unit: Unit, case: Case, onto: Meeting | None, now: datetime) -> None:
    """Nobody has been asked yet: the case goes along without counting as rolled over."""
    case.meeting_id = onto.id if onto else None
    unit.record("carry_over", case.reference, now, Reason.CASE_NOT_READY, meeting=case.meeting_id)


def _tell(unit: Unit, meeting: Meeting, rolled: list[str], gaps: list[str], now: datetime) -> None:
    if rolled:
        why = Reason.CASE_NOT_READY
        notice = Notice(Occasion.CASE_ROLLED_OVER, meeting.body_id, meeting.id, why)
        tell_office(unit, notice, now, references=rolled, meeting_id=meeting.id)
    if gaps:
        why = Reason.CASE_GOES_ON
        notice = Notice(Occasion.CASE_WITH_GAPS, meeting.body_id, meeting.id, why)
        tell_office(unit, notice, now, references=gaps, meeting_id=meeting.id)


def _tell_members(unit: Unit, meeting: Meeting, cases: int, now: datetime) -> None:
    for attendee in attendees(unit.session, meeting.id):
        if attendee.is_invited:
            to = Recipient(attendee.name, attendee.email, attendee.language)
            facts: dict[str, object] = {"meeting_id": meeting.id, "cases": cases}
            why = Reason.AGENDA_RELEASED
            unit.tell(Telling(Occasion.AGENDA_RELEASED, to, meeting.body_id, meeting.id, why, facts), now)
