"""The steps that lead a case to a conversation and a course, for tests that begin there."""

from datetime import date, timedelta

from driven_service import local
from sample_people import KE, confirmed, set_everybody

from agenda.cases.conversation import ConversationOutcome, ConversationPlan, ConversationReport
from agenda.cases.course import CourseGiven
from agenda.cases.lookup import AnswerGiven, AnswerKind
from agenda.cases.outcome import OutcomeGiven, OutcomeKind
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.conversing import Which, plan_conversation, report_conversation
from service.workflow.cases.courses import open_course
from service.workflow.cases.deciding import Decision, record_outcome
from service.workflow.cases.intake import take_concern

BEGINS = local("2026-11-24", "09:00")
PLANNED_AT = local("2026-11-30", "14:00")
PLAN = ConversationPlan("sof", "Rådgiver Prøve Holdersen", "Prøvegade 1, lokale 2", PLANNED_AT)
NOTHING = AnswerGiven(AnswerKind.NOTHING_REGISTERED)
CONVERSATION = OutcomeGiven(
    OutcomeKind.CONVERSATION, "sof", "Der er grund til en samtale.", due_on=date(2026, 12, 22)
)
MENTOR = CourseGiven("mentor", "sof", "En mentor, der følger til fritidsinteresser")


def with_plan(driven):
    set_everybody(driven)
    driven.plan(KE, "2026-11-24", "2027-02-28")
    return driven


def to_conversation(driven, given=None):
    """A case for which the unit recommends a conversation, at the meeting's first second; gives its reference."""
    taken = driven.do(take_concern, confirmed(given, parties=("ssp", "sof"))).reference
    for party_id in ("ssp", "sof"):
        driven.do(answer_lookup, driven.lookup(taken, party_id).id, NOTHING, as_=f"agency:{party_id}")
    driven.play_until(BEGINS)
    case = driven.case(taken)
    driven.do(record_outcome, taken, Decision(case.meeting_id, CONVERSATION, case.revision))
    return taken


def planned(driven, reference, plan=PLAN):
    return driven.do(plan_conversation, reference, plan, driven.case(reference).revision)


def held(driven, reference, outcome=ConversationOutcome.WANTS_COURSE, note="Vil gerne have en mentor"):
    """The conversation is planned, and reported an hour after its time."""
    one = planned(driven, reference)
    driven.play_until(PLANNED_AT + timedelta(hours=1))
    report = ConversationReport(outcome, note=note)
    return driven.do(report_conversation, Which(reference, one.id, one.revision), report)


def opened(driven, reference, given=MENTOR):
    return driven.do(open_course, reference, given, driven.case(reference).revision)
