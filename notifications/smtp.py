"""Mail through a server: one connection, one recipient, and no doubt but where the server's last word is lost."""

import re
import smtplib
import ssl
from base64 import b64encode
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

from notifications.carrier import Finding, InDoubt, NotSent, Parcel, Refused
from notifications.smtp_replies import Stage, verdict
from notifications.transport import Security, fault_of_tls, keep_plain_on_loopback, trust

_YES, _GO_ON, _NOT_NOW, _NEVER = 2, 3, 4, 5  # the first digit of a reply (RFC 5321, 4.2.1)
_MOST_TIMEOUTS = 2


@dataclass(frozen=True)
class SmtpServer:
    """`timeout_seconds` bounds each step; a mail is given up after twice that, so keep the outbox's lease longer.

    No user means no authentication, no CA file means the system's authorities.
    """

    host: str
    port: int
    security: Security
    user: str = ""
    password: str = field(default="", repr=False)
    timeout_seconds: float = 30
    ca_file: Path | None = None

    def __post_init__(self) -> None:
        keep_plain_on_loopback(Security(self.security), self.host)


class SmtpCarrier:
    """A server of which nothing can be taken back or looked up: a mail in doubt goes again with the same bytes."""

    def __init__(self, server: SmtpServer) -> None:
        self._server = server
        self._trust = trust(server.ca_file)

    def find(self, key: str) -> bool:  # noqa: ARG002 - SMTP has no verb that asks what was taken
        return False

    def send(self, parcel: Parcel) -> None:
        """Give up where the way to the end took so long that another worker may have the mail by now."""
        give_up_at = monotonic() + _MOST_TIMEOUTS * self._server.timeout_seconds
        with self._conversation() as connection:
            _begin(connection, parcel)
            if monotonic() > give_up_at:
                raise NotSent(reason="the server is too slow")
            _finish(connection)

    def check(self) -> list[Finding]:
        at = f"the mail server {self._server.host}:{self._server.port}"
        try:
            with self._conversation() as connection:
                encrypted = _certificate_end(connection)
        except NotSent as fault:
            return [Finding(is_well=False, said=f"{at}: {fault}")]
        known = f"lets {self._server.user} in" if self._server.user else "answers, and asks for no user"
        return [Finding(is_well=True, said=f"{at} {known}"), Finding(is_well=True, said=encrypted)]

    @contextmanager
    def _conversation(self) -> Iterator[smtplib.SMTP]:
        try:
            with closing(self._connected()) as connection:
                self._secure(connection)
                self._log_in(connection)
                yield connection
                with suppress(OSError):
                    connection.quit()  # whatever it says to this, it has the mail
        except ssl.SSLError as fault:
            raise NotSent(reason=fault_of_tls(fault)) from fault
        except (smtplib.SMTPConnectError, smtplib.SMTPHeloError) as fault:
            raise _said(fault) from fault
        except (
            OSError,
            UnicodeError,
        ) as fault:  # all of smtplib's errors are OSErrors; the other is a host's name
            raise NotSent(reason="the server cannot be reached, or broke off") from fault

    def _connected(self) -> smtplib.SMTP:
        at = (self._server.host, self._server.port)
        if self._server.security == Security.TLS:
            return smtplib.SMTP_SSL(*at, timeout=self._server.timeout_seconds, context=self._trust)
        return smtplib.SMTP(*at, timeout=self._server.timeout_seconds)

    def _secure(self, connection: smtplib.SMTP) -> None:
        """Introduce ourselves, and go on encrypted or not at all: a server without STARTTLS may be a stranger's."""
        connection.ehlo_or_helo_if_needed()
        if self._server.security == Security.STARTTLS:
            if not connection.has_extn("starttls"):
                raise NotSent(reason="the server offers no STARTTLS")
            connection.starttls(context=self._trust)
            connection.ehlo_or_helo_if_needed()

    def _log_in(self, connection: smtplib.SMTP) -> None:
        """One attempt, so that a wrong password locks no account (smtplib would try each way, and in ASCII)."""
        if not self._server.user:
            return
        user, password = self._server.user.encode(), self._server.password.encode()
        offered = connection.esmtp_features.get("auth", "").upper().split()
        if "PLAIN" in offered:
            reply = connection.docmd("AUTH PLAIN", _base64(b"\0" + user + b"\0" + password))
        elif "LOGIN" in offered:
            reply = connection.docmd("AUTH LOGIN", _base64(user))
            if reply[0] // 100 == _GO_ON:
                reply = connection.docmd(_base64(password))
        else:
            raise NotSent(reason="the server offers no way to authenticate that is known here")
        _expect(_YES, reply, Stage.LOGIN)


def _said(fault: smtplib.SMTPResponseException) -> NotSent | Refused:
    text = fault.smtp_error
    return verdict(Stage.CONNECTION, fault.smtp_code, text if isinstance(text, bytes) else text.encode())


def _certificate_end(connection: smtplib.SMTP) -> str:
    certificate = connection.sock.getpeercert() if isinstance(connection.sock, ssl.SSLSocket) else None
    if not certificate:
        return "mail goes unencrypted, within this machine"
    ends_at = datetime.fromtimestamp(ssl.cert_time_to_seconds(str(certificate["notAfter"])), UTC)
    return f"mail goes encrypted; the server's certificate ends on {ends_at:%Y-%m-%d}"


def _begin(connection: smtplib.SMTP, parcel: Parcel) -> None:
    """All but the end: whatever fails here, the server has taken nothing."""
    _expect(_YES, connection.mail(parcel.sender.email), Stage.SENDER)
    _expect(_YES, connection.rcpt(parcel.recipient.email), Stage.RECIPIENT)
    _expect(_GO_ON, connection.docmd("DATA"), Stage.MAIL)
    lines = parcel.content if parcel.content.endswith(b"\r\n") else parcel.content + b"\r\n"
    connection.send(re.sub(rb"(?m)^\.", b"..", lines))


def _finish(connection: smtplib.SMTP) -> None:
    """From the first octet of the end on, only the server knows whether it took the mail."""
    try:
        connection.send(b".\r\n")
        reply = connection.getreply()
    except OSError as fault:
        raise InDoubt(reason="the server broke off before it said whether it took the mail") from fault
    if reply[0] // 100 not in {_YES, _NOT_NOW, _NEVER}:
        raise InDoubt(reason="the server's last word is no answer")
    _expect(_YES, reply, Stage.MAIL)


def _expect(kind: int, reply: tuple[int, bytes], stage: Stage) -> None:
    code, text = reply
    if code // 100 != kind:
        raise verdict(stage, code, text)


def _base64(content: bytes) -> str:
    return b64encode(content).decode()
