"""A case that is released, at the first second of its meeting, for the tests of what happens there."""

from driven_service import local
from minuted import CONVERSATION
from sample_people import KE, confirmed, set_everybody

from agenda.cases.lookup import AnswerGiven, AnswerKind
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.deciding import Decision, record_outcome
from service.workflow.cases.intake import take_concern
from service.workflow.cases.showing import show_case

BEGINS, ENDS = local("2026-11-24", "09:00"), local("2026-11-24", "11:00")


def with_meetings(start_on, until="2026-12-22"):
    driven = start_on(local("2026-11-09"))
    set_everybody(driven)
    driven.plan(KE, "2026-11-24", until)
    return driven


def at_its_meeting(driven):
    """Gives the case's reference."""
    taken = driven.do(take_concern, confirmed(parties=("ssp", "sof"))).reference
    nothing = AnswerGiven(AnswerKind.NOTHING_REGISTERED)
    for party_id in ("ssp", "sof"):
        driven.do(answer_lookup, driven.lookup(taken, party_id).id, nothing, as_=f"agency:{party_id}")
    driven.play_until(BEGINS)
    return taken


def decide(driven, reference, given=CONVERSATION, meeting_id=None):
    case = driven.case(reference)
    return driven.do(record_outcome, reference, Decision(meeting_id or case.meeting_id, given, case.revision))


def shown(driven, reference, as_="secretariat"):
    return driven.do(show_case, reference, "opfølgning", as_=as_).at_meetings
