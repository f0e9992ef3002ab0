"""What the desk asks of the store for the consents that courses rest on: the same however many courses there are."""

from datetime import date, timedelta

import pytest
from counted import statements_of
from course_steps import BEGINS, CONVERSATION, NOTHING, PLANNED_AT, opened, planned, with_plan
from driven_service import local
from sample_people import citizen, concern, confirmed

from agenda.access import Actor, Role
from agenda.cases.concern import Notification
from agenda.cases.consent import CITIZEN, Consenter, ConsentGiven, Giver
from agenda.cases.conversation import ConversationOutcome, ConversationReport
from agenda.cases.representative import RepresentativeGiven, RepresentativeKind
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.conversing import Which, report_conversation
from service.workflow.cases.courses import give_consent
from service.workflow.cases.deciding import Decision, record_outcome
from service.workflow.cases.intake import take_concern
from service.workflow.cases.representing import add_representative
from service.workflow.cases.showing_efforts import show_effort
from service.workflow.desk import desk_of

TODAY = date(2026, 11, 30)
ADULT, NINE, FOURTEEN = date(1890, 1, 1), date(2017, 5, 1), date(2011, 12, 20)
WANTED = ConversationReport(ConversationOutcome.WANTS_COURSE, note="Vil gerne have en mentor")
AFTER_BIRTHDAYS = local("2026-12-23", "09:00")


@pytest.fixture
def driven(start_on):
    return with_plan(start_on(local("2026-11-09")))


def with_courses(driven, *born):
    """A running course for each; in the end the fourteen-year-olds' stand still."""
    references = [_discussed(driven, number, born_on) for number, born_on in enumerate(born)]
    driven.play_until(BEGINS)
    for reference in references:
        case = driven.case(reference)
        driven.do(record_outcome, reference, Decision(case.meeting_id, CONVERSATION, case.revision))
    conversations = [planned(driven, reference) for reference in references]
    driven.play_until(PLANNED_AT + timedelta(hours=1))
    for reference, born_on, one in zip(references, born, conversations, strict=True):
        driven.do(report_conversation, Which(reference, one.id, one.revision), WANTED)
        opened(driven, reference)
        _consented(driven, reference, is_child=born_on != ADULT)
    driven.play_until(AFTER_BIRTHDAYS)
    return references


def _discussed(driven, number, born_on):
    named = {} if born_on == ADULT else {"notification": Notification.MADE}
    cpr = f"{number + 1:02}0190-5001" if born_on == ADULT else ""
    born_on = date(1890, 1, number + 1) if born_on == ADULT else born_on + timedelta(days=number)
    given = concern(citizen(f"Prøve{'abcdefgh'[number]} Opdigtsen", cpr, born_on), **named)
    reference = driven.do(take_concern, confirmed(given, parties=("ssp",))).reference
    driven.do(answer_lookup, driven.lookup(reference, "ssp").id, NOTHING, as_="agency:ssp")
    return reference


def _consented(driven, reference, *, is_child):
    givers = [CITIZEN]
    if is_child:
        given = RepresentativeGiven(RepresentativeKind.HOLDER, "Mor Prøvesen", None)
        added = driven.do(add_representative, reference, given, driven.case(reference).revision)
        givers = [Giver(Consenter.HOLDER, added.id)]
    for giver in givers:
        one = driven.do(show_effort, reference, "forløb").courses[-1].course
        driven.do(give_consent, Which(reference, one.id, one.revision), ConsentGiven(giver, TODAY))


def asked_for_the_desk(driven):
    with (
        driven.service.reading(Actor(Role.SECRETARIAT)) as unit,
        statements_of(driven.service.engine) as asked,
    ):
        waiting = desk_of(unit, driven.now).waiting
    return len(asked), [one.what for one in waiting].count("new_consent")


@pytest.mark.parametrize(
    ("one", "many", "stand_still"),
    [
        ([ADULT], [ADULT] * 4, 0),
        ([NINE], [NINE] * 4, 0),
        ([FOURTEEN], [FOURTEEN, NINE, FOURTEEN, ADULT], 2),
    ],
    ids=["adults", "children", "mixed"],
)
def test_many_courses_ask_no_more_than_one(start_on, driven, one, many, stand_still):
    with_courses(driven, *one)
    asked, _ = asked_for_the_desk(driven)
    other = with_plan(start_on(local("2026-11-09")))
    with_courses(other, *many)
    assert asked_for_the_desk(other) == (asked, stand_still)


def test_an_adult_s_running_course_asks_for_nobody(driven):
    with_courses(driven, ADULT)
    with (
        driven.service.reading(Actor(Role.SECRETARIAT)) as unit,
        statements_of(driven.service.engine) as asked,
    ):
        desk_of(unit, driven.now)
    assert not [each for each in asked if "FROM representative" in each or "FROM case_key" in each]
