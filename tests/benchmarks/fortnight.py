"""A fortnight of the secretariat, played by the service itself: concerns, answers, a meeting, and what came of it.

It is the pattern from which years of history are copied, and the days before a coming meeting that are shown.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from driven_service import Clock, Driven, local
from minuted import CONVERSATION, NOTHING, approve_as, mark_all, send_out
from sample_people import KE, PARTIES, citizen, concern, confirmed, delegate, set_everybody
from sqlalchemy import select

from agenda.cases.action import ActionGiven, ActionState, AgreedAction
from agenda.cases.case import CloseReason
from agenda.cases.consent import CITIZEN, ConsentGiven
from agenda.cases.conversation import ConversationOutcome, ConversationPlan, ConversationReport
from agenda.cases.course import CourseEnd, CourseGiven, EndReason
from agenda.cases.lookup import AnswerGiven, AnswerKind
from agenda.cases.orientation import OrientationGiven, OrientationKind
from service.app import Surroundings, open_service
from service.database.cases.efforts import courses_of
from service.database.cases.tables import case
from service.workflow.cases.agreeing import ActionEnd, Agreement, agree_action, settle_action
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.closing import Closing, close_case
from service.workflow.cases.conversing import Which, plan_conversation, report_conversation
from service.workflow.cases.courses import end_course, give_consent, open_course
from service.workflow.cases.deciding import Decision, record_outcome
from service.workflow.cases.intake import take_concern
from service.workflow.cases.orienting import decide_orientation
from service.workflow.cases.showing import show_case, show_lookup

BEGINS, MEETS = local("2026-11-09"), local("2026-11-24", "09:30")
APPROVED, SETTLED = local("2026-11-27", "12:00"), local("2026-11-30", "09:00")
SHOWN_AT = local("2026-12-01", "10:00")  # the next meeting's cases are in, and its answers are awaited
LAST_PLANNED = "2027-01-31"
LENGTH = timedelta(days=14)
RELEVANT = AnswerGiven(
    AnswerKind.RELEVANT,
    ("Er ofte væk fra undervisningen", "Taler om at rejse"),
    ("Har en træner, der holder fast i kontakten",),
)
SHARES = (RELEVANT, AnswerGiven(AnswerKind.NOTHING_REGISTERED))
PLAN = ConversationPlan(
    "sof", "Rådgiver Prøve Holdersen", "Prøvegade 1, lokale 2", local("2026-11-26", "14:00")
)
REPORT = ConversationReport(ConversationOutcome.WANTS_COURSE, note="Vil gerne have en mentor")
COURSE = CourseGiven("mentor", "sof", "En mentor, der følger til fritidsinteresser")
ENDS = CourseEnd(EndReason.COMPLETED, date(2026, 11, 30), "Mentoren fortsætter som frivillig")
ORIENTED = OrientationGiven(OrientationKind.GIVEN, date(2026, 11, 27))
TASK = ActionGiven("bif", "Høre om en praktikplads", date(2027, 1, 5))


@dataclass(frozen=True)
class Size:
    """How many cases a meeting has, how many of them go on after it, and how many the coming one has."""

    cases: int = 38
    go_on: int = 20
    coming: int = 40


def somebody(number):
    """Another for each number, whose number in the register is nobody's: born in 1890 by it."""
    day, month, serial = number % 28 + 1, number // 28 % 12 + 1, number // 336
    in_letters = "".join(chr(ord("a") + int(digit)) for digit in str(number)).capitalize()
    return citizen(f"Testa {in_letters}sen Prøvesen", f"{day:02}{month:02}90-5{serial:03}")


def open_at(folder, moment):
    """The service on a folder, made if it is not there, whose clock stands at the moment."""
    clock = Clock(moment)
    return Driven(open_service(Surroundings(folder, clock=clock)), clock)


def begin(folder):
    """Before the first concern: people and planned meetings."""
    driven = open_at(folder, BEGINS)
    set_everybody(driven, *(delegate(party_id) for party_id in PARTIES))
    driven.plan(KE, "2026-11-24", LAST_PLANNED)
    driven.service.engine.dispose()


