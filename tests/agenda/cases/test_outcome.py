"""An outcome is whole, names who is responsible, and notes who dissents."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from example_cases import at

from agenda.cases.authorities import Authorities, UnknownAuthority
from agenda.cases.case import AlreadyAsked, CloseReason
from agenda.cases.concern import TextMissing, TextTooLong
from agenda.cases.outcome import (
    CaseNotOnAgenda,
    Dissent,
    DissentRepeated,
    FurtherLookup,
    GroundsMissing,
    MeetingNotBegun,
    OutcomeGiven,
    OutcomeIncomplete,
    OutcomeKind,
    OutcomePartMisplaced,
    check_at_meeting,
    check_outcome,
)

KNOWN = Authorities(frozenset({"sof", "ssp"}))
CONVERSATION = OutcomeGiven(
    OutcomeKind.CONVERSATION, "sof", "Der er grund til en samtale.", due_on=date(2026, 12, 22)
)
MORE = replace(
    CONVERSATION, kind=OutcomeKind.MORE_INFORMATION, lookups=(FurtherLookup("ssp", "Skolegangen er uklar"),)
)
HANDED = replace(CONVERSATION, kind=OutcomeKind.HANDED_OVER, handed_to="Aarhus Kommune")
CLOSED = replace(CONVERSATION, kind=OutcomeKind.CLOSED, close_reason=CloseReason.UNFOUNDED)
NONE = replace(CONVERSATION, kind=OutcomeKind.NO_CONVERSATION)
BEGINS = at(8, 9)


@pytest.mark.parametrize("given", [CONVERSATION, MORE, HANDED, CLOSED, NONE])
def test_an_outcome_that_is_whole_is_taken(given):
    check_outcome(given, KNOWN)
    check_outcome(replace(given, dissents=(Dissent("ssp", "Vi er uenige."),)), KNOWN)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (replace(MORE, lookups=()), "lookups"),
        (replace(HANDED, handed_to=""), "handed_to"),
        (replace(CLOSED, close_reason=None), "close_reason"),
    ],
)
def test_an_outcome_that_lacks_its_own_part_is_refused(given, field):
    with pytest.raises(OutcomeIncomplete) as refused:
        check_outcome(given, KNOWN)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("part", "field"),
    [
        ({"lookups": MORE.lookups}, "lookups"),
        ({"handed_to": "Aarhus Kommune"}, "handed_to"),
        ({"close_reason": CloseReason.UNFOUNDED}, "close_reason"),
    ],
)
def test_a_part_of_another_outcome_is_refused(part, field):
    with pytest.raises(OutcomePartMisplaced) as refused:
        check_outcome(replace(CONVERSATION, **part), KNOWN)
    assert refused.value.field == field


def test_without_grounds_or_an_authority_that_is_known_there_is_no_outcome():
    with pytest.raises(GroundsMissing):
        check_outcome(replace(CONVERSATION, grounds="  "), KNOWN)
    with pytest.raises(TextTooLong):
        check_outcome(replace(CONVERSATION, grounds="x" * 4001), KNOWN)
    with pytest.raises(UnknownAuthority):
        check_outcome(replace(CONVERSATION, responsible="kf"), KNOWN)


def test_a_dissent_is_somebodys_and_says_something_once():
    words = Dissent("ssp", "Vi er uenige.")
    with pytest.raises(UnknownAuthority):
        check_outcome(replace(CONVERSATION, dissents=(Dissent("kf", "Nej"),)), KNOWN)
    with pytest.raises(GroundsMissing):
        check_outcome(replace(CONVERSATION, dissents=(Dissent("ssp", ""),)), KNOWN)
    with pytest.raises(DissentRepeated):
        check_outcome(replace(CONVERSATION, dissents=(words, words)), KNOWN)


def test_each_further_request_has_a_party_of_its_own_and_its_own_necessity():
    with pytest.raises(TextMissing):
        check_outcome(replace(MORE, lookups=(FurtherLookup("ssp", " "),)), KNOWN)
    with pytest.raises(TextTooLong):
        check_outcome(replace(MORE, lookups=(FurtherLookup("ssp", "x" * 4001),)), KNOWN)
    with pytest.raises(UnknownAuthority):
        check_outcome(replace(MORE, lookups=(FurtherLookup("kf", "Nødvendigt"),)), KNOWN)
    with pytest.raises(AlreadyAsked):
        check_outcome(replace(MORE, lookups=MORE.lookups * 2), KNOWN)


def test_from_the_meetings_first_second_on_something_is_kept_of_a_case_on_its_agenda():
    for moment in (BEGINS, BEGINS + timedelta(seconds=1), BEGINS + timedelta(days=2)):
        check_at_meeting(BEGINS, moment, is_on_agenda=True)


def test_nothing_is_kept_before_the_meeting_or_of_a_case_that_is_not_on_its_agenda():
    with pytest.raises(MeetingNotBegun):
        check_at_meeting(BEGINS, BEGINS - timedelta(seconds=1), is_on_agenda=True)
    with pytest.raises(CaseNotOnAgenda):
        check_at_meeting(BEGINS, BEGINS, is_on_agenda=False)
