"""A letter that was made waits on the desk until somebody has said how it was sent; nothing of it is changed after."""

from datetime import date, timedelta

import pytest
from course_steps import PLAN, PLANNED_AT, planned, to_conversation, with_plan
from driven_service import local

from agenda.cases.conversation import ConversationOutcome, ConversationReport
from agenda.cases.dispatch import CorrectedAlready, DispatchGiven, LetterKind, NotSentUnexplained, Sending
from agenda.cases.orientation import Exemption, OrientationGiven, OrientationKind
from agenda.errors import ChangedMeanwhile, NotAllowed
from service.database.cases.letter_tables import NoSuchLetter
from service.workflow.cases.conversing import (
    Which,
    call_off_conversation,
    move_conversation,
    report_conversation,
)
from service.workflow.cases.dispatching import Sent, record_dispatch
from service.workflow.cases.letters import conversation_letter, orientation_letter
from service.workflow.cases.orienting import decide_orientation
from service.workflow.cases.showing_efforts import show_effort
from service.workflow.desk import waiting_for_a_person

TODAY = date(2026, 11, 24)
POST = DispatchGiven(Sending.DIGITAL_POST, TODAY)
HANDED = DispatchGiven(Sending.HANDED_OVER, TODAY, by="Holga Samtalesen", to="Borgerens mor")
LEFT_OUT = OrientationGiven(
    OrientationKind.OMITTED, None, Exemption.PUBLIC_INTERESTS, "Det ville skade indsatsen", date(2026, 12, 4)
)


@pytest.fixture
def driven(start_on):
    return with_plan(start_on(local("2026-11-09")))


@pytest.fixture
def reference(driven):
    return to_conversation(driven)


def oriented(driven, reference, language="da"):
    return driven.do(orientation_letter, reference, language)


def invited(driven, reference, conversation):
    return driven.do(conversation_letter, reference, conversation.id, "da")


def letters(driven, reference):
    return driven.do(show_effort, reference, "breve").letters


def send(driven, reference, given=POST, number=0, **named):
    letter = letters(driven, reference)[number].letter
    sent = Sent(letter.id, given, driven.case(reference).revision, **named)
    return driven.do(record_dispatch, reference, sent)


def desk(driven):
    return [
        (one.about, one.since) for one in driven.do(waiting_for_a_person) if one.what == "letter_not_sent"
    ]


def test_a_letter_that_was_made_waits_until_it_is_said_how_it_was_sent(driven, reference):
    before = desk(driven)
    oriented(driven, reference)
    waits = desk(driven)
    send(driven, reference)
    assert (before, waits, desk(driven)) == ([], [(reference, driven.now)], [])


def test_how_when_by_whom_and_to_whom_is_kept_and_who_said_so(driven, reference):
    oriented(driven, reference)
    send(driven, reference, HANDED)
    (letter,) = letters(driven, reference)
    (one,) = letter.dispatches
    assert (letter.letter.kind, letter.letter.revision) == (LetterKind.ORIENTATION, 1)
    assert (one.dispatch.how, one.dispatch.sent_on, one.dispatch.recorded_at, one.dispatch.recorded_by) == (
        Sending.HANDED_OVER,
        TODAY,
        driven.now,
        "secretariat",
    )
    assert (one.content.by, one.content.to) == ("Holga Samtalesen", "Borgerens mor")


def test_who_it_was_stands_neither_open_in_the_store_nor_in_the_record(driven, reference):
    oriented(driven, reference)
    send(driven, reference, HANDED)
    sealed = letters(driven, reference)[0].dispatches[0].dispatch.sealed_content
    facts = [str(entry.facts) for entry in driven.entries("record_dispatch")]
    assert (b"Samtalesen" in sealed, ["Samtalesen" in each for each in facts]) == (False, [False])


def test_the_same_letter_read_again_in_whatever_language_is_the_same(driven, reference):
    oriented(driven, reference)
    send(driven, reference)
    oriented(driven, reference, "en")
    assert (len(letters(driven, reference)), desk(driven)) == (1, [])


def test_a_wrong_word_is_corrected_beside_itself(driven, reference):
    oriented(driven, reference)
    send(driven, reference)
    first = letters(driven, reference)[0].dispatches[0].dispatch
    send(driven, reference, DispatchGiven(Sending.PAPER, TODAY, corrects=first.id))
    kept = [(one.dispatch.how, one.is_corrected) for one in letters(driven, reference)[0].dispatches]
    assert kept == [(Sending.DIGITAL_POST, True), (Sending.PAPER, False)]
    with pytest.raises(CorrectedAlready):
        send(driven, reference, DispatchGiven(Sending.PAPER, TODAY, corrects=first.id))


