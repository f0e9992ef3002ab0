"""What comes back to the organiser's mailbox at Exchange, as bytes for whoever reads answers and bounces."""

import pytest
from organiser_mailbox import NINE, ORGANISER, entry, lose, parcel

from notifications.bounce import read_bounce
from notifications.entry import Known
from notifications.exchange.inbox import ExchangeInbox, InboxUnreachable
from notifications.inbox import LARGEST_MAIL
from notifications.reply import Status, read_reply


@pytest.fixture
def inbox(server):
    made = ExchangeInbox(server, ORGANISER)
    yield made
    made.close()


def test_an_answer_to_a_meeting_is_given_as_a_reply(inbox, carrier, double):
    standing = carrier.keep(entry("ssp"), Known())
    double.answer(ORGANISER, standing.uid, "ssp@example.dk", "Decline")
    [(_, mail)] = inbox.unread()
    reply = read_reply(mail)
    assert (reply.uid, reply.attendee, reply.status) == (standing.uid, "ssp@example.dk", Status.DECLINED)


def test_a_report_of_a_mail_that_did_not_arrive_is_given(inbox, carrier, double):
    double.unknown("ssp@example.dk", "bounce")
    carrier.send(parcel())
    [(_, mail)] = inbox.unread()
    bounce = read_bounce(mail)
    assert (bounce.recipient, bounce.original_message_id) == ("ssp@example.dk", "<abc.1@example.dk>")


def test_what_is_done_is_given_no_more_and_what_is_left_is_passed_over(inbox, double):
    for name in ("a", "b", "c"):
        double.bounce(ORGANISER, f"{name}@example.dk")
    first, second, third = (name for name, _ in inbox.unread())
    inbox.done(first)
    inbox.done(first)
    inbox.leave(second)
    assert [name for name, _ in inbox.unread()] == [third]


def test_a_mail_too_large_for_any_reader_is_not_fetched(inbox, double):
    double.bounce(ORGANISER, "a@example.dk", body="x" * (LARGEST_MAIL + 1))
    [(_, mail)] = inbox.unread()
    assert len(mail) == LARGEST_MAIL + 1
    assert "GetItem" not in [request["operation"] for request in double.requests()]


def test_other_mails_are_left_alone(inbox, double):
    double.busy("ssp@example.dk", NINE, NINE)
    assert list(inbox.unread()) == []


@pytest.mark.parametrize("operation", ["GetFolder", "FindItem", "GetItem"])
def test_a_mailbox_that_cannot_be_read_is_trouble_of_the_network(inbox, double, operation):
    double.bounce(ORGANISER, "a@example.dk")
    lose(double, operation, "reset", "before")
    with pytest.raises(InboxUnreachable):
        list(inbox.unread())
    assert len(list(inbox.unread())) == 1


def test_a_mark_that_is_lost_is_trouble_of_the_network(inbox, double):
    double.bounce(ORGANISER, "a@example.dk")
    [(name, _)] = inbox.unread()
    lose(double, "UpdateItem", "reset", "before")
    with pytest.raises(InboxUnreachable):
        inbox.done(name)
    assert [again for again, _ in inbox.unread()] == [name]
