"""The mailbox that invites to a body's meetings is another only when no calendar has one of them from the old."""

import re
from datetime import timedelta

import pytest
from driven_service import local
from sample_people import FORUM, KE, member, set_everybody

from agenda.meetings.body import OrganiserHasInvited
from service.workflow.people import BodyGiven, PeopleGiven, set_people
from service.workflow.rescheduling import cancel_meeting

OLD, NEW = "ke@moedeklar.invalid", "ny@moedeklar.invalid"


@pytest.fixture
def driven(start_on):
    """One confirmed meeting on 24 Nov, to which SSP is invited from 29 Sept on."""
    driven = start_on(local("2026-09-01", "12:00"))
    set_everybody(driven, member("ssp"))
    driven.plan(KE, "2026-11-24", "2026-11-24")
    return driven


def invites_from(driven, email, body_id=KE, as_="secretariat", **named):
    driven.do(
        set_people, PeopleGiven(bodies=((body_id, BodyGiven(organiser_email=email, **named)),)), as_=as_
    )


def organisers(driven, occasion):
    lines = b"\n".join(driven.mail_of(one) for one in driven.messages(occasion))
    return set(re.findall(rb"From: .*<([^>]+)>", lines))


def test_it_changes_while_nobody_has_been_invited_and_the_new_one_invites(driven):
    invites_from(driven, NEW)
    driven.play_until(local("2026-10-01"))
    assert organisers(driven, "invitation") == {NEW.encode()}


def test_it_is_refused_while_a_meeting_ahead_was_invited_to_by_the_old_one(driven):
    driven.play_until(local("2026-10-01"))
    with pytest.raises(OrganiserHasInvited) as refused:
        invites_from(driven, NEW)
    assert refused.value.current == {"meetings": 1}
    driven.do(cancel_meeting, driven.meetings(KE)[0].id, "Ingen sager", driven.meetings(KE)[0].revision)
    driven.tick()
    assert organisers(driven, "invitation_cancellation") == {OLD.encode()}


def test_and_until_its_cancellation_has_gone_out(driven):
    driven.play_until(local("2026-10-01"))
    driven.do(cancel_meeting, driven.meetings(KE)[0].id, "Ingen sager", driven.meetings(KE)[0].revision)
    with pytest.raises(OrganiserHasInvited):
        invites_from(driven, NEW)
    driven.tick()
    invites_from(driven, NEW)


def test_once_the_meetings_are_held_it_changes(driven):
    driven.play_until(local("2026-11-24") - timedelta(seconds=1))
    with pytest.raises(OrganiserHasInvited):
        invites_from(driven, NEW)
    driven.play_until(local("2026-11-24", "11:00"))
    invites_from(driven, NEW)


def test_its_name_or_the_same_address_in_other_letters_may_be_given_at_any_time(driven):
    driven.play_until(local("2026-10-01"))
    invites_from(driven, OLD.upper(), organiser_name="VINK, Københavns Kommune")


def test_another_body_is_not_held_up(driven):
    driven.play_until(local("2026-10-01"))
    invites_from(driven, NEW, FORUM, "forum")
