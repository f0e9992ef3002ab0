"""A mail handed to a server has gone, has not gone, will never go, or is in doubt: each is told as it is."""

import socket
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest

from notifications.address import Address
from notifications.carrier import Finding, InDoubt, NotSent, Parcel, Refused
from notifications.smtp import SmtpCarrier, SmtpServer
from notifications.transport import PlainOffLoopback, Security
from tests.doubles.certificates import DAY, authority
from tests.doubles.smtp import ABORT, HANG, PASSWORD, USER, authenticator, smtp_double

SENDER = Address("VINK", "moeder@vink.example.dk")
RECIPIENT = Address("Åse Øster-Prøve", "aase@example.dk")
CONTENT = b"Subject: x\r\n\r\n.\r\n..\r\nBl\xc3\xa5b\xc3\xa6r.\r\n"


def parcel(content=CONTENT):
    return Parcel("request:KE-2026-0117", SENDER, RECIPIENT, content)


def plain(double, timeout_seconds=5):
    return SmtpCarrier(SmtpServer("127.0.0.1", double.port, Security.PLAIN, timeout_seconds=timeout_seconds))


@pytest.fixture(scope="module")
def ca(tmp_path_factory):
    return authority(tmp_path_factory.mktemp("ca"))


def encrypted(double, ca, security, **changes):
    server = SmtpServer(
        "127.0.0.1", double.port, security, ca_file=ca and ca.ca_file, timeout_seconds=5, **changes
    )
    return SmtpCarrier(server)


def fault(kind, carrier, content=CONTENT):
    with pytest.raises(kind) as told:
        carrier.send(parcel(content))
    return told.value


def test_a_mail_arrives_as_it_was_at_its_one_recipient():
    with smtp_double() as double:
        plain(double).send(parcel())
    assert (double.mails, double.recipients) == ([CONTENT], ["aase@example.dk"])


def test_nothing_can_be_looked_up_at_a_mail_server():
    with smtp_double() as double:
        carrier = plain(double)
        carrier.send(parcel())
        assert carrier.find(parcel().key) is False


@pytest.mark.parametrize("verb", ["RCPT", "DATA"])
@pytest.mark.parametrize(
    ("answer", "kind", "code"),
    [
        ("550 5.1.1 <aase@example.dk> is nobody here", Refused, "550 5.1.1"),
        ("554 aase@example.dk: no", Refused, "554"),
        ("451 4.7.1 aase@example.dk: later", NotSent, "451 4.7.1"),
        ("421 closing", NotSent, "421"),
        ("530 5.7.0 Must issue a STARTTLS command first", NotSent, "530 5.7.0"),
    ],
)
def test_a_no_is_for_now_or_for_good_and_repeats_no_address(verb, answer, kind, code):
    with smtp_double({verb: answer}) as double:
        told = fault(kind, plain(double))
    what = {"RCPT": "the recipient", "DATA": "the mail"}[verb]
    words = str(told).removeprefix("the carrier refused the mail: ")
    assert (words, double.mails) == (f"{code}: the server refuses {what}", [])


@pytest.mark.parametrize("answer", ["550 5.7.60 no", "554 no", "501 5.1.7 no"])
def test_a_no_to_the_sender_concerns_all_mails_and_kills_none(answer):
    with smtp_double({"MAIL": answer}) as double:
        told = fault(NotSent, plain(double))
    assert (told.retry_after, told.of_recipient) == (timedelta(minutes=15), False)


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("greylisted, try again in 300 seconds", timedelta(minutes=5)),
        ("please come back in 7 minutes", timedelta(minutes=7)),
        ("Greylisted for 5 minutes", timedelta(minutes=5)),
        ("retry after 90s", timedelta(seconds=90)),
        ("wait 9999 sec", timedelta(hours=1)),
        ("4.2.1 try later", None),
        ("limit 100 messages per 60 min", None),
        ("you may send 5 mails in 60 minutes", None),
        ("see https://example.dk/12 marts", None),
    ],
)
def test_a_server_says_how_long_to_wait(words, wish):
    with smtp_double({"RCPT": f"450 {words}"}) as double:
        assert fault(NotSent, plain(double)).retry_after == wish


