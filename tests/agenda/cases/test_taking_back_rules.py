"""An answer is withdrawn before its release and redacted after it; of what it said nothing is left."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from agenda.cases.concern import TextTooLong
from agenda.cases.lookup import (
    Answer,
    AnswerAfterRelease,
    AnswerGiven,
    AnswerKind,
    Lookup,
    LookupState,
    NoAnswerToAmend,
)
from agenda.cases.taking_back import (
    NoSuchStatement,
    NothingToTakeBack,
    NotReleasedYet,
    RedactionGiven,
    RedactionUnexplained,
    ReleasedAlready,
    WithdrawalWhy,
    check_redaction,
    check_withdrawal,
    redacted,
    withdraw,
)
from agenda.errors import ChangedMeanwhile

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)
SAID = AnswerGiven(AnswerKind.RELEVANT, ("Et", "To", "Tre"), ("Fire",))
WHOLE = RedactionGiven(1, 1, "Forkert person", is_whole=True)


def answered(state=LookupState.ANSWERED, versions=1):
    lookup = Lookup("k", "s", "b", "ssp", 1, NOW, NOW, state, answered_at=NOW)
    lookup.answers = [Answer(f"a{n}", "k", n, NOW, "agency:ssp", b"x") for n in range(1, versions + 1)]
    return lookup


@pytest.mark.parametrize("state", [LookupState.ANSWERED, LookupState.TO_CORRECT])
def test_an_answer_that_stands_is_withdrawn_before_its_release(state):
    check_withdrawal(answered(state), 1, is_released=False)


def test_withdrawn_every_version_is_destroyed_and_that_they_were_stays():
    lookup = answered(versions=2)
    withdraw(lookup, WithdrawalWhy.WRONG_PERSON, "agency:ssp", NOW)
    kept = [
        (a.version, a.sealed_content, a.withdrawn_at, a.withdrawn_by, a.withdrawn_why) for a in lookup.answers
    ]
    assert kept == [(n, None, NOW, "agency:ssp", "wrong_person") for n in (1, 2)]
    assert (lookup.state, lookup.answered_at) == (LookupState.OPEN, None)


def test_the_next_answer_is_a_first_one_again():
    lookup = answered()
    withdraw(lookup, WithdrawalWhy.BY_MISTAKE, "agency:ssp", NOW)
    lookup.check_answerable(SAID, is_released=False, is_over=False)
    with pytest.raises(NoAnswerToAmend):
        lookup.check_answerable(replace(SAID, amends=1), is_released=False, is_over=False)


@pytest.mark.parametrize(
    ("lookup", "version", "is_released", "refusal"),
    [
        (answered(), 1, True, ReleasedAlready),
        (answered(), 2, False, NoAnswerToAmend),
        (answered(LookupState.OPEN), 1, False, NothingToTakeBack),
        (answered(LookupState.WITHDRAWN), 1, False, NothingToTakeBack),
        (answered(versions=0), 1, False, NothingToTakeBack),
    ],
)
def test_nothing_else_is_withdrawn(lookup, version, is_released, refusal):
    with pytest.raises(refusal):
        check_withdrawal(lookup, version, is_released=is_released)


@pytest.mark.parametrize("given", [WHOLE, replace(WHOLE, is_whole=False, risk_factors=(2,))])
def test_what_was_released_is_redacted_whole_or_statement_by_statement(given):
    check_redaction(answered(), given, is_released=True)


@pytest.mark.parametrize(
    ("given", "is_released", "refusal"),
    [
        (WHOLE, False, NotReleasedYet),
        (replace(WHOLE, version=2), True, NoAnswerToAmend),
        (replace(WHOLE, revision=2), True, ChangedMeanwhile),
        (replace(WHOLE, reason=" "), True, RedactionUnexplained),
        (replace(WHOLE, reason="x" * 4001), True, TextTooLong),
        (replace(WHOLE, is_whole=False), True, NoSuchStatement),
        (replace(WHOLE, risk_factors=(1,)), True, NoSuchStatement),
    ],
)
def test_a_redaction_that_is_not_whole_is_refused(given, is_released, refusal):
    with pytest.raises(refusal):
        check_redaction(answered(), given, is_released=is_released)


def test_what_is_left_stands_in_its_order():
    left = redacted(SAID, replace(WHOLE, is_whole=False, risk_factors=(2,), protective_factors=(1,)))
    assert (left.kind, left.risk_factors, left.protective_factors) == (AnswerKind.RELEVANT, ("Et", "Tre"), ())


@pytest.mark.parametrize("taken_out", [{"risk_factors": (4,)}, {"protective_factors": (1, 2)}])
def test_a_number_that_no_statement_has_takes_nothing_out(taken_out):
    with pytest.raises(NoSuchStatement):
        redacted(SAID, replace(WHOLE, is_whole=False, **taken_out))


def test_an_answer_that_was_taken_out_whole_leaves_room_for_another_until_the_meeting():
    lookup = answered()
    with pytest.raises(AnswerAfterRelease):
        lookup.check_answerable(replace(SAID, amends=1), is_released=True, is_over=False)
    lookup.answers[0].destroy()
    lookup.check_answerable(SAID, is_released=True, is_over=False)
    with pytest.raises(AnswerAfterRelease):
        lookup.check_answerable(SAID, is_released=True, is_over=True)
    with pytest.raises(NothingToTakeBack):
        check_redaction(lookup, WHOLE, is_released=True)
