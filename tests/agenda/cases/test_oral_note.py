"""A note has one source and says something; it was said at the meeting, or told within a year between two."""

from dataclasses import replace
from datetime import timedelta

import pytest
from example_cases import at

from agenda.cases.authorities import Authorities, UnknownAuthority
from agenda.cases.concern import TextTooLong
from agenda.cases.oral_note import (
    NoteGiven,
    SaidAtAnotherTime,
    SourceUnclear,
    ToldElsewhen,
    check_note,
)
from agenda.cases.outcome import GroundsMissing

KNOWN = Authorities(frozenset({"ssp"}))
BEGINS, NOW = at(8, 9), at(8, 10)
NOTE = NoteGiven("Der er ro i klassen.", "ssp", said_at=at(8, 9, 30))


@pytest.mark.parametrize(
    "given",
    [
        NOTE,
        replace(NOTE, party_id=None, agency="Psykiatrien"),
        replace(NOTE, party_id=None, is_citizen=True),
        replace(NOTE, party_id=None, somebody="Nabo Naboesen"),
        replace(NOTE, said_at=None),
        replace(NOTE, said_at=BEGINS),
        replace(NOTE, said_at=NOW),
    ],
)
def test_a_note_that_is_whole_is_kept(given):
    check_note(given, KNOWN, BEGINS, NOW)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        (replace(NOTE, party_id=None), SourceUnclear),
        (replace(NOTE, agency="Psykiatrien"), SourceUnclear),
        (replace(NOTE, is_citizen=True), SourceUnclear),
        (replace(NOTE, somebody="Nabo Naboesen"), SourceUnclear),
        (replace(NOTE, party_id=None, agency="x" * 256), TextTooLong),
        (replace(NOTE, party_id=None, somebody="x" * 256), TextTooLong),
        (replace(NOTE, party_id="kf"), UnknownAuthority),
        (replace(NOTE, words=" "), GroundsMissing),
        (replace(NOTE, words="x" * 4001), TextTooLong),
        (replace(NOTE, said_at=BEGINS - timedelta(seconds=1)), SaidAtAnotherTime),
        (replace(NOTE, said_at=NOW + timedelta(seconds=1)), SaidAtAnotherTime),
    ],
)
def test_any_other_is_refused(given, refusal):
    with pytest.raises(refusal):
        check_note(given, KNOWN, BEGINS, NOW)


@pytest.mark.parametrize("said_at", [None, NOW, NOW - timedelta(days=366)])
def test_between_meetings_it_was_told_at_any_time_of_the_last_year(said_at):
    check_note(replace(NOTE, said_at=said_at), KNOWN, None, NOW)


@pytest.mark.parametrize("said_at", [NOW + timedelta(seconds=1), NOW - timedelta(days=366, seconds=1)])
def test_and_neither_ahead_nor_before_that(said_at):
    with pytest.raises(ToldElsewhen):
        check_note(replace(NOTE, said_at=said_at), KNOWN, None, NOW)
