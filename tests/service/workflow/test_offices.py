"""Each body's office is told what concerns its body, and the other office hears nothing of it."""

from datetime import date

import pytest
from driven_service import local
from forum_scene import ALMA, forum_year
from sample_people import FORUM, OFFICE, member, set_everybody
from test_bounces import come_back

from agenda.access import CLOCK
from agenda.meetings.plan import ClosedDate
from notifications.message import State
from notifications.occasion import Occasion
from service.workflow.office import office_recipient
from service.workflow.rescheduling import cancel_meeting, close_day

FORUM_OFFICE, OWN = "forum@moedeklar.invalid", "forumkontor@moedeklar.invalid"
TO_AN_OFFICE = {
    *(Occasion.MINUTES_WANTED, Occasion.PLAN_PROPOSED, Occasion.MEETINGS_MISSING, Occasion.NOT_REACHED),
    *(Occasion.MEETING_ON_CLOSED_DAY, Occasion.MEETING_CHANGED, Occasion.FORUM_PERIOD_ENDS),
}


@pytest.fixture
def forum(start_on):
    return forum_year(start_on)


def offices(driven):
    """Who was told, by occasion and body."""
    return {
        (str(one.occasion), one.body_id, one.recipient_email)
        for one in driven.messages()
        if one.occasion in TO_AN_OFFICE and one.state is State.SENT
    }


def test_minutes_that_are_wanted_are_wanted_of_the_meetings_own_office(forum):
    forum.play_until(local("2027-02-26", "12:00"))
    assert offices(forum) == {("minutes_wanted", FORUM, FORUM_OFFICE)}


def test_each_body_has_its_next_year_proposed_to_its_own_office(forum):
    forum.play_until(local("2027-10-02"))
    told = {to for what, _, to in offices(forum) if what == "plan_proposed"}
    assert told == {OFFICE, FORUM_OFFICE}
    assert ("plan_proposed", FORUM, OFFICE) not in offices(forum)


def test_a_closed_day_and_a_cancelled_meeting_are_told_the_office_whose_meetings_they_are(forum):
    forum.do(close_day, ClosedDate(date(2027, 2, 11), "Lukket"))
    last = forum.meetings(FORUM)[-1]
    forum.do(cancel_meeting, last.id, "Lokalet er optaget", last.revision)
    forum.play_until(local("2026-11-25"))
    told = offices(forum)
    assert {what for what, *_ in told} >= {"meeting_on_closed_day"}
    assert {to for _, _, to in told} == {FORUM_OFFICE}


def test_a_member_of_the_forum_who_is_not_reached_is_told_its_office(forum):
    forum.play_until(local("2026-12-29"))
    invited = next(one for one in forum.messages(Occasion.INVITATION) if one.recipient_email == ALMA)
    come_back(forum, invited.message_id, ALMA)
    forum.tick()
    assert offices(forum) == {("not_reached", FORUM, FORUM_OFFICE)}


def test_the_forums_office_reads_elsewhere_where_the_settings_say_so(start_on):
    forum = start_on(local("2026-11-24"), config=f'[forum]\noffice = "{OWN}"\n')
    set_everybody(forum, member("alma", FORUM))
    with forum.service.unit(CLOCK) as unit:
        assert [to.email for to in office_recipient(unit, FORUM)] == [OWN]


def test_nobody_is_told_where_the_forum_has_no_mailbox_yet(new_service):
    forum = new_service(local("2026-11-24"))
    with forum.service.unit(CLOCK) as unit:
        assert office_recipient(unit, FORUM) == []
