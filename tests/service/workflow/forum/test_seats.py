"""A deputy's topics, and what follows a member to another address."""

from datetime import date, timedelta

import pytest
from driven_service import local
from forum_office import ended, left, the_accession, the_appointment
from forum_scene import ALMA, BO, as_guest, attendee, called, first_meeting, token_of

from agenda.access import MEMBER
from agenda.errors import Absent
from agenda.forum.topic import TooManyTopics, TopicGiven, TopicState
from agenda.meetings.party import Recipient
from service.workflow.forum.members import change_member
from service.workflow.forum.private_link import guest_with
from service.workflow.forum.private_page import private_page
from service.workflow.forum.topics import Decision, Rewording, decide, propose_over_link, reword_over_link
from service.workflow.meetings.deputising import invite_deputy
from service.workflow.people import PersonGiven

DEPUTY, NEW = "stedfortraeder@moedeklar.invalid", "ny.adresse@moedeklar.invalid"
HELD = local("2027-02-12")


@pytest.fixture
def forum(start_on):
    return called(start_on)


@pytest.fixture
def stood_in(forum):
    place = attendee(forum)
    to = Recipient("Stedfortræder Prøve", DEPUTY, "da")
    forum.do(invite_deputy, place.meeting_id, place.id, to, as_="forum")
    forum.tick()
    return forum


def pages_of(forum, email):
    with forum.service.unit(MEMBER) as unit:
        return private_page(unit, token_of(forum, email), forum.now)


def test_a_deputys_topic_belongs_to_the_place_and_both_read_it_there(stood_in):
    topic = as_guest(stood_in, propose_over_link, TopicGiven("Unge"), email=DEPUTY)
    assert topic.member_id == attendee(stood_in).member_id
    assert [[one.title for one in pages_of(stood_in, each).topics] for each in (ALMA, DEPUTY, BO)] == [
        ["Unge"],
        ["Unge"],
        [],
    ]


def test_a_place_has_ten_topics_whoever_proposes_them(stood_in):
    for number in range(10):
        as_guest(stood_in, propose_over_link, TopicGiven(f"Emne {number}"), email=(ALMA, DEPUTY)[number % 2])
    for email in (ALMA, DEPUTY):
        with pytest.raises(TooManyTopics):
            as_guest(stood_in, propose_over_link, TopicGiven("Et til"), email=email)


def test_a_deputy_rewords_it_and_both_are_told_what_becomes_of_it_with_each_their_own_link(stood_in):
    topic = as_guest(stood_in, propose_over_link, TopicGiven("Unge"), email=DEPUTY)
    rewording = Rewording(topic.id, TopicGiven("Unge i klubben"), topic.revision)
    topic = as_guest(stood_in, reword_over_link, rewording, email=DEPUTY)
    stood_in.do(decide, topic.id, Decision(TopicState.ACCEPTED), topic.revision, as_="forum")
    stood_in.tick()
    answers = {one.recipient_email: stood_in.mail_of(one) for one in stood_in.messages("topic_answered")}
    assert sorted(answers) == sorted((ALMA, DEPUTY))
    for email, mail in answers.items():
        assert token_of(stood_in, email).encode() in mail.replace(b"=\n", b"").replace(b"=\r\n", b"")


def later(forum, minutes):
    forum.play_until(forum.now + timedelta(minutes=minutes))


def told(forum, since):
    return {(one.occasion, one.to) for one in forum.told(since=since) if "invitation" in one.occasion}


def changed(forum, email, to):
    later(forum, 1)
    appointment = the_appointment(forum, email)
    forum.do(change_member, appointment.id, PersonGiven("Medlem alma", to), appointment.revision, as_="forum")


def test_a_changed_address_reaches_a_held_meeting_by_the_link_that_opened_it_before(forum):
    token = token_of(forum)
    forum.play_until(HELD)
    held = first_meeting(forum).id
    changed(forum, ALMA, NEW)
    emails = {one.email for one in forum.attendees(held)}
    assert (NEW in emails, ALMA in emails) == (True, False)
    with forum.service.unit(MEMBER) as unit:
        assert guest_with(unit, token, forum.now).attendee.email == NEW


def test_a_meeting_ahead_is_withdrawn_at_the_old_address_and_invited_to_at_the_new(forum):
    changed(forum, ALMA, NEW)
    invited = {one.email: one.is_invited for one in forum.attendees(first_meeting(forum).id)}
    assert invited == {ALMA: False, BO: True, NEW: True}


def test_and_whoever_stands_in_for_the_member_stays_and_is_told_nothing(stood_in):
    topic = as_guest(stood_in, propose_over_link, TopicGiven("Unge"), email=DEPUTY)
    since = stood_in.now
    changed(stood_in, ALMA, NEW)
    later(stood_in, 6)
    assert told(stood_in, since) == {("invitation", NEW), ("invitation_cancellation", ALMA)}
    assert [one.title for one in pages_of(stood_in, DEPUTY).topics] == ["Unge"]
    assert topic.member_id != attendee(stood_in, NEW).member_id
    assert attendee(stood_in, DEPUTY).stands_in_for == attendee(stood_in, NEW).id


def test_nor_of_an_address_that_is_changed_back_or_of_one_changed_before_the_deputy_was_told(forum):
    place = attendee(forum)
    since = forum.now
    later(forum, 1)
    forum.do(invite_deputy, place.meeting_id, place.id, Recipient("Vikar", DEPUTY, "da"), as_="forum")
    for email, to in ((ALMA, NEW), (NEW, ALMA)):
        appointment = the_appointment(forum, email)
        person = PersonGiven("Medlem alma", to)
        forum.do(change_member, appointment.id, person, appointment.revision, as_="forum")
    later(forum, 6)
    assert told(forum, since) == {("invitation", DEPUTY)}
    assert attendee(forum, DEPUTY).stands_in_for == place.id


def test_a_deputy_goes_with_a_member_who_leaves_from_the_new_address(stood_in):
    changed(stood_in, ALMA, NEW)
    later(stood_in, 6)
    since = stood_in.now
    left(stood_in, the_appointment(stood_in, NEW), date(2027, 1, 31))
    later(stood_in, 6)
    assert told(stood_in, since) == {("invitation_cancellation", each) for each in (NEW, DEPUTY)}


def test_who_was_invited_when_a_meeting_began_reads_of_it_though_the_accession_has_ended(forum):
    token = token_of(forum)
    forum.play_until(HELD)
    ended(forum, the_accession(forum))
    with forum.service.unit(MEMBER) as unit:
        assert guest_with(unit, token, forum.now).attendee.email == ALMA


def test_and_not_of_a_meeting_that_had_not_begun(forum):
    token = token_of(forum)
    ended(forum, the_accession(forum))
    with forum.service.unit(MEMBER) as unit, pytest.raises(Absent):
        guest_with(unit, token, forum.now)
