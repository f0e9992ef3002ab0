"""What comes back to the organiser's mailbox at Exchange, as bytes for whoever reads answers and bounces."""

import pytest
from looks import look
from organiser_mailbox import NINE, ORGANISER, entry, lose, parcel

from notifications.bounce import read_bounces
from notifications.entry import Known
from notifications.exchange.inbox import ExchangeInbox, InboxUnreachable
from notifications.inbox import LARGEST_MAIL
from notifications.other_mail import Kind, OtherMail, look_at
from notifications.reply import Status, read_replies


@pytest.fixture
def inbox(server):
    made = ExchangeInbox(server, ORGANISER)
    yield made
    made.close()


def test_an_answer_to_a_meeting_is_given_as_a_reply(inbox, carrier, double):
    standing = carrier.keep(entry("ssp"), Known())
    double.answer(ORGANISER, standing.uid, "ssp@example.dk", "Decline")
    [mail] = look(inbox)
    (reply,) = read_replies(mail.content)
    assert (reply.uid, reply.attendee, reply.status) == (standing.uid, "ssp@example.dk", Status.DECLINED)


def test_a_report_of_a_mail_that_did_not_arrive_is_given(inbox, carrier, double):
    double.unknown("ssp@example.dk", "bounce")
    carrier.send(parcel())
    [mail] = look(inbox)
    (bounce,) = read_bounces(mail.content)
    assert (bounce.recipient, bounce.message_ids) == ("ssp@example.dk", ("<abc.1@example.dk>",))


def test_what_is_done_is_given_no_more_and_what_is_left_is_passed_over(inbox, double):
    for name in ("a", "b", "c"):
        double.bounce(ORGANISER, f"{name}@example.dk")
    first, second, third = (mail.name for mail in look(inbox))
    inbox.done(first)
    inbox.done(first)
    assert look(inbox, cursor=inbox.cursor) == []
    again = look(
        inbox, cursor=inbox.cursor, again=(second, third), is_passed_over=lambda name: name == second
    )
    assert [mail.name for mail in again] == [third]


def test_a_mail_too_large_for_any_reader_is_not_fetched(inbox, double):
    double.bounce(ORGANISER, "a@example.dk", body="x" * (LARGEST_MAIL + 1))
    [mail] = look(inbox)
    assert len(mail.content) == LARGEST_MAIL + 1
    assert "GetItem" not in [request["operation"] for request in double.requests()]


def test_a_sealed_mail_is_given_and_left_as_it_lies_there(inbox, double):
    """It may be an answer, which somebody is to read in the mailbox."""
    double.seal(ORGANISER, "ssp@example.dk")
    [mail] = look(inbox)
    assert look_at(mail.content, "") == OtherMail(Kind.OTHER, "sealed", "ssp@example.dk")
    inbox.done(mail.name)
    assert "UpdateItem" not in [request["operation"] for request in double.requests()]
    assert look(inbox, cursor=inbox.cursor) == []


def test_other_mails_are_left_alone(inbox, double):
    double.busy("ssp@example.dk", NINE, NINE)
    assert look(inbox) == []


@pytest.mark.parametrize("operation", ["GetFolder", "SyncFolderItems", "GetItem"])
def test_a_mailbox_that_cannot_be_read_is_trouble_of_the_network(inbox, double, operation):
    double.bounce(ORGANISER, "a@example.dk")
    lose(double, operation, "reset", "before")
    with pytest.raises(InboxUnreachable):
        look(inbox)
    assert len(look(inbox)) == 1


def test_a_mark_that_is_lost_is_trouble_of_the_network(inbox, double):
    double.bounce(ORGANISER, "a@example.dk")
    [mail] = look(inbox)
    lose(double, "UpdateItem", "reset", "before")
    with pytest.raises(InboxUnreachable):
        inbox.done(mail.name)
    assert [again.name for again in look(inbox)] == [mail.name]