@pytest.mark.parametrize("verb", ["RCPT", "DATA"])
def test_greylisting_concerns_its_recipient_alone(verb):
    with smtp_double({verb: "450 4.2.0 greylisted, try again in 5 minutes"}) as double:
        told = fault(NotSent, plain(double))
    assert (told.of_recipient, told.retry_after) == (True, timedelta(minutes=5))


@pytest.mark.parametrize("verb", ["MAIL", "DATA"])
def test_a_server_without_room_for_any_mail_concerns_all_of_them(verb):
    with smtp_double({verb: "452 4.3.1 no room, try again in 5 minutes"}) as double:
        assert fault(NotSent, plain(double)).of_recipient is False


@pytest.mark.parametrize("how", [ABORT, HANG])
@pytest.mark.parametrize("verb", ["MAIL", "RCPT"])
def test_a_server_lost_before_the_mail_was_given_has_nothing(verb, how):
    with smtp_double({verb: how}) as double:
        fault(NotSent, plain(double, 0.5 if how == HANG else 5))
    assert double.mails == []


@pytest.mark.parametrize("how", [ABORT, HANG])
def test_a_server_lost_after_the_mail_was_given_may_have_it(how):
    with smtp_double({"DATA": how}) as double:
        fault(InDoubt, plain(double, 2 if how == HANG else 5))
    assert double.mails == [CONTENT]


def test_a_server_that_is_slow_at_each_step_gets_nothing_in_the_end():
    with smtp_double() as double:
        double.slowness = 0.8
        told = fault(NotSent, plain(double, 1.1))
    assert (str(told), double.mails) == ("the server is too slow", [])


def test_a_server_that_is_a_little_slow_gets_the_mail():
    with smtp_double() as double:
        double.slowness = 0.1
        plain(double).send(parcel())
    assert double.mails == [CONTENT]


def test_words_that_are_no_answer_leave_the_mail_in_doubt():
    with smtp_double({"DATA": "999 what?"}) as double:
        fault(InDoubt, plain(double))