def play_fortnight(folder, size):
    """Until the Monday after a meeting, with some of its cases closed there and some that go on."""
    driven = open_at(folder, BEGINS)
    references = _take(driven, range(size.cases))
    driven.play_until(local("2026-11-11", "10:00"))
    _answer(driven, references)
    driven.play_until(MEETS)
    meeting_id = driven.meetings(KE)[0].id
    for number, reference in enumerate(references):
        _decide(driven, reference, meeting_id, CONVERSATION if number < size.go_on else NOTHING)
    planned = [_agree(driven, reference, meeting_id) for reference in references[: size.go_on // 2]]
    mark = mark_all(driven, meeting_id).marks[0]
    driven.play_until(local("2026-11-24", "13:00"))
    send_out(driven, meeting_id)
    driven.play_until(APPROVED)
    for reference, conversation in zip(references, planned, strict=False):
        _lead_on(driven, reference, conversation)
    approve_as(driven, meeting_id, mark.attendee_id)
    driven.play_until(SETTLED)
    return driven, meeting_id


def end_fortnight(driven):
    """Nothing of it goes on: what was agreed is done, courses have ended, and every case is closed."""
    with driven.service.sessions() as session:
        actions = session.scalars(select(AgreedAction)).all()
        cases = session.execute(select(case.c.reference, case.c.id).where(case.c.closed_at.is_(None))).all()
        courses = {reference: courses_of(session, case_id) for reference, case_id in cases}
    for action in actions:
        end = ActionEnd(ActionState.DONE, "", action.revision)
        driven.do(settle_action, action.id, end, as_=f"agency:{action.owner}")
    for reference, running in courses.items():
        for course in running:
            driven.do(end_course, Which(reference, course.id, course.revision), ENDS)
        driven.do(close_case, reference, Closing(CloseReason.NO_NEED, driven.case(reference).revision))
    driven.tick()


def play_coming(driven, size, first):
    """The coming meeting's cases are taken, about people from number `first` on; of half of them all have answered."""
    driven.clock.now = SETTLED
    driven.tick()
    references = _take(driven, range(first, first + size.coming))
    driven.play_until(SETTLED + timedelta(hours=4))
    _answer(driven, references[: size.coming // 2])
    driven.play_until(SHOWN_AT)
    return driven.meetings(KE)[-1]


def _take(driven, numbers):
    return [driven.do(take_concern, confirmed(concern(somebody(number)))).reference for number in numbers]


def _answer(driven, references):
    """Each agency opens its request and answers; the secretariat looks at the case."""
    for number, reference in enumerate(references):
        for place, party_id in enumerate(PARTIES):
            lookup_id = driven.lookup(reference, party_id).id
            driven.do(show_lookup, lookup_id, as_=f"agency:{party_id}")
            given = SHARES[(number + place) % len(SHARES)]
            driven.do(answer_lookup, lookup_id, given, as_=f"agency:{party_id}")
        driven.do(show_case, reference, "Forberede mødet")


def _decide(driven, reference, meeting_id, given):
    driven.do(record_outcome, reference, Decision(meeting_id, given, driven.case(reference).revision))


def _agree(driven, reference, meeting_id):
    driven.do(agree_action, reference, Agreement(meeting_id, TASK))
    return driven.do(plan_conversation, reference, PLAN, driven.case(reference).revision)


def _lead_on(driven, reference, conversation):
    """The conversation is held, the citizen told, and a course begun."""
    driven.do(report_conversation, Which(reference, conversation.id, conversation.revision), REPORT)
    driven.do(decide_orientation, reference, ORIENTED, driven.case(reference).revision)
    course = driven.do(open_course, reference, COURSE, driven.case(reference).revision)
    consent = ConsentGiven(CITIZEN, date(2026, 11, 27))
    driven.do(give_consent, Which(reference, course.id, course.revision), consent)
