"""Whether a case lies on the agenda of a meeting as it was released, and who takes part in what is said of it."""

from datetime import datetime, timedelta

from agenda.cases.authorities import Authorities
from agenda.cases.case import Case, CaseState
from agenda.meetings.meeting import Meeting
from service.database.cases.at_meetings import outcome_at
from service.database.cases.owed import outcomes_owed
from service.database.meetings.agendas import released_agenda
from service.database.meetings.minutes import minutes_of
from service.database.meetings.questions import meeting_named, meetings_listed, valid_parties
from service.workflow.cases.sight import barred_from
from service.workflow.meetings.kept_out import barred_parties
from service.workflow.unit import Unit

LATE = timedelta(days=60)


def known_parties(unit: Unit, now: datetime) -> frozenset[str]:
    on = unit.calendar.local(now).date()
    return frozenset(party.id for party in valid_parties(unit.session, on))


def authorities_in(unit: Unit, case: Case, now: datetime, meeting: Meeting | None = None) -> Authorities:
    """As they stand now; those who were kept out at the meeting had no part in what was said there either."""
    there = barred_parties(unit, meeting, case.reference) if meeting is not None else frozenset()
    return Authorities(known_parties(unit, now), barred_from(unit, case) | there)


def is_on_agenda(unit: Unit, case: Case, meeting: Meeting) -> bool:
    """Released for this meeting, or back on it for its follow-up, or put on its agenda later.

    At a written procedure nothing is said, and its outcomes take everybody's consent.
    """
    if meeting.is_written or meeting.is_off:
        return False
    if case.meeting_id == meeting.id and case.state in {CaseState.RELEASED, CaseState.DISCUSSED}:
        return True
    agenda = released_agenda(unit.session, meeting.id)
    return agenda is not None and case.reference in agenda.about


def meetings_that_treated(unit: Unit, case: Case, now: datetime) -> list[Meeting]:
    """The newest first: those of late, and any that still owes its outcome, unless their minutes are approved.

    What was said, recommended and agreed there can be kept.
    """
    of_late = meetings_listed(unit.session, unit.settings.cases.body, now - LATE)
    owing = {at for reference, at, _ in outcomes_owed(unit.session) if reference == case.reference}
    older = [meeting_named(unit.session, at) for at in owing - {meeting.id for meeting in of_late}]
    return [
        meeting
        for meeting in sorted([*of_late, *older], key=lambda one: one.starts_at, reverse=True)
        if meeting.starts_at <= now and _may_be_recorded(unit, case, meeting)
    ]


def _may_be_recorded(unit: Unit, case: Case, meeting: Meeting) -> bool:
    minutes = minutes_of(unit.session, meeting.id)
    if minutes is not None and minutes.is_locked:
        return False
    is_there = outcome_at(unit.session, case.id, meeting.id) or is_on_agenda(unit, case, meeting)
    return bool(is_there) and not meeting.is_off