@contextmanager
def one_conversation(*answers):
    """A server that says these lines, each after a line of the client, and goes."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def talk():
            line, _ = listening.accept()
            with line, line.makefile("rwb", buffering=0) as file:
                for answer in answers:
                    file.write(answer + b"\r\n")
                    file.readline()

        talking = Thread(target=talk)
        talking.start()
        yield SmtpServer("127.0.0.1", listening.getsockname()[1], Security.PLAIN, timeout_seconds=5)
        talking.join()


def test_a_server_that_goes_while_the_mail_is_on_its_way_has_nothing():
    large = b"Subject: x\r\n\r\n" + b"a" * 70 + b"\r\n" * 10_000_000
    with one_conversation(b"220 hi", b"250 hi", b"250 ok", b"250 ok", b"354 go on") as server:
        fault(NotSent, SmtpCarrier(server), large)


@pytest.mark.parametrize("greeting", [b"554 no service", b"421 busy", b"SSH-2.0-x", b"250 " + b"x" * 10_000])
def test_a_server_that_does_not_greet_gets_nothing(greeting):
    with one_conversation(greeting) as server:
        fault(NotSent, SmtpCarrier(server))


def test_no_server_at_all_gets_nothing():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    told = fault(NotSent, SmtpCarrier(SmtpServer("127.0.0.1", port, Security.PLAIN)))
    assert str(told) == "the server cannot be reached, or broke off"


SECURED = [(Security.TLS, "ssl_context"), (Security.STARTTLS, "tls_context")]


@contextmanager
def secured_double(context, given_as, **server):
    with ExitStack() as stack:
        if given_as == "tls_context":
            server["require_starttls"] = True
        yield stack.enter_context(smtp_double(**{given_as: context}, **server))


@pytest.mark.parametrize(("security", "given_as"), SECURED)
def test_a_mail_goes_encrypted(ca, security, given_as):
    with secured_double(ca.context_for(), given_as) as double:
        encrypted(double, ca, security).send(parcel())
    assert double.mails == [CONTENT]


@pytest.mark.parametrize(("security", "given_as"), SECURED)
@pytest.mark.parametrize(
    ("certificate", "words"),
    [({"address": "127.0.0.2"}, "IP address mismatch"), ({"ends_in": -DAY}, "certificate has expired")],
)
def test_a_certificate_of_another_or_past_its_end_gets_nothing(ca, security, given_as, certificate, words):
    with secured_double(ca.context_for(**certificate), given_as) as double:
        told = fault(NotSent, encrypted(double, ca, security))
    assert words in str(told)
    assert double.mails == []


@pytest.mark.parametrize(("security", "given_as"), SECURED)
def test_a_certificate_of_an_unknown_authority_gets_nothing(ca, security, given_as):
    with secured_double(ca.context_for(), given_as) as double:
        told = fault(NotSent, encrypted(double, None, security))
    assert str(told).startswith("the server's certificate does not hold: ")
    assert double.mails == []


def test_a_server_without_starttls_gets_nothing(ca):
    with smtp_double() as double:
        told = fault(NotSent, encrypted(double, ca, Security.STARTTLS))
    assert (str(told), double.mails) == ("the server offers no STARTTLS", [])


def test_a_server_that_is_not_encrypted_gets_nothing_over_tls(ca):
    with smtp_double() as double:
        told = fault(NotSent, encrypted(double, ca, Security.TLS))
    assert str(told) == "no encrypted connection to the server came about"


@pytest.mark.parametrize("excluded", [[], ["PLAIN"]], ids=["PLAIN", "LOGIN"])
def test_a_user_is_let_in_with_danish_letters_in_the_password(ca, excluded):
    server = {"authenticator": authenticator, "auth_required": True, "auth_exclude_mechanism": excluded}
    with secured_double(ca.context_for(), "tls_context", **server) as double:
        encrypted(double, ca, Security.STARTTLS, user=USER, password=PASSWORD).send(parcel())
    assert double.mails == [CONTENT]


@pytest.mark.parametrize("excluded", [[], ["PLAIN"], ["PLAIN", "LOGIN"]])
def test_a_user_who_is_not_let_in_sends_nothing(ca, excluded):
    server = {"authenticator": authenticator, "auth_required": True, "auth_exclude_mechanism": excluded}
    with secured_double(ca.context_for(), "tls_context", **server) as double:
        fault(NotSent, encrypted(double, ca, Security.STARTTLS, user=USER, password="guessed"))
    assert double.mails == []


def test_a_server_that_asks_who_we_are_gets_nothing_from_nobody(ca):
    with secured_double(
        ca.context_for(), "tls_context", authenticator=authenticator, auth_required=True
    ) as double:
        told = fault(NotSent, encrypted(double, ca, Security.STARTTLS))
    assert str(told) == "530 5.7.0: the server refuses the sender"


@pytest.mark.parametrize("host", ["mail.example.dk", "192.0.2.1", "localhost.example.dk", "::"])
def test_no_mail_goes_plain_to_another_machine(host):
    with pytest.raises(PlainOffLoopback) as told:
        SmtpServer(host, 25, Security.PLAIN)
    assert told.value.host == host


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.1.2.3", "::1"])
def test_mail_may_go_plain_on_this_machine(host):
    assert SmtpServer(host, 25, Security.PLAIN).host == host


def test_a_check_says_as_whom_and_until_when_and_sends_nothing(ca):
    server = {"authenticator": authenticator, "auth_required": True}
    with secured_double(ca.context_for(), "tls_context", **server) as double:
        findings = encrypted(double, ca, Security.STARTTLS, user=USER, password=PASSWORD).check()
    ends_on = (datetime.now(UTC) + DAY).date()
    assert findings == [
        Finding(is_well=True, said=f"the mail server 127.0.0.1:{double.port} lets moedeklar in"),
        Finding(is_well=True, said=f"mail goes encrypted; the server's certificate ends on {ends_on}"),
    ]
    assert double.mails == []


def test_a_check_says_that_a_server_is_used_by_nobody_and_unencrypted():
    with smtp_double() as double:
        findings = plain(double).check()
    at = f"the mail server 127.0.0.1:{double.port}"
    assert findings == [
        Finding(is_well=True, said=f"{at} answers, and asks for no user"),
        Finding(is_well=True, said="mail goes unencrypted, within this machine"),
    ]


def test_a_check_says_what_is_wrong(ca):
    with smtp_double() as double:
        findings = encrypted(double, ca, Security.STARTTLS).check()
    at = f"the mail server 127.0.0.1:{double.port}"
    assert findings == [Finding(is_well=False, said=f"{at}: the server offers no STARTTLS")]


def test_a_password_is_not_shown():
    assert "hemmelig" not in repr(SmtpServer("localhost", 25, Security.PLAIN, "x", "hemmelig"))
