"""The outcome of a case at a meeting: each leads on, and is kept once, for a case on the released agenda."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from driven_service import Told, local
from sample_people import KE, confirmed, contact_of, set_everybody

from agenda.cases.case import CaseState, CloseReason
from agenda.cases.lookup import AnswerGiven, AnswerKind, LookupState
from agenda.cases.outcome import (
    CaseNotOnAgenda,
    Dissent,
    FurtherLookup,
    MeetingNotBegun,
    OutcomeGiven,
    OutcomeKind,
    OutcomeRecorded,
)
from agenda.cases.placing import NoMeetingAhead
from agenda.errors import ChangedMeanwhile, NotAllowed
from notifications.leaks import PersonalDataFound
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.deciding import Decision, record_outcome
from service.workflow.cases.intake import take_concern
from service.workflow.cases.showing import show_case, show_lookup
from service.workflow.desk import waiting_for_a_person

NOVEMBER = local("2026-11-09")
BEGINS, ENDS = local("2026-11-24", "09:00"), local("2026-11-24", "11:00")
NOTHING = AnswerGiven(AnswerKind.NOTHING_REGISTERED)
CONVERSATION = OutcomeGiven(
    OutcomeKind.CONVERSATION, "sof", "Der er grund til en samtale.", due_on=date(2026, 12, 22)
)
MORE = replace(
    CONVERSATION,
    kind=OutcomeKind.MORE_INFORMATION,
    lookups=(FurtherLookup("kf", "Der mangler viden om et tilsyn."),),
)


@pytest.fixture
def driven(start_on):
    driven = start_on(NOVEMBER)
    set_everybody(driven)
    driven.plan(KE, "2026-11-24", "2026-12-22")
    return driven


@pytest.fixture
def reference(driven):
    """A case that is released, at the meeting's first second."""
    taken = driven.do(take_concern, confirmed(parties=("ssp", "sof"))).reference
    for party_id in ("ssp", "sof"):
        driven.do(answer_lookup, driven.lookup(taken, party_id).id, NOTHING, as_=f"agency:{party_id}")
    driven.play_until(BEGINS)
    return taken


def record(driven, reference, given, meeting_id=None, **named):
    case = driven.case(reference)
    decision = Decision(meeting_id or case.meeting_id, given, case.revision)
    return driven.do(record_outcome, reference, decision, **named)


def shown(driven, reference, as_="secretariat"):
    return driven.do(show_case, reference, "opfølgning", as_=as_)


@pytest.mark.parametrize(
    ("given", "state", "reason"),
    [
        (CONVERSATION, CaseState.CONVERSATION, ""),
        (replace(CONVERSATION, kind=OutcomeKind.NO_CONVERSATION), CaseState.CLOSED, "no_conversation"),
        (
            replace(CONVERSATION, kind=OutcomeKind.HANDED_OVER, handed_to="Aarhus Kommune"),
            CaseState.CLOSED,
            "handed_over",
        ),
        (
            replace(CONVERSATION, kind=OutcomeKind.CLOSED, close_reason=CloseReason.UNFOUNDED),
            CaseState.CLOSED,
            "unfounded",
        ),
    ],
)
def test_an_outcome_leads_the_case_on(driven, reference, given, state, reason):
    record(driven, reference, given)
    case = driven.case(reference)
    assert (case.state, case.close_reason) == (state, reason)
    assert (case.closed_at == driven.now) == (state is CaseState.CLOSED)


def test_it_is_kept_with_its_grounds_its_dissent_and_the_responsible_authority(driven, reference):
    record(driven, reference, replace(CONVERSATION, dissents=(Dissent("ssp", "Vi ser ingen grund."),)))
    (one,) = shown(driven, reference).at_meetings.outcomes
    assert (one.outcome.responsible, one.outcome.has_dissent, one.meeting.starts_at) == ("sof", True, BEGINS)
    assert (one.content.grounds, one.content.dissents) == (
        "Der er grund til en samtale.",
        (Dissent("ssp", "Vi ser ingen grund."),),
    )


def test_nothing_that_was_said_lies_open_in_the_store_or_the_record(driven, reference):
    record(driven, reference, replace(CONVERSATION, dissents=(Dissent("ssp", "Vi ser ingen grund."),)))
    (entry,) = driven.entries("record_outcome")
    assert entry.facts["outcome"] == "conversation"
    assert "grund" not in str(entry.facts)
    assert b"grund" not in shown(driven, reference).at_meetings.outcomes[0].outcome.sealed_content


def test_the_parties_see_the_grounds_for_fourteen_days_and_then_the_outcome_alone(driven, reference):
    record(driven, reference, CONVERSATION)
    assert shown(driven, reference, "agency:ssp").at_meetings.outcomes[0].content is not None
    driven.at(ENDS + timedelta(days=14))
    (one,) = shown(driven, reference, "agency:ssp").at_meetings.outcomes
    assert (one.content, one.outcome.kind) == (None, OutcomeKind.CONVERSATION)


