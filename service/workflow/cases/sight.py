"""Which agency has lost sight of a case, since whoever stands for it is kept out for a conflict of interest."""

from agenda.access import Role
from agenda.cases.case import Case
from service.database.meetings.agendas import exclusions_of
from service.database.meetings.questions import meeting_named
from service.workflow.meetings.excluding import barred_parties
from service.workflow.unit import Unit


def is_kept_out(unit: Unit, case: Case) -> bool:
    return unit.actor.role is Role.AGENCY and unit.actor.party_id in barred_from(unit, case)


def barred_from(unit: Unit, case: Case) -> frozenset[str]:
    """Of a case without a meeting it is told by the meeting at which somebody was kept out."""
    exclusions = exclusions_of(unit.session, case.reference)
    meeting_id = case.meeting_id or (exclusions[-1].meeting_id if exclusions else None)
    if not exclusions or meeting_id is None:
        return frozenset()
    return barred_parties(unit, meeting_named(unit.session, meeting_id), case.reference)
