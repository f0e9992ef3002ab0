"""How a letter was sent is said once it was, by whom and when; a wrong word is corrected by another beside it."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from agenda.cases.concern import TextTooLong
from agenda.cases.dispatch import (
    CorrectedAlready,
    Dispatch,
    DispatchGiven,
    DispatchPartMisplaced,
    Letter,
    LetterKind,
    NoSuchDispatch,
    NotSentUnexplained,
    Sending,
    SentAtAnotherTime,
    check_dispatch,
)

MADE_ON, TODAY = date(2026, 11, 25), date(2026, 11, 27)
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
SENT = DispatchGiven(Sending.DIGITAL_POST, date(2026, 11, 26))
UNSENT = DispatchGiven(Sending.NOT_SENT, reason="Borgeren er flyttet")


def letter(*dispatches):
    made = Letter("b", "s", LetterKind.ORIENTATION, 1, "x", NOW, "secretariat")
    made.dispatches = [
        Dispatch(name, "b", Sending.PAPER, MADE_ON, NOW, "x", b"", of) for name, of in dispatches
    ]
    return made


@pytest.mark.parametrize(
    "given",
    [
        SENT,
        replace(SENT, how=Sending.PAPER, sent_on=MADE_ON),
        replace(SENT, how=Sending.HANDED_OVER, sent_on=TODAY, by="Holga Samtalesen", to="Borgerens mor"),
        UNSENT,
    ],
)
def test_what_is_whole_is_kept(given):
    check_dispatch(letter(), given, MADE_ON, TODAY)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        (replace(SENT, sent_on=None), SentAtAnotherTime),
        (replace(SENT, sent_on=date(2026, 11, 24)), SentAtAnotherTime),
        (replace(SENT, sent_on=date(2026, 11, 28)), SentAtAnotherTime),
        (replace(SENT, reason="Fordi"), DispatchPartMisplaced),
        (replace(UNSENT, sent_on=TODAY), DispatchPartMisplaced),
        (replace(UNSENT, by="Nogen"), DispatchPartMisplaced),
        (replace(UNSENT, to="Nogen"), DispatchPartMisplaced),
        (replace(UNSENT, reason=" "), NotSentUnexplained),
        (replace(UNSENT, reason="x" * 4001), TextTooLong),
        (replace(SENT, by="x" * 201), TextTooLong),
        (replace(SENT, to="x" * 201), TextTooLong),
        (replace(SENT, corrects="a"), NoSuchDispatch),
    ],
)
def test_anything_else_is_refused(given, refusal):
    with pytest.raises(refusal):
        check_dispatch(letter(), given, MADE_ON, TODAY)


def test_a_letter_is_settled_by_the_first_word_on_how_it_was_sent():
    assert (letter().is_settled, letter(("a", None)).is_settled) == (False, True)


def test_a_wrong_word_is_corrected_once_and_then_what_stands_in_its_stead():
    corrected = letter(("a", None), ("b", "a"))
    assert corrected.corrected == {"a"}
    check_dispatch(corrected, replace(SENT, corrects="b"), MADE_ON, TODAY)
    with pytest.raises(CorrectedAlready):
        check_dispatch(corrected, replace(SENT, corrects="a"), MADE_ON, TODAY)
