"""Whether a case lies on the agenda of a meeting as it was released, and who takes part in what is said of it."""

from datetime import datetime, timedelta

from agenda.cases.case import Case, CaseState
from agenda.meetings.meeting import AGENDA_DUE, Meeting
from service.database.cases.at_meetings import outcome_at
from service.database.cases.following import follow_ups_on
from service.database.meetings.agendas import released_agenda
from service.database.meetings.questions import meetings_listed, valid_parties
from service.workflow.unit import Unit

LATE = timedelta(days=60)


def known_parties(unit: Unit, now: datetime) -> frozenset[str]:
    """Who can be responsible, dissent, say something or own an action."""
    on = unit.calendar.local(now).date()
    return frozenset(party.id for party in valid_parties(unit.session, on))


def is_on_agenda(unit: Unit, case: Case, meeting: Meeting) -> bool:
    """Released for this meeting, or back on it for its follow-up, or put on its agenda later.

    At a written procedure nothing is said, and its outcomes take everybody's consent.
    """
    if meeting.is_written:
        return False
    if case.meeting_id == meeting.id and case.state in {CaseState.RELEASED, CaseState.DISCUSSED}:
        return True
    agenda = released_agenda(unit.session, meeting.id)
    if agenda is not None:
        return case.reference in agenda.about
    release = meeting.milestone(AGENDA_DUE)
    is_out = release is not None and release.done_at is not None
    return is_out and any(
        reference == case.reference for _, reference, _ in follow_ups_on(unit.session, meeting)
    )


def meetings_that_treated(unit: Unit, case: Case, now: datetime) -> list[Meeting]:
    """The meetings of late on whose agenda the case lies, the newest first; what was said there can be kept."""
    of_late = meetings_listed(unit.session, unit.settings.cases.body, now - LATE)
    return [
        meeting
        for meeting in reversed(of_late)
        if meeting.starts_at <= now
        and (outcome_at(unit.session, case.id, meeting.id) or is_on_agenda(unit, case, meeting))
    ]
