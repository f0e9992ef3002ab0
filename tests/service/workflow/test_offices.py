"""Each body's office is told what concerns its body, and the other office hears nothing of it."""

from datetime import date, timedelta

import pytest
from calendar_mails import reply
from driven_service import local
from forum_scene import ALMA, first_meeting, forum_year
from sample_people import ASSOCIATION, FORUM, KE, OFFICE, member, member_of, set_everybody
from test_bounces import come_back

from agenda.access import CLOCK, actor_named
from agenda.meetings.plan import ClosedDate
from agenda.paging import PageWanted
from notifications.message import Message, State
from notifications.occasion import Occasion
from service.database.listing import Wanted
from service.database.meetings.attending import NoSuchReply
from service.workflow.forum.charters import publish
from service.workflow.forum.given import CharterGiven
from service.workflow.meetings.reading import unmatched_of
from service.workflow.meetings.replying import ReplyNotForUs, file_reply, take_reply
from service.workflow.meetings.settling import dismiss_reply
from service.workflow.office import office_recipient
from service.workflow.outbox import NoSuchMessage, mailboxes_of, messages_of, retry
from service.workflow.rescheduling import cancel_meeting, close_day
from service.workflow.upcoming import deeds_between

FORUM_OFFICE, OWN = "forum@moedeklar.invalid", "forumkontor@moedeklar.invalid"
TO_AN_OFFICE = {
    *(Occasion.MINUTES_WANTED, Occasion.PLAN_PROPOSED, Occasion.MEETINGS_MISSING, Occasion.NOT_REACHED),
    *(Occasion.MEETING_ON_CLOSED_DAY, Occasion.MEETING_CHANGED, Occasion.FORUM_PERIOD_ENDS),
    Occasion.PROPOSAL_LEFT,
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
    forum.do(close_day, ClosedDate(date(2027, 2, 11), "Lukket"), as_="forum")
    last = forum.meetings(FORUM)[-1]
    forum.do(cancel_meeting, last.id, "Lokalet er optaget", last.revision, as_="forum")
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


def published(driven):
    driven.do(publish, CharterGiven("2027", date(2027, 6, 1)), as_="forum")


def half(driven, role):
    """Whom an office sees that something was told, by the outbox, and will be, by what comes."""
    with driven.service.unit(actor_named(role)) as unit:
        told = {
            (one.body_id, one.recipient_email)
            for one in messages_of(unit, Wanted(page=PageWanted(size=500))).rows
        }
    comes = {(deed.body_id, deed.to) for deed in driven.service.upcoming(30, actor_named(role))}
    return told, comes


@pytest.fixture
def both(forum):
    """Both bodies have told somebody something, and have something to do; the Charter is sent round anew."""
    set_everybody(forum, member("ssp"), member("alma", FORUM), member("bo", FORUM))
    forum.plan(KE, "2026-12-08", "2027-02-28")
    published(forum)
    forum.play_until(local("2026-12-29"))
    return forum


def test_each_office_reads_and_foresees_its_own_half(both):
    of_cases, of_forum = half(both, "secretariat"), half(both, "forum")
    assert [{body for body, _ in seen} - {""} for seen in of_cases] == [{KE}, {KE}]
    assert [{body for body, _ in seen} for seen in of_forum] == [{FORUM}, {FORUM}]
    assert of_cases[0] | of_forum[0] == {(one.body_id, one.recipient_email) for one in both.messages()}


def test_who_is_asked_to_accede_is_shown_to_the_forums_office_alone(both):
    seen = {role: ASSOCIATION in str(half(both, role)) for role in ("secretariat", "forum")}
    assert seen == {"secretariat": False, "forum": True}


def test_both_halves_together_are_what_then_happens(both):
    shown = [d for role in ("secretariat", "forum") for d in both.service.upcoming(21, actor_named(role))]
    began = both.now
    both.play_until(began + timedelta(days=21))
    with both.service.unit(CLOCK) as unit:
        happened = deeds_between(unit.session, began + timedelta(seconds=1), both.now)
    assert sorted(map(str, shown)) == sorted(map(str, happened))


def test_each_office_settles_its_own_and_the_others_looks_absent(both):
    charter = both.messages(Occasion.CHARTER_SENT)[0]
    with both.service.unit(CLOCK) as unit:
        one = unit.session.get_one(Message, charter.id)
        one.bounce("5.1.1")
        seen = one.revision
    with pytest.raises(NoSuchMessage):
        both.do(retry, charter.id, seen)
    assert both.do(retry, charter.id, seen, as_="forum").state is State.PENDING


def test_an_answer_nobody_can_place_is_its_meetings_offices(both):
    meeting = first_meeting(both)
    both.do(file_reply, "svar.eml", reply(meeting.uid, "alias@forening.invalid"))
    both.do(file_reply, "rod.eml", b"Subject: Hej")
    listed = {}
    for role in ("secretariat", "forum"):
        with both.service.unit(actor_named(role)) as unit:
            (own,) = unmatched_of(unit)
            listed[role] = own.meeting_id
    assert listed == {"secretariat": None, "forum": meeting.id}
    with pytest.raises(NoSuchReply):
        both.do(dismiss_reply, own.id)
    both.do(dismiss_reply, own.id, as_="forum")


def test_neither_office_takes_an_answer_to_the_others_meeting(both):
    of_cases = reply(next(one for one in both.meetings(KE) if one.starts_at > both.now).uid, member_of("ssp"))
    of_forum = reply(first_meeting(both).uid, ALMA)
    for mail, own, other in ((of_cases, "secretariat", "forum"), (of_forum, "forum", "secretariat")):
        with pytest.raises(ReplyNotForUs):
            both.do(take_reply, mail, as_=other)
        assert both.do(take_reply, mail, as_=own).is_invited


def test_a_mailbox_is_shown_to_the_office_whose_bodies_send_from_it(both):
    seen = {}
    for role in ("secretariat", "forum"):
        with both.service.unit(actor_named(role)) as unit:
            seen[role] = [one.address for one in mailboxes_of(unit, both.now)]
    assert seen == {"secretariat": ["ke@moedeklar.invalid"], "forum": [FORUM_OFFICE]}