def test_a_letter_that_came_back_is_sent_again_and_both_stand(driven, reference):
    oriented(driven, reference)
    send(driven, reference)
    send(driven, reference, DispatchGiven(Sending.PAPER, TODAY))
    assert [one.is_corrected for one in letters(driven, reference)[0].dispatches] == [False, False]


def test_a_letter_that_is_not_sent_says_why(driven, reference):
    oriented(driven, reference)
    with pytest.raises(NotSentUnexplained):
        send(driven, reference, DispatchGiven(Sending.NOT_SENT))
    send(driven, reference, DispatchGiven(Sending.NOT_SENT, reason="Den blev kun set igennem"))
    assert desk(driven) == []


def test_the_citizen_is_oriented_by_it_where_somebody_says_so_and_not_by_itself(driven, reference):
    oriented(driven, reference)
    send(driven, reference)
    before = driven.do(show_effort, reference, "breve").orientations
    send(driven, reference, is_oriented=True)
    (after,) = driven.do(show_effort, reference, "breve").orientations
    assert (before, after.orientation.kind, after.orientation.given_on) == ((), OrientationKind.GIVEN, TODAY)


def test_a_text_of_orientation_is_not_sent_where_it_was_decided_since_to_leave_it_out(driven, reference):
    oriented(driven, reference)
    driven.do(decide_orientation, reference, LEFT_OUT, driven.case(reference).revision)
    assert desk(driven) == []


def test_an_invitation_waits_and_one_to_a_moved_conversation_is_another_letter(driven, reference):
    conversation = planned(driven, reference)
    invited(driven, reference, conversation)
    send(driven, reference)
    later = PLAN.__class__(PLAN.party_id, PLAN.holder, PLAN.place, PLANNED_AT + timedelta(days=1))
    moved = driven.do(move_conversation, Which(reference, conversation.id, conversation.revision), later)
    before = desk(driven)
    invited(driven, reference, moved)
    made = [(one.letter.revision, one.letter.is_settled) for one in letters(driven, reference)]
    assert (before, made, len(desk(driven))) == ([], [(1, True), (2, False)], 1)


def test_an_invitation_that_was_overtaken_by_a_move_or_called_off_waits_no_longer(driven, reference):
    conversation = planned(driven, reference)
    invited(driven, reference, conversation)
    later = PLAN.__class__(PLAN.party_id, PLAN.holder, PLAN.place, PLANNED_AT + timedelta(days=1))
    moved = driven.do(move_conversation, Which(reference, conversation.id, conversation.revision), later)
    after_the_move = desk(driven)
    invited(driven, reference, moved)
    driven.do(call_off_conversation, Which(reference, conversation.id, moved.revision))
    assert (after_the_move, desk(driven)) == ([], [])


def test_how_an_invitation_was_sent_is_still_asked_when_the_conversation_was_held(driven, reference):
    conversation = planned(driven, reference)
    invited(driven, reference, conversation)
    driven.play_until(PLANNED_AT + timedelta(hours=1))
    report = ConversationReport(ConversationOutcome.DID_NOT_COME)
    driven.do(report_conversation, Which(reference, conversation.id, conversation.revision), report)
    assert [about for about, _ in desk(driven)] == [reference]


def test_of_two_who_say_how_it_was_sent_one_reads_what_the_other_said(driven, reference):
    oriented(driven, reference)
    letter, revision = letters(driven, reference)[0].letter, driven.case(reference).revision
    driven.do(record_dispatch, reference, Sent(letter.id, POST, revision))
    with pytest.raises(ChangedMeanwhile):
        driven.do(record_dispatch, reference, Sent(letter.id, POST, revision))


def test_no_agency_says_so_and_no_letter_of_another_case_is_found(driven, reference):
    oriented(driven, reference)
    revision = driven.case(reference).revision
    with pytest.raises(NotAllowed):
        driven.do(record_dispatch, reference, Sent("x", POST, revision), as_="agency:sof")
    with pytest.raises(NoSuchLetter):
        driven.do(record_dispatch, reference, Sent("x", POST, revision))


def test_an_agency_sees_no_letters(driven, reference):
    planned(driven, reference)
    oriented(driven, reference)
    assert driven.do(show_effort, reference, "breve", as_="agency:sof").letters == ()
