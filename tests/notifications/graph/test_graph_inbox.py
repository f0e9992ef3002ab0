"""The organiser's inbox at Graph: reports and answers are read, other people's mails are left alone."""

import pytest
from looks import look
from sample_meeting import MAILBOX, SSP, entry, parcel

from notifications.entry import Known
from notifications.graph.app import GraphApp
from notifications.graph.inbox import GraphInbox
from notifications.other_mail import Kind, OtherMail, look_at


@pytest.fixture
def inbox(app):
    return GraphInbox(app, MAILBOX)


def test_a_report_of_non_delivery_is_given_as_it_came(double, carrier, inbox):
    carrier.send(parcel())
    double.bounce(MAILBOX, SSP.email)
    [mail] = look(inbox)
    assert (b"message/delivery-status" in mail.content, SSP.email.encode() in mail.content) == (True, True)


def test_an_answer_without_its_calendar_part_says_nothing_that_the_calendar_does_not(double, carrier, inbox):
    standing = carrier.keep(entry(SSP), Known())
    double.answer(MAILBOX, standing.uid, SSP.email, "Accept")
    assert look(inbox) == []


def test_a_sealed_mail_is_given_and_left_as_it_lies_there(double, inbox):
    """It may be an answer, which somebody is to read in the mailbox."""
    double.seal(MAILBOX, SSP.email)
    [mail] = look(inbox)
    assert look_at(mail.content, "") == OtherMail(Kind.OTHER, "sealed", SSP.email)
    inbox.done(mail.name)
    assert "PATCH" not in [request["operation"].partition(" ")[0] for request in double.requests()]
    assert look(inbox, cursor=inbox.cursor) == []


def test_what_is_done_is_given_no_more(double, carrier, inbox):
    double.bounce(MAILBOX, SSP.email)
    [mail] = look(inbox)
    inbox.done(mail.name)
    inbox.done(mail.name)
    assert look(inbox, cursor=inbox.cursor) == []


def test_what_is_wanted_again_is_given_and_what_is_passed_over_is_not(double, app, inbox):
    double.bounce(MAILBOX, SSP.email)
    [mail] = look(inbox)
    again = {"cursor": inbox.cursor, "again": (mail.name,)}
    assert [one.name for one in look(GraphInbox(app, MAILBOX), **again)] == [mail.name]
    assert look(inbox, **again, is_passed_over=lambda name: name == mail.name) == []


def test_where_graph_has_forgotten_the_link_all_is_given_anew(double, inbox):
    double.bounce(MAILBOX, SSP.email)
    [mail] = look(inbox)
    double.expire(deltas=True)
    assert [one.name for one in look(inbox, cursor=inbox.cursor)] == [mail.name]


def test_what_somebody_removed_is_done_already(double, inbox):
    inbox.done("AAkALgAATWVzc2FnZS05OTk=")


def test_an_inbox_out_of_reach_is_an_error_of_the_system():
    unreachable = GraphInbox(GraphApp(url="http://127.0.0.1:9/v1.0", timeout_seconds=1), MAILBOX)
    with pytest.raises(OSError, match="can't be reached"):
        look(unreachable)
    with pytest.raises(OSError, match="can't be reached"):
        unreachable.done("AAkALgAATWVzc2FnZS05OTk=")


def test_an_inbox_that_may_not_be_read_says_what_is_missing(double, inbox):
    double.deny(MAILBOX)
    with pytest.raises(OSError, match=r"Mail\.ReadWrite is missing"):
        look(inbox)
