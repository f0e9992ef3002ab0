"""What lies in a mailbox is read once, whoever has opened it, in no more octets than needed."""

import socket
import tracemalloc
from datetime import UTC, datetime, timedelta
from itertools import islice

import pytest
from looks import LONG_AGO, look

from notifications.carrier import Finding
from notifications.imap import ImapServer, MailboxUnreachable
from notifications.inbox import Since
from notifications.mailbox import ImapInbox
from notifications.transport import PlainOffLoopback, Security
from tests.doubles.certificates import DAY, authority
from tests.doubles.imap import PASSWORD, USER, imap_server
from tests.doubles.imap_server import ENCRYPTED, WITHOUT_MOVE

FIRST = b"Subject: first\r\n\r\nBl\xc3\xa5b\xc3\xa6r\r\n"
SECOND = b"Subject: second\r\n\r\n.\r\n"
MOVED = "M&APg-deklar"


@pytest.fixture(scope="module")
def ca(tmp_path_factory):
    return authority(tmp_path_factory.mktemp("ca"))


@pytest.fixture(scope="module")
def one_server():
    with imap_server("--no-tls") as running:
        yield running


@pytest.fixture
def mailbox(one_server):
    one_server.clear()
    return one_server


def server(port, security=Security.PLAIN, folder="INBOX", **changes):
    facts = {"user": USER, "password": PASSWORD, "folder": folder, "timeout_seconds": 10}
    return ImapServer("127.0.0.1", port, security, **(facts | changes))


def contents(inbox, **more):
    return [mail.content for mail in look(inbox, **more)]


def test_each_unseen_mail_is_given_in_its_order_and_stays_unseen(mailbox):
    mailbox.receive(FIRST, SECOND)
    inbox = ImapInbox(server(mailbox.port))
    assert [contents(inbox), contents(inbox)] == [[FIRST, SECOND]] * 2
    assert mailbox.holds("INBOX") == [(FIRST, False), (SECOND, False)]


def test_a_mail_that_is_done_is_seen_and_moved(mailbox):
    mailbox.receive(FIRST, SECOND)
    inbox = ImapInbox(server(mailbox.port))
    for mail in look(inbox):
        if mail.content == FIRST:
            inbox.done(mail.name)
    assert contents(inbox) == [SECOND]
    assert (mailbox.holds("INBOX"), mailbox.holds(MOVED)) == ([(SECOND, False)], [(FIRST, True)])


def test_a_mail_may_be_done_after_the_reading_and_twice(mailbox):
    mailbox.receive(FIRST, SECOND)
    inbox = ImapInbox(server(mailbox.port))
    first, _ = look(inbox)
    for _ in range(2):
        inbox.done(first.name)
    assert (mailbox.holds("INBOX"), mailbox.holds(MOVED)) == ([(SECOND, False)], [(FIRST, True)])


def test_where_nothing_can_be_moved_a_mail_that_is_done_is_seen():
    with imap_server("--no-tls", WITHOUT_MOVE) as mailbox:
        mailbox.receive(FIRST, SECOND)
        inbox = ImapInbox(server(mailbox.port))
        first, _ = look(inbox)
        inbox.done(first.name)
        assert mailbox.holds("INBOX") == [(FIRST, True), (SECOND, False)]


def test_what_came_before_the_cursor_is_given_no_more_and_what_comes_after_is(mailbox):
    mailbox.receive(FIRST)
    inbox = ImapInbox(server(mailbox.port))
    assert contents(inbox) == [FIRST]
    assert contents(ImapInbox(server(mailbox.port)), cursor=inbox.cursor) == []
    mailbox.receive(SECOND)
    assert contents(ImapInbox(server(mailbox.port)), cursor=inbox.cursor) == [SECOND]


def test_a_mail_that_somebody_opened_before_us_is_given(mailbox):
    mailbox.receive(FIRST)
    inbox = ImapInbox(server(mailbox.port))
    look(inbox)
    mailbox.receive(SECOND)
    mailbox.open_all()
    (found,) = look(inbox, cursor=inbox.cursor)
    assert (found.content, found.is_opened) == (SECOND, True)


