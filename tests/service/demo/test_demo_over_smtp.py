"""`moedeklar demo --channel smtp`: a mail server of the demo's own, or one that is named."""

import smtplib

import pytest
from click.testing import CliRunner

from service.cli.main import main
from service.demo.channel import ChannelUnusable, channel_named, over_own_mail_server
from service.demo.mail_sink import mail_sink
from service.settings.load import load_settings

ORGANISER = {"MOEDEKLAR_ORGANISER": "koordinering@example.dk"}


def test_its_own_mail_server_keeps_each_mail_as_a_file(tmp_path):
    with mail_sink(tmp_path) as at:
        host, _, port = at.rpartition(":")
        with smtplib.SMTP(host, int(port), timeout=20) as connection:
            connection.sendmail("vink@example.dk", ["ssp@example.dk"], b"Subject: x\r\n\r\nHej\r\n")
    assert [path.read_bytes() for path in tmp_path.glob("received/*.eml")] == [b"Subject: x\r\n\r\nHej\r\n"]


def test_the_demo_is_let_in_by_its_own_mail_server(tmp_path):
    with mail_sink(tmp_path) as at:
        channel = over_own_mail_server(at)
        channel.try_out()
    assert (channel.url, channel.file) == (at, "")


def test_where_its_mail_server_is_gone_it_says_what_to_give(tmp_path):
    with mail_sink(tmp_path) as at:
        channel = over_own_mail_server(at)
    with pytest.raises(ChannelUnusable, match="--smtp-host: "):
        channel.try_out()


@pytest.mark.parametrize(
    ("given", "smtp"),
    [
        ("127.0.0.1:2525", ("127.0.0.1", 2525, "plain")),
        ("mail.example.dk", ("mail.example.dk", 587, "starttls")),
        ("mail.example.dk:465", ("mail.example.dk", 465, "starttls")),
    ],
)
def test_a_server_that_is_named_is_spoken_to_plain_on_this_machine_alone(given, smtp):
    settings = load_settings(None, channel_named("smtp", ORGANISER, given).environ).smtp
    assert (settings.host, settings.port, settings.security) == smtp


def test_a_server_that_is_named_needs_a_mailbox_to_invite_from():
    with pytest.raises(ChannelUnusable, match="MOEDEKLAR_ORGANISER"):
        channel_named("smtp", {}, "mail.example.dk")


def test_a_server_of_mails_is_named_for_no_other_channel(tmp_path):
    told = CliRunner().invoke(main, ["demo", "--smtp-host", "mail.example.dk", "--dir", str(tmp_path)])
    assert (told.exit_code, "--channel smtp" in told.output) == (2, True)
