"""A call between meetings is noted at any time; it follows the case to the next meeting, and is seen from there on."""

from dataclasses import replace
from datetime import timedelta

import pytest
from case_at_meeting import BEGINS, ENDS, at_its_meeting, decide, shown, with_meetings
from driven_service import local
from sample_people import KE, citizen, concern, confirmed, delegate, member_of, set_everybody

from agenda.cases.case import CloseReason
from agenda.cases.follow_up import FollowUpGiven
from agenda.cases.oral_note import NoteGiven, NoteSource, ToldElsewhen
from agenda.cases.outcome import GroundsMissing
from agenda.errors import NotAllowed
from service.database.cases.at_meetings import NoSuchNote
from service.database.cases.questions import NoSuchCase
from service.workflow.agendas import compose_agenda
from service.workflow.cases.closing import Closing, close_case
from service.workflow.cases.following_up import Following, set_follow_up
from service.workflow.cases.intake import take_concern
from service.workflow.cases.noting import Adding, Noting, add_to_note, take_note
from service.workflow.cases.reading_minutes import CaseAt, show_case_minutes
from service.workflow.cases.showing import show_lookup
from service.workflow.meetings.excluding import exclude
from service.workflow.rescheduling import cancel_meeting

WORDS = "Der er ro derhjemme."
CITIZEN = NoteGiven(WORDS, is_citizen=True)
AGENCIES = ("agency:ssp", "agency:sof")


@pytest.fixture
def driven(start_on):
    return with_meetings(start_on)


@pytest.fixture
def reference(driven):
    return driven.do(take_concern, confirmed(parties=("ssp", "sof"))).reference


def note(driven, reference, given=CITIZEN, meeting_id=None, **named):
    return driven.do(take_note, reference, Noting(meeting_id, given), **named)


def words_seen(driven, reference, as_):
    return [one.words for one in shown(driven, reference, as_).notes]


def release(driven):
    """The case goes on with gaps: urgent or not, its second meeting takes it."""
    driven.play_until(local("2026-12-04", "12:00"))


def test_a_call_is_noted_while_the_case_is_prepared_with_who_it_was_when_and_by_whom(driven, reference):
    called_at = local("2026-11-08", "20:15")
    note(driven, reference, replace(CITIZEN, said_at=called_at))
    (one,) = shown(driven, reference).notes
    kept = (one.note.source, one.note.said_at, one.note.noted_at, one.note.noted_by, one.words)
    assert kept == (NoteSource.CITIZEN, called_at, driven.now, "secretariat", WORDS)


def test_it_goes_to_the_meeting_on_which_the_case_lies(driven, reference):
    note(driven, reference)
    (one,) = shown(driven, reference).notes
    assert (one.meeting.starts_at, one.is_expected) == (BEGINS, True)


def test_before_the_release_the_secretariat_and_its_source_see_it_and_nobody_else_learns_of_it(
    driven, reference
):
    note(driven, reference, NoteGiven(WORDS, "ssp"))
    seen = {as_: words_seen(driven, reference, as_) for as_ in ("secretariat", *AGENCIES)}
    assert seen == {"secretariat": [WORDS], "agency:ssp": [WORDS], "agency:sof": []}


def test_from_the_release_on_the_parties_see_it_until_fourteen_days_after_that_meeting(driven):
    reference = driven.do(take_concern, confirmed(parties=("ssp", "sof"))).reference
    note(driven, reference)
    release(driven)
    meeting = driven.meeting(driven.case(reference).meeting_id)
    seen = [words_seen(driven, reference, as_) for as_ in AGENCIES]
    driven.play_until(meeting.ends_at + timedelta(days=14))
    later = [words_seen(driven, reference, as_) for as_ in (*AGENCIES, "secretariat")]
    assert (seen, later) == ([[WORDS], [WORDS]], [[None], [None], [WORDS]])


def test_what_is_told_after_the_release_is_seen_at_once_by_those_who_meet(driven):
    reference = at_its_meeting(driven)
    driven.at(BEGINS - timedelta(minutes=5))
    note(driven, reference)
    assert [words_seen(driven, reference, as_) for as_ in AGENCIES] == [[WORDS], [WORDS]]


def test_what_is_told_after_the_meeting_waits_for_the_next_one_with_the_case(driven):
    reference = at_its_meeting(driven)
    decide(driven, reference)
    driven.play_until(ENDS + timedelta(hours=3))
    note(driven, reference)
    before = words_seen(driven, reference, "agency:sof")
    follow_up = FollowUpGiven(local("2026-12-01").date(), "Status på samtalen")
    driven.do(set_follow_up, reference, Following(follow_up, driven.case(reference).revision))
    expected = shown(driven, reference).notes[0].meeting
    driven.play_until(local("2026-12-04", "12:00"))
    assert (before, expected.id) == ([], driven.meetings(KE)[1].id)
    assert words_seen(driven, reference, "agency:sof") == [WORDS]


def test_a_case_that_is_on_no_meeting_ahead_takes_a_note_that_waits(driven):
    reference = at_its_meeting(driven)
    decide(driven, reference)
    driven.play_until(ENDS)
    note(driven, reference)
    assert [(one.meeting, one.words) for one in shown(driven, reference).notes] == [(None, WORDS)]


def test_a_closed_case_takes_one_too_and_no_agency_sees_it(driven, reference):
    driven.do(close_case, reference, Closing(CloseReason.MOVED_AWAY, driven.case(reference).revision))
    note(driven, reference)
    assert words_seen(driven, reference, "secretariat") == [WORDS]
    with pytest.raises(NoSuchCase):
        shown(driven, reference, "agency:ssp")


