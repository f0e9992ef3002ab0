from email import message_from_bytes
from email.policy import default

import pytest
from driven_service import local
from forum_scene import ALMA, BO, attendee, called, first_meeting, token_of

from agenda.access import CLOCK, MEMBER, actor_named
from agenda.errors import NotAllowed
from agenda.forum.topic import TopicGiven, TopicState
from agenda.meetings.attendance import Attendee
from agenda.meetings.guest import GuestBasis
from agenda.meetings.party import Recipient
from notifications.message import State
from notifications.occasion import Occasion
from service.database.forum.topics import link_to
from service.workflow.agendas import compose_agenda
from service.workflow.forum.private_link import NoSuchLink, guest_with
from service.workflow.forum.topics import Decision, decide, propose
from service.workflow.meetings.guests import GuestGiven, invite_guest
from service.workflow.rescheduling import cancel_meeting


@pytest.fixture
def forum(start_on):
    return called(start_on)


def texts(forum, *occasions):
    """What each address was sent, by address."""
    found = {}
    for message in forum.messages(*occasions):
        mail = message_from_bytes(forum.mail_of(message), policy=default)
        found[message.recipient_email] = mail.get_body(("plain",)).get_content()
    return found


def opened(forum, token):
    with forum.service.unit(MEMBER) as unit:
        return guest_with(unit, token, forum.now).attendee.email


def test_each_member_has_a_link_of_their_own_in_the_invitation_and_in_the_call(forum):
    tokens = {email: token_of(forum, email) for email in (ALMA, BO)}
    assert len(set(tokens.values())) == 2
    for occasion in (Occasion.INVITATION, Occasion.TOPICS_CALLED):
        for email, text in texts(forum, occasion).items():
            others = set(tokens.values()) - {tokens[email]}
            assert (tokens[email] in text, any(other in text for other in others)) == (True, False)
            assert "/meetings/" not in text


def test_it_opens_the_members_own_page_and_nobody_elses(forum):
    assert (opened(forum, token_of(forum)), opened(forum, token_of(forum, BO))) == (ALMA, BO)


def test_neither_the_member_nor_the_meeting_can_be_read_in_it(forum):
    token, own = token_of(forum), attendee(forum)
    assert token.isalpha()
    assert not any(part and part in token for part in (own.id, own.member_id, "alma"))


def test_the_database_alone_does_not_know_it(forum):
    token = token_of(forum)
    with forum.service.unit(CLOCK) as unit:
        assert link_to(unit.session, attendee(forum).id).digest not in {token, token.upper()}
    assert {message.content for message in forum.messages() if message.state is State.SENT} == {None}


@pytest.mark.parametrize("token", ["", "x", "b" * 48, "%00", "b" * 5000])
def test_a_guess_opens_nothing(forum, token):
    with pytest.raises(NoSuchLink):
        opened(forum, token)


def test_nor_does_the_link_of_somebody_who_is_invited_no_more(forum):
    token = token_of(forum)
    with forum.service.unit(CLOCK) as unit:
        unit.session.get_one(Attendee, attendee(forum).id).is_invited = False
    with pytest.raises(NoSuchLink):
        opened(forum, token)


def test_nor_that_of_a_cancelled_meeting(forum):
    token, meeting = token_of(forum), first_meeting(forum)
    forum.do(cancel_meeting, meeting.id, "Salen er optaget", meeting.revision, as_="forum")
    with pytest.raises(NoSuchLink):
        opened(forum, token)


def test_nor_one_long_after_the_meeting(forum):
    token = token_of(forum)
    forum.clock.now = local("2027-04-12", "18:59")
    assert opened(forum, token) == ALMA
    forum.clock.now = local("2027-04-12", "20:00")
    with pytest.raises(NoSuchLink):
        opened(forum, token)


@pytest.mark.parametrize("role", ["secretariat", "forum", "auditor"])
def test_a_login_is_no_link(forum, role):
    token = token_of(forum)
    with pytest.raises(NotAllowed), forum.service.unit(actor_named(role)) as unit:
        guest_with(unit, token, forum.now)


def test_a_guest_at_one_item_has_no_page_and_is_called_on_for_nothing(forum):
    meeting = first_meeting(forum)
    topic = forum.do(propose, meeting.id, TopicGiven("Unge"), None, as_="forum")
    forum.do(decide, topic.id, Decision(TopicState.ACCEPTED), topic.revision, as_="forum")
    agenda = forum.do(compose_agenda, meeting.id, as_="forum")
    item = next(one for one in agenda.items if one.about)
    to = Recipient("Gitte Gæst", "gitte@gaest.invalid", "da")
    forum.do(
        invite_guest, meeting.id, item.id, GuestGiven(to, "Biblioteket", GuestBasis.CONSENT), as_="forum"
    )
    forum.play_until(local("2027-02-10"))
    assert {str(one.occasion) for one in forum.messages() if one.recipient_email == to.email} == {
        "invitation"
    }
    assert "/m/" not in texts(forum, Occasion.INVITATION)[to.email]
    with pytest.raises(NoSuchLink):
        opened(forum, token_of(forum, to.email))
