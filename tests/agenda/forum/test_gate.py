from datetime import date, timedelta

import pytest
from example_forum import APPOINTED, MEETING_ON, SENT, TODAY, acceded, appointed

from agenda.forum.gate import Days, may_be_invited, may_stay_invited

DAY = timedelta(days=1)
DAYS = Days(TODAY, MEETING_ON)


def test_who_is_appointed_and_whose_organisation_has_acceded_is_invited():
    assert may_be_invited([APPOINTED], [acceded()], DAYS)


@pytest.mark.parametrize(
    ("last_on", "is_invited"), [(MEETING_ON - DAY, False), (MEETING_ON, True), (MEETING_ON + DAY, True)]
)
def test_the_accession_holds_on_the_day_of_the_meeting_too(last_on, is_invited):
    assert may_be_invited([APPOINTED], [acceded(valid_until=last_on)], DAYS) is is_invited


def test_an_accession_that_only_begins_after_the_day_of_sending_is_not_enough():
    assert not may_be_invited([APPOINTED], [acceded()], Days(TODAY - DAY, MEETING_ON))


def test_two_accessions_one_after_the_other_are_enough():
    old, new = acceded(valid_until=date(2026, 12, 31)), acceded()
    assert may_be_invited([APPOINTED], [old, new], DAYS)


def test_without_an_accession_or_with_one_unanswered_nobody_is_invited():
    assert not may_be_invited([APPOINTED], [], DAYS)
    assert not may_be_invited([APPOINTED], [SENT], DAYS)


@pytest.mark.parametrize(
    ("last_on", "is_invited"), [(MEETING_ON - DAY, False), (MEETING_ON, True), (None, True)]
)
def test_the_appointment_covers_the_day_of_the_meeting(last_on, is_invited):
    assert may_be_invited([appointed(last_on=last_on)], [acceded()], DAYS) is is_invited


def test_a_period_that_begins_between_sending_and_meeting_is_enough():
    assert may_be_invited([appointed(first_on=TODAY + DAY)], [acceded()], DAYS)


def test_another_organisations_accession_opens_nothing():
    other = acceded()
    other.organisation_id = "eksempelklubben"
    assert not may_be_invited([APPOINTED], [other], DAYS)


def test_a_personal_member_accedes_themselves_and_for_nobody_else():
    own, personal = acceded(), appointed(organisation_id=None)
    own.organisation_id, own.member_id = None, personal.member_id
    assert may_be_invited([personal], [own], DAYS)
    assert not may_be_invited([appointed(organisation_id=None, member_id="mads")], [own], DAYS)
    assert not may_be_invited([APPOINTED], [own], DAYS)


def test_an_invitation_stands_until_the_accession_really_ends():
    lapsing = [acceded(valid_until=MEETING_ON - DAY)]
    assert may_stay_invited([APPOINTED], lapsing, DAYS)
    assert not may_stay_invited([APPOINTED], lapsing, Days(MEETING_ON, MEETING_ON + DAY))


def test_an_invitation_does_not_outlive_the_appointment():
    assert not may_stay_invited([appointed(last_on=MEETING_ON - DAY)], [acceded()], DAYS)
