"""A mail server in a thread, which keeps what it takes and fails as it is told."""

import asyncio
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

ABORT = "abort"  # it cuts the line
HANG = "hang"  # it says nothing any more
USER, PASSWORD = "moedeklar", "Rødgrød æøå"


@dataclass
class SmtpDouble:
    """`answers` holds what it says to MAIL, RCPT and, with the mail taken or before (`PREDATA`), to DATA."""

    answers: dict[str, str] = field(default_factory=dict)
    mails: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    port: int = 0
    slowness: float = 0  # seconds before each answer

    async def handle_EHLO(self, _server, session, _envelope, hostname, responses):  # noqa: N802 - aiosmtpd's
        session.host_name = hostname
        await asyncio.sleep(self.slowness)
        return responses

    async def handle_MAIL(self, server, _session, envelope, address, _options):  # noqa: N802
        envelope.mail_from = address
        return await self._answer("MAIL", server)

    async def handle_RCPT(self, server, _session, envelope, address, _options):  # noqa: N802
        envelope.rcpt_tos.append(address)
        return await self._answer("RCPT", server)

    async def handle_DATA(self, server, _session, envelope):  # noqa: N802
        answer = self.answers.get("DATA", "250 OK")
        if answer.startswith("250") or answer in {ABORT, HANG}:
            self.mails.append(envelope.original_content)
            self.recipients.extend(envelope.rcpt_tos)
        return await self._answer("DATA", server)

    async def _answer(self, verb, server):
        await asyncio.sleep(self.slowness)
        answer = self.answers.get(verb, "250 OK")
        if answer == ABORT:
            server.transport.abort()
        if answer in {ABORT, HANG}:
            await asyncio.Event().wait()
        return answer


class _OnAnyPort(Controller):
    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def smtp_double(answers=(), **server):
    """Run it; `server` goes to aiosmtpd, such as `ssl_context` or `tls_context`."""
    with serving(SmtpDouble(dict(answers)), **server) as double:
        yield double


@contextmanager
def serving(double, **server):
    """Run a mail server with ways of its own."""
    running = _OnAnyPort(double, hostname="127.0.0.1", port=0, **server)
    running.start()
    try:
        double.port = running.port
        yield double
    finally:
        running.stop()


def authenticator(server, session, envelope, mechanism, data):
    is_right = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=is_right, handled=False)
