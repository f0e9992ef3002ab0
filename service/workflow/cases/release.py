"""At the agenda's milestone answers are released; a case that is not ready rolls over once, or goes on with gaps."""

from collections.abc import Iterator
from datetime import datetime

from agenda.access import CLOCK
from agenda.cases.case import DISCUSSED_OR_LATER, Case, CaseState
from agenda.cases.lookup import LookupState
from agenda.cases.placing import AtRelease, at_release, check_release
from agenda.meetings.meeting import ANSWERS_DUE, Meeting
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.cases.questions import release_later, worked_case, worked_on, worked_on_legible
from service.database.meetings.questions import confirmed_after, meeting_named
from service.workflow.cases.agenda import add_late_case, wanted_of_cases
from service.workflow.cases.following import follow_onto, set_own_release
from service.workflow.cases.leaving import come_back, leave_agenda
from service.workflow.cases.placing import take_up_late
from service.workflow.cases.reminding import miss_what_is_past
from service.workflow.meetings.agenda import compose, release
from service.workflow.meetings.attending import people_told
from service.workflow.office import Notice, tell_office, tell_office_after_pause
from service.workflow.unit import Telling, Unit


def release_agenda(unit: Unit, meeting: Meeting, now: datetime) -> None:
    """Decide for each case of the meeting what happens to it now, and tell the secretariat what did not go as usual.

    One whose agencies were given a later deadline comes onto the agenda when it is released itself.
    """
    next_meeting = _next_after(unit, meeting)
    rolled: list[str] = []
    gaps: list[str] = []
    cases, unreadable = worked_on_legible(unit.session, meeting.id)
    release_later(unit.session, unreadable, now)
    for case in cases:
        case_rolled, case_gaps = _decide(unit, case, meeting, next_meeting, now)
        rolled += case_rolled
        gaps += case_gaps
    waited_for = [case for case in cases if case.meeting_id == meeting.id and case.state is CaseState.ASKING]
    later = {case.reference for case in waited_for}
    wanted = [item for item in wanted_of_cases(unit, meeting, now) if item.about not in later]
    release(unit, compose(unit, meeting, wanted, now), now)
    for case in waited_for:
        set_own_release(unit, case, now)
    for notice, facts in _notices(meeting, rolled, gaps):
        tell_office(unit, notice, now, **facts)
    _tell_members(unit, meeting, now)


def release_late_case(unit: Unit, case_id: str, now: datetime) -> None:
    """The clock's step: release one case that joined its meeting after the agenda was released."""
    case = worked_case(unit.session, case_id)
    case.release_at = None
    if case.meeting_id is None:
        return
    meeting = meeting_named(unit.session, case.meeting_id)
    if meeting.starts_at <= now:
        _carry_over(unit, case, _next_after(unit, meeting), now)
        return
    rolled, gaps = _decide(unit, case, meeting, _next_after(unit, meeting), now)
    if case.state is CaseState.RELEASED:
        add_late_case(unit, meeting, case, now)
    for notice, facts in _notices(meeting, rolled, gaps):
        tell_office_after_pause(unit, notice, now, **facts)


def release_unprepared(unit: Unit, case: Case, why: Reason, now: datetime) -> None:
    """The meeting has treated the case, though its agenda never went out: gaps are gaps."""
    miss_what_is_past(unit, case, now)
    case.release(now, has_gaps=any(lookup.is_outstanding for lookup in case.standing))
    unit.record("release_answers", case.reference, now, why, with_gaps=case.has_gaps)


def check_may_release(unit: Unit, meeting: Meeting, now: datetime) -> None:
    cases = [case for case in worked_on(unit.session, meeting.id) if case.state not in DISCUSSED_OR_LATER]
    check_release(cases, meeting.due_at(ANSWERS_DUE), now)


def end_discussion(unit: Unit, meeting: Meeting, now: datetime) -> None:
    """The meeting was held: released cases were discussed and open requests lapse; what was not released goes along."""
    for case in worked_on(unit.session, meeting.id):
        if case.state is CaseState.RELEASED:
            discuss(unit, case, now)
            take_up_late(unit, case, meeting, now)
        elif case.state not in DISCUSSED_OR_LATER:
            _carry_over(unit, case, _next_after(unit, meeting), now)