def test_whose_agency_was_not_asked_sees_nothing_even_of_what_it_told_itself(driven, reference):
    note(driven, reference, NoteGiven(WORDS, "kf"))
    release(driven)
    with pytest.raises(NoSuchCase):
        shown(driven, reference, "agency:kf")


def test_who_is_kept_out_of_the_case_sees_it_neither_there_nor_beside_its_own_request(start_on):
    driven = start_on(local("2026-11-09"))
    set_everybody(driven, delegate("ssp"), delegate("sof"))
    driven.plan(KE, "2026-11-24", "2026-12-22")
    reference = driven.do(take_concern, confirmed(parties=("ssp", "sof"))).reference
    note(driven, reference)
    release(driven)
    meeting_id = driven.case(reference).meeting_id
    agenda = driven.do(compose_agenda, meeting_id)
    item = next(one for one in agenda.items if one.about == reference)
    barred = next(one for one in driven.attendees(meeting_id) if one.email == member_of("ssp"))
    asked = {p: driven.lookup(reference, p).id for p in ("ssp", "sof")}
    before = driven.do(show_lookup, asked["ssp"], as_="agency:ssp").notes
    driven.do(exclude, meeting_id, item.id, barred.id)
    notes = {p: driven.do(show_lookup, asked[p], as_=f"agency:{p}").notes for p in asked}
    assert [one.words for one in before] == [WORDS]
    assert (notes["ssp"], [one.words for one in notes["sof"]]) == ((), [WORDS])
    with pytest.raises(NoSuchCase):
        shown(driven, reference, "agency:ssp")


def test_who_somebody_was_is_sealed_and_told_the_secretariat_alone(driven):
    reference = at_its_meeting(driven)
    driven.at(BEGINS - timedelta(minutes=5))
    note(driven, reference, NoteGiven(WORDS, somebody="Nabo Naboesen"))
    (one,) = shown(driven, reference).notes
    assert (one.somebody, shown(driven, reference, "agency:ssp").notes[0].somebody) == ("Nabo Naboesen", "")
    assert b"Naboesen" not in one.note.sealed_source
    assert [("Naboesen" in str(e.facts)) for e in driven.entries("take_note")] == [False]


def test_the_draft_of_the_minutes_says_who_told_something_before_the_meeting_and_not_what(driven):
    reference = driven.do(take_concern, confirmed(parties=("ssp", "sof"))).reference
    note(driven, reference, NoteGiven(WORDS, somebody="Nabo Naboesen"))
    note(driven, reference, NoteGiven(WORDS, "ssp"))
    release(driven)
    meeting_id = driven.case(reference).meeting_id
    driven.play_until(driven.meeting(meeting_id).starts_at)
    text = driven.do(show_case_minutes, CaseAt(reference, meeting_id), "referat").text
    assert text == "Oplyst inden mødet af en anden person, SSP København (læses i sagen)."


def test_a_note_is_corrected_by_an_addition_and_stays_as_it_was(driven, reference):
    note(driven, reference)
    (before,) = shown(driven, reference).notes
    driven.clock.now += timedelta(hours=1)
    driven.do(add_to_note, reference, Adding(before.note.id, "Det var moderen, der ringede."))
    (after,) = shown(driven, reference).notes
    assert (after.words, after.note.sealed_words) == (WORDS, before.note.sealed_words)
    added = [(a.words, a.addition.added_at, a.addition.added_by) for a in after.additions]
    assert added == [("Det var moderen, der ringede.", driven.now, "secretariat")]
    assert [("moderen" in str(e.facts)) for e in driven.entries("add_to_note")] == [False]


def test_an_addition_is_seen_and_hidden_with_its_note(driven):
    reference = driven.do(take_concern, confirmed(parties=("ssp", "sof"))).reference
    note(driven, reference)
    driven.do(add_to_note, reference, Adding(shown(driven, reference).notes[0].note.id, "Rettelse."))
    release(driven)
    meeting = driven.meeting(driven.case(reference).meeting_id)
    (seen,) = shown(driven, reference, "agency:sof").notes
    driven.play_until(meeting.ends_at + timedelta(days=14))
    (later,) = shown(driven, reference, "agency:sof").notes
    assert [[a.words for a in one.additions] for one in (seen, later)] == [["Rettelse."], [None]]


def test_an_empty_addition_and_one_to_a_note_of_another_case_are_refused(driven, reference):
    another = citizen("Fiktiva Eksempel", "020280-6002")
    other = driven.do(take_concern, confirmed(concern(another), parties=("ssp",))).reference
    note(driven, reference)
    note_id = shown(driven, reference).notes[0].note.id
    with pytest.raises(GroundsMissing):
        driven.do(add_to_note, reference, Adding(note_id, " "))
    with pytest.raises(NoSuchNote):
        driven.do(add_to_note, other, Adding(note_id, "Rettelse."))


def test_what_is_told_ahead_is_no_note(driven, reference):
    with pytest.raises(ToldElsewhen):
        note(driven, reference, replace(CITIZEN, said_at=driven.now + timedelta(seconds=1)))


def test_no_agency_notes_or_adds(driven, reference):
    with pytest.raises(NotAllowed):
        note(driven, reference, as_="agency:ssp")
    with pytest.raises(NotAllowed):
        driven.do(add_to_note, reference, Adding("x", "y"), as_="agency:ssp")


def test_a_meeting_that_is_cancelled_after_all_takes_nothing_up(driven, reference):
    note(driven, reference)
    release(driven)
    meeting = driven.meeting(driven.case(reference).meeting_id)
    before = words_seen(driven, reference, "agency:sof")
    driven.do(cancel_meeting, meeting.id, "Lokalet er lukket", meeting.revision)
    assert (before, words_seen(driven, reference, "agency:sof")) == ([WORDS], [])
