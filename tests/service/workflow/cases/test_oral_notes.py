"""What was said at a meeting is kept with its source and time, sealed, and hidden as answers are."""

from dataclasses import replace
from datetime import timedelta

import pytest
from case_at_meeting import BEGINS, CONVERSATION, ENDS, at_its_meeting, decide, shown, with_meetings
from sample_people import KE

from agenda.cases.case import CaseIsClosed, CloseReason
from agenda.cases.oral_note import NoteGiven, SaidAtAnotherTime
from agenda.cases.outcome import CaseNotOnAgenda, OutcomeKind
from agenda.errors import NotAllowed
from notifications.leaks import PersonalDataFound
from service.workflow.cases.closing import Closing, close_case
from service.workflow.cases.noting import Noting, take_note

WORDS = "Der er ro i klassen."
SSP = NoteGiven(WORDS, "ssp")


@pytest.fixture
def driven(start_on):
    return with_meetings(start_on)


@pytest.fixture
def reference(driven):
    return at_its_meeting(driven)


def note(driven, reference, given=SSP, meeting_id=None, **named):
    meeting_id = meeting_id or driven.case(reference).meeting_id
    return driven.do(take_note, reference, Noting(meeting_id, given), **named)


def test_a_note_is_kept_with_its_source_and_time(driven, reference):
    note(driven, reference)
    note(driven, reference, NoteGiven("Vi kender familien.", agency="Psykiatrien"))
    kept = [(n.note.party_id, n.note.agency, n.note.said_at, n.words) for n in shown(driven, reference).notes]
    assert kept == [
        ("ssp", "", BEGINS, WORDS),
        (None, "Psykiatrien", BEGINS, "Vi kender familien."),
    ]


def test_its_words_stand_neither_in_the_record_nor_open_in_the_store(driven, reference):
    note(driven, reference)
    assert [("klassen" in str(e.facts)) for e in driven.entries("take_note")] == [False]
    assert b"klassen" not in shown(driven, reference).notes[0].note.sealed_words


def test_the_parties_read_it_until_fourteen_days_after_the_meeting_and_its_source_always(driven, reference):
    note(driven, reference)
    seen = [shown(driven, reference, f"agency:{p}").notes[0].words for p in ("ssp", "sof")]
    driven.at(ENDS + timedelta(days=14))
    later = [shown(driven, reference, f"agency:{p}").notes[0].words for p in ("ssp", "sof")]
    assert (seen, later) == ([WORDS, WORDS], [WORDS, None])
    assert shown(driven, reference).notes[0].words == WORDS


def test_a_case_that_was_closed_at_the_meeting_still_takes_what_was_said_there(driven, reference):
    meeting_id = driven.case(reference).meeting_id
    decide(driven, reference, replace(CONVERSATION, kind=OutcomeKind.NO_CONVERSATION))
    note(driven, reference, meeting_id=meeting_id)
    assert len(shown(driven, reference).notes) == 1


def test_a_case_that_was_closed_otherwise_takes_none(driven, reference):
    driven.do(close_case, reference, Closing(CloseReason.MOVED_AWAY, driven.case(reference).revision))
    with pytest.raises(CaseIsClosed):
        note(driven, reference)


def test_of_a_case_that_is_not_on_the_agenda_nothing_is_kept(driven, reference):
    with pytest.raises(CaseNotOnAgenda):
        note(driven, reference, meeting_id=driven.meetings(KE)[1].id)


def test_nothing_is_kept_that_was_said_at_another_time_or_that_names_somebody_as_its_source(
    driven, reference
):
    with pytest.raises(SaidAtAnotherTime):
        note(driven, reference, replace(SSP, said_at=BEGINS - timedelta(minutes=1)))
    with pytest.raises(PersonalDataFound):
        note(driven, reference, NoteGiven(WORDS, agency="Testa Prøvesen"))


def test_no_agency_writes_notes(driven, reference):
    with pytest.raises(NotAllowed):
        note(driven, reference, as_="agency:ssp")