def discuss(unit: Unit, case: Case, now: datetime) -> None:
    """The case was discussed: nobody need answer any more."""
    case.become(CaseState.DISCUSSED)
    lapse(unit, case, now)


def _decide(
    unit: Unit, case: Case, meeting: Meeting, onto: Meeting | None, now: datetime
) -> tuple[list[str], list[str]]:
    """Settle one case; answer its reference under rolled over, under gaps, or not at all."""
    if case.state in {CaseState.RECEIVED, CaseState.AWAITING_CLEARANCE}:
        _carry_over(unit, case, onto, now)
        return [], []
    if case.state is not CaseState.ASKING:
        return [], []
    fate = at_release(case, meeting.starts_at, has_next_meeting=onto is not None, now=now)
    if fate is AtRelease.WAIT:
        set_own_release(unit, case, now)
        return [], []
    if fate is AtRelease.ROLL_OVER and onto is not None:
        _roll_over(unit, case, onto, now)
        return [case.reference], []
    _release(unit, case, fate, now)
    return [], [case.reference] if case.has_gaps else []


def _next_after(unit: Unit, meeting: Meeting) -> Meeting | None:
    following = confirmed_after(unit.session, meeting.body_id, meeting.starts_at)
    return following[0] if following else None


def lapse(unit: Unit, case: Case, now: datetime) -> None:
    miss_what_is_past(unit, case, now)
    for lookup in case.standing:
        if lookup.is_outstanding:
            lookup.become(LookupState.LAPSED)
            lookup.next_reminder_at = None
            unit.record("lapse_request", case.reference, now, Reason.MEETING_ENDED, party=lookup.party_id)


def _release(unit: Unit, case: Case, fate: AtRelease, now: datetime) -> None:
    case.release(now, has_gaps=fate is AtRelease.GO_ON_WITH_GAPS)
    come_back(unit, case, now)
    why = Reason.CASE_GOES_ON if case.has_gaps else _reason(unit)
    unit.record("release_answers", case.reference, now, why, with_gaps=case.has_gaps)


def _roll_over(unit: Unit, case: Case, onto: Meeting, now: datetime) -> None:
    miss_what_is_past(unit, case, now)
    case.rolled_over += 1
    leave_agenda(unit, case, onto.id, Reason.CASE_ROLLED_OVER, now)
    unit.record("roll_over", case.reference, now, Reason.CASE_NOT_READY, meeting=onto.id)
    follow_onto(unit, case, Reason.CASE_ROLLED_OVER, now)


def _carry_over(unit: Unit, case: Case, onto: Meeting | None, now: datetime) -> None:
    """Nobody has been asked yet: the case goes along without counting as rolled over."""
    leave_agenda(unit, case, onto.id if onto else None, Reason.CASE_NOT_READY, now)
    follow_onto(unit, case, Reason.CASE_NOT_READY, now)
    unit.record("carry_over", case.reference, now, Reason.CASE_NOT_READY, meeting=case.meeting_id)


def _notices(
    meeting: Meeting, rolled: list[str], gaps: list[str]
) -> Iterator[tuple[Notice, dict[str, object]]]:
    """What the office is told of, with the references; several notices of one kind are one."""
    for occasion, why, references in (
        (Occasion.CASE_ROLLED_OVER, Reason.CASE_NOT_READY, rolled),
        (Occasion.CASE_WITH_GAPS, Reason.CASE_GOES_ON, gaps),
    ):
        if references:
            named = dict.fromkeys(references, True)
            notice = Notice(occasion, meeting.body_id, meeting.id, why)
            yield notice, {"references": named, "meeting_id": meeting.id}


def _tell_members(unit: Unit, meeting: Meeting, now: datetime) -> None:
    cases = [c for c in worked_on_legible(unit.session, meeting.id)[0] if c.state is CaseState.RELEASED]
    for to in people_told(unit, meeting):
        facts: dict[str, object] = {"meeting_id": meeting.id, "cases": len(cases)}
        why = _reason(unit)
        unit.tell(Telling(Occasion.AGENDA_RELEASED, to, meeting.body_id, meeting.id, why, facts), now)


def _reason(unit: Unit) -> Reason:
    return Reason.AGENDA_RELEASED if unit.actor == CLOCK else Reason.RELEASED_BY_HAND
