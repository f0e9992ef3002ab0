"""A mail server in bad weather: it breaks off, says not now, or takes a mail and loses its own word."""

import asyncio
from dataclasses import dataclass, field
from email.parser import BytesHeaderParser
from random import Random

from tests.doubles.smtp import SmtpDouble

BREAK, HANG = "break", "hang"
BEFORE = (
    ("MAIL", BREAK),
    ("MAIL", "421 4.3.2 Not now"),
    ("RCPT", "451 4.3.0 Not now"),
    ("RCPT", HANG),
    ("DATA", "451 4.3.0 Not now"),
    ("DATA", BREAK),
)
AFTER = (("TAKEN", BREAK), ("TAKEN", HANG))
HANG_SECONDS = 0.2


@dataclass(frozen=True)
class Delivery:
    """One mail that the server took; `is_lost`: its word that it did never left."""

    message_id: str
    to: str
    content: bytes
    is_lost: bool


@dataclass
class StormySmtp(SmtpDouble):
    """`rate` of the conversations go wrong; each kind is as likely before the mail is taken as after."""

    rate: float = 0.0
    chance: Random = field(default_factory=Random)
    deliveries: list[Delivery] = field(default_factory=list)
    conversations: int = 0
    faults: int = 0

    async def handle_MAIL(self, server, session, envelope, address, _options):  # noqa: N802 - aiosmtpd's
        self.conversations += 1
        fated, drawn = self.chance.random(), self.chance.choice((*BEFORE, *AFTER, *AFTER))
        session.weather = drawn if fated < self.rate else (None, None)
        self.faults += fated < self.rate
        envelope.mail_from = address
        return await self._reply("MAIL", server, session)

    async def handle_RCPT(self, server, session, envelope, address, _options):  # noqa: N802
        envelope.rcpt_tos.append(address)
        return await self._reply("RCPT", server, session)

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        verb, how = session.weather
        if verb == "DATA":
            return await self._reply("DATA", server, session)
        content = envelope.original_content
        message_id = BytesHeaderParser().parsebytes(content)["Message-ID"]
        for to in envelope.rcpt_tos:
            self.deliveries.append(Delivery(message_id, to, content, how is not None and verb == "TAKEN"))
        return await self._reply("TAKEN", server, session)

    async def _reply(self, moment, server, session):
        verb, how = session.weather
        if verb != moment:
            return "250 OK"
        if how == HANG:
            await asyncio.sleep(HANG_SECONDS)
        if how in {HANG, BREAK}:
            server.transport.abort()
            await asyncio.Event().wait()
        return how
