"""A mail opened again says what was put into it."""

from datetime import UTC, datetime

import pytest

from notifications.address import Address
from notifications.carrier import Refused
from notifications.mail import Envelope, Letter, compose
from notifications.opening import Opened, opened

SUBJECTS = {
    "danish": "Møde i Koordineringsenheden: Ærø, Østerbro og Århus",
    "ascii": "Reminder: two answers are missing, please",
    "long": "Rykker: svar på anmodning om registeropslag " + "æ, ø og å " * 20 + "slut",
    "signs": "Møde – “kl. 9” <i dag> =?utf-8?q?nej?=",
}


def composed(subject, text="Kære Åse\n\n.\nBlåbærgrød.\n", html="<p>Blåbærgrød.</p>\n"):
    envelope = Envelope(
        "<abc.1@example.dk>",
        Address("VINK, sekretariatet", "vink@example.dk"),
        Address("Åse Øster-Prøve", "aase@example.dk"),
        datetime(2026, 11, 24, 8, tzinfo=UTC),
        "da",
    )
    return compose(envelope, Letter(subject, text, html), None)


@pytest.mark.parametrize("subject", SUBJECTS.values(), ids=SUBJECTS)
def test_a_mail_opens_to_what_was_put_into_it(subject):
    expected = Opened(subject, "<p>Blåbærgrød.</p>\n", "Kære Åse\n\n.\nBlåbærgrød.\n", "<abc.1@example.dk>")
    assert opened(composed(subject)) == expected


def test_long_lines_come_back_whole():
    html = "<p>" + "Blåbærgrød og flødeskum. " * 200 + "</p>"
    assert opened(composed("Kort", html=html)).html == html


def test_a_mail_without_a_message_id_is_not_opened():
    without = composed("Kort").replace(b"Message-ID:", b"X-Nothing:")
    with pytest.raises(Refused):
        opened(without)
