from email import message_from_bytes
from email.policy import default

import pytest
from driven_service import local
from forum_scene import ALMA, BO, attendee, called, first_meeting, forum_year, token_of

from agenda.access import MEMBER, actor_named
from agenda.errors import NotAllowed
from agenda.meetings.meeting import MeetingIsOver
from notifications.message import State
from notifications.occasion import Occasion
from service.database.meetings.attending import NoSuchAttendee
from service.workflow.forum.private_link import NoSuchLink, guest_with
from service.workflow.forum.renewing import renew_link


@pytest.fixture
def forum(start_on):
    return called(start_on)


def renewed(forum, email=ALMA, as_="forum"):
    return forum.do(renew_link, first_meeting(forum).id, attendee(forum, email).id, as_=as_)


def text_of(forum, message):
    mail = message_from_bytes(forum.mail_of(message), policy=default)
    return mail.get_body(("plain",)).get_content()


def opened(forum, token):
    with forum.service.unit(MEMBER) as unit:
        return guest_with(unit, token, forum.now).attendee.email


def test_the_old_link_dies_and_the_member_is_mailed_the_new_one(forum):
    old = token_of(forum)
    renewed(forum)
    forum.tick()
    (message,) = forum.messages(Occasion.LINK_RENEWED)
    assert message.recipient_email == ALMA
    assert (token_of(forum) in text_of(forum, message), old in text_of(forum, message)) == (True, False)
    assert opened(forum, token_of(forum)) == ALMA
    with pytest.raises(NoSuchLink):
        opened(forum, old)


def test_nobody_elses_link_changes(forum):
    before = token_of(forum, BO)
    renewed(forum)
    assert (token_of(forum, BO), opened(forum, before)) == (before, BO)


def test_what_is_mailed_afterwards_bears_the_new_link(forum):
    old = token_of(forum)
    renewed(forum)
    forum.play_until(first_meeting(forum).due_at("agenda_due"))
    told = {m.recipient_email: text_of(forum, m) for m in forum.messages(Occasion.AGENDA_RELEASED)}
    assert (token_of(forum) in told[ALMA], old in told[ALMA]) == (True, False)


def test_of_two_renewals_at_once_only_the_newest_is_told(forum):
    renewed(forum)
    renewed(forum)
    forum.tick()
    (told,) = [m for m in forum.messages(Occasion.LINK_RENEWED) if m.state is State.SENT]
    assert token_of(forum) in text_of(forum, told)


def test_the_record_bears_no_token(forum):
    renewed(forum)
    (entry,) = forum.entries("renew_link")
    assert entry.facts == {"attendee": attendee(forum).id}


def test_a_member_who_has_heard_nothing_yet_has_no_link_to_renew(start_on):
    forum = forum_year(start_on)
    with pytest.raises(NoSuchAttendee):
        forum.do(renew_link, first_meeting(forum).id, "nobody", as_="forum")


def test_nor_is_one_renewed_that_opens_nothing_any_more(forum):
    alma = attendee(forum).id
    forum.clock.now = local("2027-04-13")
    with pytest.raises(MeetingIsOver):
        forum.do(renew_link, first_meeting(forum).id, alma, as_="forum")


@pytest.mark.parametrize("role", ["secretariat", "agency:ssp", "auditor"])
def test_nobody_but_the_forums_secretariat_renews(forum, role):
    with pytest.raises(NotAllowed):
        renewed(forum, as_=role)


def test_the_secretariats_own_hand_is_in_the_record(forum):
    renewed(forum)
    assert [entry.actor for entry in forum.entries("renew_link")] == [str(actor_named("forum"))]
