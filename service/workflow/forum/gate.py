"""The forum's gate, as composition hands it to the invitations: whom the Charter and the appointments let in."""

from datetime import datetime

from agenda.forum.gate import Days, may_be_invited, may_stay_invited
from agenda.meetings.admission import Admitted
from agenda.meetings.meeting import Meeting
from service.database.forum import questions
from service.workflow.unit import Unit


def admitted_by_charter(unit: Unit, meeting: Meeting, now: datetime) -> Admitted:
    """Asked anew whenever somebody is invited, and whenever anything of it has changed."""
    days = Days(unit.calendar.local(now).date(), unit.calendar.local(meeting.starts_at).date())
    accessions = questions.accessions_worked(unit.session)
    appointed = questions.appointments_on(unit.session, days.held_on)
    return Admitted(
        frozenset(one.member_id for one in appointed if may_be_invited([one], accessions, days)),
        frozenset(one.member_id for one in appointed if may_stay_invited([one], accessions, days)),
    )