def test_more_information_carries_the_case_over_and_asks_anew_each_for_its_own_necessity(driven, reference):
    record(driven, reference, MORE)
    case = driven.case(reference)
    assert (case.state, case.round, case.released_at, case.rolled_over) == (CaseState.ASKING, 2, None, 0)
    assert driven.meeting(case.meeting_id).starts_at == local("2026-12-08")
    request = driven.lookup(reference, "kf")
    assert (request.state, request.due_at) == (LookupState.OPEN, local("2026-12-03", "12:00"))
    seen = driven.do(show_lookup, request.id, as_="agency:kf").lookup.necessity
    assert seen == "Der mangler viden om et tilsyn."
    driven.tick()
    assert driven.told("lookup_request", since=NOVEMBER) == [
        Told("2026-11-24 09:00", "lookup_request", contact_of("kf"))
    ]


def test_the_necessity_of_one_request_is_not_told_to_another_agency(driven, reference):
    record(driven, reference, MORE)
    assert [k.necessity for k in shown(driven, reference, "agency:ssp").lookups if k.necessity] == []


def test_a_case_carried_over_gets_its_outcome_at_the_next_meeting(driven, reference):
    record(driven, reference, MORE)
    driven.do(answer_lookup, driven.lookup(reference, "kf").id, NOTHING, as_="agency:kf")
    driven.play_until(local("2026-12-08"))
    record(driven, reference, CONVERSATION)
    kinds = [one.outcome.kind for one in shown(driven, reference).at_meetings.outcomes]
    assert kinds == [OutcomeKind.MORE_INFORMATION, OutcomeKind.CONVERSATION]


def test_without_a_meeting_ahead_no_more_information_can_be_had_and_nothing_changes(driven, reference):
    driven.play_until(local("2026-12-22"))
    before = driven.case(reference)
    with pytest.raises(NoMeetingAhead):
        record(driven, reference, MORE)
    assert driven.case(reference) == before


def test_an_outcome_is_recorded_once_at_a_meeting(driven, reference):
    record(driven, reference, CONVERSATION)
    with pytest.raises(OutcomeRecorded) as refused:
        record(driven, reference, MORE)
    assert refused.value.current == {"kind": "conversation"}


def test_of_two_secretaries_the_second_is_told_how_it_stands(driven, reference):
    case = driven.case(reference)
    decision = Decision(case.meeting_id, CONVERSATION, case.revision - 1)
    with pytest.raises(ChangedMeanwhile):
        driven.do(record_outcome, reference, decision)


def test_a_case_that_is_not_on_the_agenda_gets_no_outcome(driven, reference):
    other = driven.meetings(KE)[1].id
    with pytest.raises(CaseNotOnAgenda):
        record(driven, reference, CONVERSATION, other)


def test_a_case_that_is_not_released_gets_no_outcome_either(driven):
    taken = driven.do(take_concern, confirmed(parties=("ssp",))).reference
    with pytest.raises(CaseNotOnAgenda):
        record(driven, taken, CONVERSATION)


def test_before_the_meeting_begins_there_is_no_outcome(driven):
    taken = driven.do(take_concern, confirmed(parties=("ssp",))).reference
    driven.do(answer_lookup, driven.lookup(taken, "ssp").id, NOTHING, as_="agency:ssp")
    driven.play_until(BEGINS - timedelta(seconds=1))
    with pytest.raises(MeetingNotBegun):
        record(driven, taken, CONVERSATION)


def test_no_agency_records_an_outcome(driven, reference):
    with pytest.raises(NotAllowed):
        record(driven, reference, CONVERSATION, as_="agency:sof")


def test_a_name_where_it_is_handed_over_to_is_refused(driven, reference):
    named = replace(CONVERSATION, kind=OutcomeKind.HANDED_OVER, handed_to="Familien til Testa Prøvesen")
    with pytest.raises(PersonalDataFound):
        record(driven, reference, named)


def test_a_discussed_case_waits_on_the_desk_for_its_outcome_and_no_longer_once_it_has_it(driven, reference):
    driven.play_until(ENDS)
    assert driven.case(reference).state is CaseState.DISCUSSED
    waiting = driven.do(waiting_for_a_person)
    assert [(w.what, w.since) for w in waiting if w.about == reference and w.what == "outcome"] == [
        ("outcome", ENDS)
    ]
    record(driven, reference, CONVERSATION)
    assert [w.what for w in driven.do(waiting_for_a_person) if w.what == "outcome"] == []


def test_the_end_of_the_meeting_leaves_a_case_that_has_its_outcome_where_it_is(driven, reference):
    record(driven, reference, CONVERSATION)
    driven.play_until(ENDS)
    assert driven.case(reference).state is CaseState.CONVERSATION


def test_a_further_concern_that_asks_anew_takes_a_case_in_conversation_back_to_a_meeting(driven, reference):
    record(driven, reference, CONVERSATION)
    driven.do(take_concern, confirmed(parties=("ssp",), asks_again=True))
    case = driven.case(reference)
    assert (case.state, case.round) == (CaseState.ASKING, 2)
    assert driven.meeting(case.meeting_id).starts_at == local("2026-12-08")


def test_one_that_asks_nobody_comes_on_the_next_agenda_in_the_same_round(driven, reference):
    record(driven, reference, CONVERSATION)
    driven.do(take_concern, confirmed(parties=("ssp",)))
    case = driven.case(reference)
    assert (case.state, case.round, len(case.concerns)) == (CaseState.ASKING, 1, 2)
    assert driven.meeting(case.meeting_id).starts_at == local("2026-12-08")
