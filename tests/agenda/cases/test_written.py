from dataclasses import replace
from datetime import UTC, datetime

import pytest
from example_cases import CALENDAR, at, meeting

from agenda.cases.outcome import OutcomeKind
from agenda.cases.written import (
    CaseNotInWriting,
    ClosesTooSoon,
    ClosingOnClosedDay,
    Consent,
    OutcomeTakesMeeting,
    Proposal,
    ProposalState,
    check_closing,
    check_in_writing,
)
from agenda.errors import ChangedMeanwhile

KIND = OutcomeKind.NO_CONVERSATION
NOW = at(2, 10)
WRITTEN = replace(meeting(8, at(1, 16), at(3, 12)), is_written=True)


def proposed(*parties):
    return Proposal("p", "c", "m", 1, KIND, "sof", list(parties), NOW, "secretariat", b"")


@pytest.mark.parametrize("closes_at", [at(3, 10), at(8, 12)])
def test_it_closes_on_a_working_day_one_working_day_ahead_or_later(closes_at):
    check_closing(closes_at, CALENDAR, NOW)


@pytest.mark.parametrize("closes_at", [at(3, 9, 59, 59), at(2, 9), at(1, 10)])
def test_agencies_have_at_least_one_working_day(closes_at):
    with pytest.raises(ClosesTooSoon):
        check_closing(closes_at, CALENDAR, NOW)


@pytest.mark.parametrize("closes_at", [at(5, 12), at(24, 12), datetime(2027, 1, 1, 11, tzinfo=UTC)])
def test_it_closes_on_no_saturday_and_no_holiday(closes_at):
    with pytest.raises(ClosingOnClosedDay):
        check_closing(closes_at, CALENDAR, NOW)


def test_a_released_case_of_an_open_procedure_can_have_its_outcome_proposed():
    check_in_writing(WRITTEN, KIND, NOW, is_ready=True)


@pytest.mark.parametrize(
    ("of", "now", "is_ready"),
    [
        (None, NOW, True),
        (meeting(8, None, None), NOW, True),
        (WRITTEN, NOW, False),
        (WRITTEN, WRITTEN.starts_at, True),
    ],
)
def test_elsewhere_unreleased_or_closed_it_cannot(of, now, is_ready):
    with pytest.raises(CaseNotInWriting):
        check_in_writing(of, KIND, now, is_ready=is_ready)


def test_more_information_takes_a_meeting():
    with pytest.raises(OutcomeTakesMeeting):
        check_in_writing(WRITTEN, OutcomeKind.MORE_INFORMATION, NOW, is_ready=True)


def test_it_is_agreed_when_all_consent():
    one = proposed("sof", "ssp")
    one.state_consent("sof", Consent.CONSENTS)
    assert not one.is_agreed_by(["sof", "ssp"])
    one.state_consent("ssp", Consent.CONSENTS)
    assert one.is_agreed_by(["sof", "ssp"])


def test_an_objection_is_none_and_silence_is_none_and_nobody_is_not_all():
    one = proposed("sof", "ssp")
    one.state_consent("sof", Consent.CONSENTS)
    one.state_consent("ssp", Consent.OBJECTS)
    assert not one.is_agreed_by(["sof", "ssp"])
    assert not proposed("sof").is_agreed_by(["sof"])
    assert not one.is_agreed_by([])


def test_who_takes_no_part_in_the_decision_does_not_stand_in_its_way():
    one = proposed("sof", "ssp")
    one.state_consent("sof", Consent.CONSENTS)
    one.state_consent("ssp", Consent.OBJECTS)
    assert one.is_agreed_by(["sof"])


def test_a_party_may_think_again():
    one = proposed("sof")
    one.state_consent("sof", Consent.OBJECTS)
    one.state_consent("sof", Consent.CONSENTS)
    assert one.is_agreed_by(["sof"])


def test_a_consent_is_to_the_version_that_was_read():
    proposed("sof").expect(1)
    with pytest.raises(ChangedMeanwhile):
        proposed("sof").expect(2)


def test_what_has_closed_stays_as_it_was():
    one = proposed("sof")
    one.become(ProposalState.AGREED)
    with pytest.raises(CaseNotInWriting):
        one.become(ProposalState.OPEN)