def test_at_the_first_look_what_was_opened_long_ago_is_not_given(mailbox):
    mailbox.receive(FIRST)
    mailbox.open_all()
    mailbox.receive(SECOND)
    inbox = ImapInbox(server(mailbox.port))
    assert contents(inbox) == [FIRST, SECOND]
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    assert [mail.content for mail in inbox.arrived(Since(tomorrow))] == [SECOND]


def test_what_is_passed_over_is_not_given_and_what_is_wanted_again_is(mailbox):
    mailbox.receive(FIRST, SECOND)
    inbox = ImapInbox(server(mailbox.port))
    first, _ = look(inbox)
    assert contents(inbox, is_passed_over=lambda name: name == first.name) == [SECOND]
    assert contents(inbox, cursor=inbox.cursor, again=(first.name,)) == [FIRST]


def test_a_mail_that_went_away_meanwhile_is_passed_over(mailbox):
    mailbox.receive(FIRST, SECOND)
    inbox = ImapInbox(server(mailbox.port))
    _, second = look(inbox)
    reading = inbox.arrived(Since(LONG_AGO))
    assert next(reading).content == FIRST
    inbox.done(second.name)
    assert list(reading) == []


def test_no_more_than_a_hundred_are_given_at_once_and_the_rest_at_the_next_look(mailbox):
    mailbox.receive(*(b"Subject: %d\r\n\r\n" % number for number in range(103)))
    inbox = ImapInbox(server(mailbox.port))
    assert len(look(inbox)) == 100
    rest = [b"Subject: %d\r\n\r\n" % number for number in (100, 101, 102)]
    assert contents(inbox, cursor=inbox.cursor) == rest


def test_a_reading_that_is_broken_off_is_begun_anew(mailbox):
    mailbox.receive(FIRST, SECOND)
    inbox = ImapInbox(server(mailbox.port))
    assert [mail.content for mail in islice(inbox.arrived(Since(LONG_AGO)), 1)] == [FIRST]
    assert inbox.cursor is None
    mailbox.receive(b"Subject: third\r\n\r\n")
    assert len(contents(inbox, cursor=inbox.cursor)) == 3


def test_a_mail_of_50_mb_costs_no_more_than_the_largest_that_is_read(mailbox):
    mailbox.receive(b"Subject: large\r\n\r\n" + b"x" * 50_000_000)
    inbox = ImapInbox(server(mailbox.port))
    tracemalloc.start()
    (content,) = contents(inbox)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(content) == 1_000_001
    assert most < 5_000_000


def test_a_name_from_before_the_folder_was_made_anew_means_no_mail(mailbox):
    with mailbox.client() as another:
        another.create("Svar")
    mailbox.receive(FIRST, folder="Svar")
    inbox = ImapInbox(server(mailbox.port, folder="Svar"))
    (old,) = look(inbox)
    reached = inbox.cursor
    with mailbox.client() as another:
        another.delete("Svar")
        another.create("Svar")
    mailbox.receive(SECOND, folder="Svar")
    (new,) = look(inbox, cursor=reached, again=(old.name,))
    inbox.done(old.name)
    assert new.content == SECOND
    assert old.name.partition("-")[2] == new.name.partition("-")[2]
    assert mailbox.holds("Svar") == [(SECOND, False)]


@pytest.mark.parametrize("name", ["", "1", "1-", "x-1", "1-1:*", "../1"])
def test_a_name_that_was_never_given_means_no_mail(mailbox, name):
    mailbox.receive(FIRST)
    ImapInbox(server(mailbox.port)).done(name)
    assert mailbox.holds("INBOX") == [(FIRST, False)]


