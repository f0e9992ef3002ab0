"""Reports of mails that did not arrive, as servers write them, and what is read out of them."""

import base64
from datetime import UTC, datetime, timedelta

import pytest

from notifications.address import Address
from notifications.bounce import Action, Bounce, NotABounce, read_bounces
from notifications.invitation import Event, request
from notifications.mail import Envelope, Letter, compose

UID = "koordineringsenheden-2026-12-08@moedeklar.example.dk"
MESSAGE_ID = "<000017@vink.example.dk>"
VINK, AASE = Address("VINK", "moeder@vink.example.dk"), Address("Åse Øster-Prøve", "Aase@ssp.example.dk")
SENT_AT = datetime(2026, 11, 24, 8, tzinfo=UTC)


def sent(uid=UID):
    event = Event(
        uid, 0, SENT_AT, SENT_AT + timedelta(hours=2), "Møde", "", "Rådhuset", "", VINK, is_private=True
    )
    letter = Letter("Møde den 8. december", "Kære Åse\n", "<p>Kære Åse</p>")
    return compose(Envelope(MESSAGE_ID, VINK, AASE, SENT_AT, "da"), letter, request(event, [AASE], SENT_AT))


def block(
    *, action="failed", status="5.1.1", diagnostic="smtp; 550 5.1.1 <aase@ssp.example.dk>: unknown", extra=""
):
    return (
        f"Final-Recipient: rfc822; Aase@SSP.example.dk\r\n{extra}"
        f"Action: {action}\r\nStatus: {status}\r\nDiagnostic-Code: {diagnostic}\r\n"
    )


def report(*blocks, returned=None, kind="message/rfc822", head="", packs_status=False):
    """As Postfix writes it."""
    returned = sent() if returned is None else returned
    status = "\r\n".join(["Reporting-MTA: dns; mx.example.dk\r\n", *(blocks or [block()])])
    if packs_status:
        status = base64.encodebytes(status.encode()).decode()
    encoding = "Content-Transfer-Encoding: base64\r\n" if packs_status else ""
    return (
        (
            f"From: MAILER-DAEMON@mx.example.dk\r\n{head}"
            'Content-Type: multipart/report; report-type=delivery-status;\r\n\tboundary="b"\r\n\r\n'
            "--b\r\nContent-Description: Notification\r\nContent-Type: text/plain\r\n\r\nI'm sorry.\r\n\r\n"
            f"--b\r\nContent-Description: Delivery report\r\nContent-Type: message/delivery-status\r\n{encoding}\r\n"
            f"{status}\r\n"
            f"--b\r\nContent-Type: {kind}\r\n\r\n"
        ).encode()
        + returned
        + b"\r\n--b--\r\n"
    )


BOUNCE = Bounce("aase@ssp.example.dk", Action.FAILED, "5.1.1", (MESSAGE_ID,), UID, "550 5.1.1")

BY_EXCHANGE = (
    "From: Microsoft Outlook\r\n"
    " <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@vink.example.dk>\r\n"
    "To: <moeder@vink.example.dk>\r\nDate: Tue, 24 Nov 2026 09:00:05 +0100\r\n"
    'Content-Type: multipart/report; report-type=delivery-status;\r\n boundary="_b_"\r\n'
    "X-MS-Exchange-Message-Is-Ndr:\r\nX-MS-Exchange-Organization-SCL: -1\r\nContent-Language: da-DK\r\n"
    "Message-ID: <5e1c@EX01.vink.example.dk>\r\nIn-Reply-To: <000017@vink.example.dk>\r\n"
    "References: <000017@vink.example.dk>\r\nSubject: =?utf-8?B?S2FuIGlra2UgbGV2ZXJlczog?= x\r\n\r\n"
    '--_b_\r\nContent-Type: multipart/alternative; differences=Content-Type;\r\n\tboundary="_c_"\r\n\r\n'
    '--_c_\r\nContent-Type: text/plain; charset="utf-8"\r\n\r\nLeveringen mislykkedes.\r\n\r\n--_c_--\r\n\r\n'
    "--_b_\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns;EX01.vink.example.dk\r\n"
    "Received-From-MTA: dns;EX02.vink.example.dk\r\nArrival-Date: Tue, 24 Nov 2026 08:00:04 +0000\r\n\r\n"
    "Original-Recipient: rfc822;aase@ssp.example.dk\r\nFinal-Recipient: rfc822;Aase.Oester@intern.example.dk\r\n"
    "Action: failed\r\nStatus: 5.1.10\r\n"
    "Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient aase@ssp.example.dk not\r\n found\r\n"
    "X-Display-Name: =?utf-8?B?w4VzZQ==?=\r\n\r\n"
    "--_b_\r\nContent-Type: {kind}\r\n\r\n{returned}\r\n--_b_--\r\n"
)
RETURNED_HEAD = (
    "Received: x\r\nX-MS-Exchange-Organization-AuthAs: Internal\r\nMessage-ID:\r\n {id}\r\nSubject: x\r\n"
)


def by_exchange(kind, returned):
    return BY_EXCHANGE.replace("{kind}", kind).replace("{returned}", returned).encode()


def read_bounce(content, **bounds):
    (bounce,) = read_bounces(content, **bounds)
    return bounce


def reason(content, **bounds):
    with pytest.raises(NotABounce) as refusal:
        read_bounces(content, **bounds)
    return refusal.value.reason
