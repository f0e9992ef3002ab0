"""An oral note has one source, says something, and was said at the meeting."""

from dataclasses import replace
from datetime import timedelta

import pytest
from example_cases import at

from agenda.cases.concern import TextTooLong
from agenda.cases.oral_note import NoteGiven, SaidAtAnotherTime, SourceUnclear, check_note
from agenda.cases.outcome import GroundsMissing, UnknownAuthority

KNOWN = frozenset({"ssp"})
BEGINS, NOW = at(8, 9), at(8, 10)
NOTE = NoteGiven("Der er ro i klassen.", "ssp", said_at=at(8, 9, 30))


@pytest.mark.parametrize(
    "given",
    [
        NOTE,
        replace(NOTE, party_id=None, agency="Psykiatrien"),
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