@pytest.mark.parametrize(
    ("folder", "written"),
    [("Svar på møder", '"Svar p&AOU- m&APg-der"'), ('A&B "æ"', r'"A&-B \"&AOY-\""')],
)
def test_a_folder_may_have_any_name(mailbox, folder, written):
    with mailbox.client() as another:
        assert another.create(written)[0] == "OK"
    mailbox.receive(FIRST, folder=written)
    assert contents(ImapInbox(server(mailbox.port, folder=folder))) == [FIRST]


def unreachable(inbox):
    with pytest.raises(MailboxUnreachable) as told:
        look(inbox)
    assert isinstance(told.value, OSError)
    return str(told.value)


def test_a_folder_that_is_not_there_is_told(mailbox):
    assert unreachable(ImapInbox(server(mailbox.port, folder="Væk"))) == "there is no folder Væk"


@pytest.mark.parametrize("password", ["guessed", "gættet"])
def test_a_wrong_password_is_told(mailbox, password):
    inbox = ImapInbox(server(mailbox.port, password=password))
    assert unreachable(inbox) == "the server does not let the user in"


def test_no_server_at_all_is_told():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    assert unreachable(ImapInbox(server(port))) == "the server cannot be reached, or broke off"


def test_a_server_that_says_nothing_is_told():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        inbox = ImapInbox(server(listening.getsockname()[1], timeout_seconds=0.3))
        assert unreachable(inbox) == "the server cannot be reached, or broke off"


def test_a_server_that_goes_between_two_mails_is_told():
    with imap_server("--no-tls") as mailbox:
        mailbox.receive(FIRST, SECOND)
        inbox = ImapInbox(server(mailbox.port))
        reading = inbox.arrived(Since(LONG_AGO))
        name = next(reading).name
    with pytest.raises(MailboxUnreachable):
        inbox.done(name)
    with pytest.raises(MailboxUnreachable):
        next(reading)


WAYS = [(Security.TLS, [ENCRYPTED]), (Security.STARTTLS, [])]


@pytest.mark.parametrize(("security", "arguments"), WAYS)
def test_mails_are_read_encrypted(ca, security, arguments):
    certificate, key = ca.files_for()
    with imap_server(*arguments, "--cert", str(certificate), "--key", str(key)) as mailbox:
        inbox = ImapInbox(server(mailbox.port, security, ca_file=ca.ca_file))
        assert contents(inbox) == []


@pytest.mark.parametrize(("security", "arguments"), WAYS)
@pytest.mark.parametrize(
    ("wrong", "words"),
    [({"address": "127.0.0.2"}, "IP address mismatch"), ({"ends_in": -DAY}, "certificate has expired")],
)
def test_no_password_is_told_to_a_server_with_the_wrong_certificate(ca, security, arguments, wrong, words):
    certificate, key = ca.files_for(**wrong)
    with imap_server(*arguments, "--cert", str(certificate), "--key", str(key)) as mailbox:
        assert words in unreachable(ImapInbox(server(mailbox.port, security, ca_file=ca.ca_file)))


def test_no_password_is_told_to_a_server_without_starttls(mailbox):
    inbox = ImapInbox(server(mailbox.port, Security.STARTTLS))
    assert unreachable(inbox) == "the server offers no STARTTLS"


def test_no_mailbox_is_read_plain_from_another_machine():
    with pytest.raises(PlainOffLoopback):
        ImapServer("mail.example.dk", 143, Security.PLAIN, USER, PASSWORD)


def test_a_password_is_not_shown():
    assert PASSWORD not in repr(server(143))


def test_a_check_counts_what_waits(mailbox):
    mailbox.receive(FIRST, SECOND)
    at = f"the mailbox of moeder at 127.0.0.1:{mailbox.port}"
    assert ImapInbox(server(mailbox.port)).check() == [
        Finding(is_well=True, said=f"{at} can be read; 2 wait in INBOX")
    ]


def test_a_check_says_what_is_wrong(mailbox):
    at = f"the mailbox of moeder at 127.0.0.1:{mailbox.port}"
    assert ImapInbox(server(mailbox.port, folder="Svar")).check() == [
        Finding(is_well=False, said=f"{at}: there is no folder Svar")
    ]
