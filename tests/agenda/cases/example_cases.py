"""A case and its requests, to be varied by the tests of the rules."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from agenda.cases.case import Case, CaseState
from agenda.cases.citizen import CitizenGiven
from agenda.cases.concern import Basis, ConcernGiven, SourceKind, Urgency
from agenda.cases.lookup import Lookup
from agenda.meetings.meeting import ANSWERS_DUE, CUT_OFF, Meeting, Milestone
from scheduler.working_days import Calendar

CALENDAR = Calendar(ZoneInfo("Europe/Copenhagen"), ((6, 5), (12, 24), (12, 31)))
ON = date(2026, 11, 25)


def at(day, hour, minute=0, second=0):
    """A moment of December 2026, in winter time one hour ahead of UTC."""
    return datetime(2026, 12, day, hour - 1, minute, second, tzinfo=UTC)


REQUESTED_AT, DUE_AT = at(1, 10), at(3, 12)


def lookup(**changes):
    facts = {"id": "1", "case_id": "c", "concern_id": "n", "party_id": "ssp", "round": 1}
    return Lookup(**(facts | {"requested_at": REQUESTED_AT, "due_at": DUE_AT} | changes))


def case(*lookups, **changes):
    facts = {"id": "c", "reference": "KE-2026-0117", "opened_at": REQUESTED_AT, "sealed_citizen": b""}
    seen = {"cpr_index": None, "person_index": "p", "is_child": False, "is_urgent": False}
    return Case(**(facts | seen | {"state": CaseState.ASKING, "lookups": list(lookups)} | changes))


def meeting(day, cut_off, due):
    marks = {CUT_OFF: cut_off, ANSWERS_DUE: due}
    milestones = [Milestone(f"m{day}", name, moment, {}) for name, moment in marks.items() if moment]
    return Meeting(
        f"m{day}", "koordineringsenheden", at(day, 9), at(day, 11), f"m{day}", milestones=milestones
    )


def citizen(**changes):
    return CitizenGiven(
        **(
            {"name": "Testa Prøvesen", "cpr": "010190-5001", "born_on": None, "municipality": "København"}
            | changes
        )
    )


def concern(**changes):
    facts = {"citizen": citizen(), "source_kind": SourceKind.HOTLINE, "source": "", "theme": "other"}
    texts = {"words": "ord", "purpose": "formål", "necessity": "nødvendig"}
    return ConcernGiven(**(facts | texts | {"urgency": Urgency.NORMAL, "basis": Basis.SSP} | changes))
