"""One folder of a mailbox, open: the few steps of IMAP that reading answers takes."""

import imaplib
import re
import ssl
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from notifications.transport import Security, fault_of_tls, keep_plain_on_loopback

_MONTHS = (  # in whatever language the machine speaks
    *("Jan", "Feb", "Mar", "Apr", "May", "Jun"),
    *("Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
)
_BROKEN_OFF = "the server cannot be reached, or broke off"


class MailboxUnreachable(OSError):
    """In fixed words: what a server says may hold an address."""


@dataclass(frozen=True)
class ImapServer:
    """`timeout_seconds` bounds each step; no CA file means the system's."""

    host: str
    port: int
    security: Security
    user: str
    password: str = field(repr=False)
    folder: str = "INBOX"
    timeout_seconds: float = 30
    ca_file: Path | None = None

    def __post_init__(self) -> None:
        keep_plain_on_loopback(Security(self.security), self.host)


class Folder:
    """Every trouble on the way is a MailboxUnreachable."""

    def __init__(self, connection: imaplib.IMAP4) -> None:
        self._connection = connection
        told: list[Any] = connection.untagged_responses.get("UIDVALIDITY", [b"0"])
        self.validity: str = told[-1].decode("ascii", "replace")  # another one, and UIDs mean other mails

    def unseen(self) -> list[int]:
        return self._search("UNSEEN")

    def above(self, uid: int) -> list[int]:
        """In order; a range that ends in `*` always holds the last mail, however low its number."""
        return [each for each in self._search("UID", f"{uid + 1}:*") if each > uid]

    def unseen_or_since(self, moment: datetime) -> list[int]:
        """In order; by the day on which the server took them in."""
        return self._search(
            "OR", "UNSEEN", "SINCE", f"{moment.day}-{_MONTHS[moment.month - 1]}-{moment.year}"
        )

    def start_of(self, uid: int, octets: int) -> tuple[bytes, bool] | None:
        """Give its beginning without marking it as seen, and whether it is seen; None if somebody took it away."""
        found = self._ask("FETCH", str(uid), f"(FLAGS BODY.PEEK[]<0.{octets}>)")
        if found == [None]:
            return None
        beside = b" ".join(part[0] if isinstance(part, tuple) else part for part in found if part)
        content = next((part[1] for part in found if isinstance(part, tuple)), b"")
        return content, rb"\Seen" in beside

    def see(self, uid: str) -> None:
        self._ask("STORE", uid, "+FLAGS.SILENT", r"(\Seen)")

    def move(self, uid: str, folder: str) -> None:
        """Leave it where it is if the server moves nothing, or not there."""
        with _told_in_fixed_words():
            _, (offered,) = self._connection.capability()
            if b"MOVE" not in offered.upper().split():
                return
            if self._connection.uid("MOVE", uid, _written(folder))[0] != "OK":
                self._connection.create(_written(folder))
                self._connection.uid("MOVE", uid, _written(folder))

    def _search(self, *wanted: str) -> list[int]:
        found = self._ask("SEARCH", *wanted)
        return sorted(int(uid) for line in found if line for uid in line.split())

    def _ask(self, verb: str, *arguments: str) -> list[Any]:
        with _told_in_fixed_words():
            answer, found = self._connection.uid(verb, *arguments)
        if answer != "OK":
            raise MailboxUnreachable(f"the server refuses {verb}")
        return found


@contextmanager
def opened(server: ImapServer, context: ssl.SSLContext) -> Iterator[Folder]:
    with _told_in_fixed_words():
        connection = _connected(server, context)
    try:
        with _told_in_fixed_words():
            _enter(connection, server, context)
        yield Folder(connection)
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            connection.logout()
        with suppress(OSError):
            connection.shutdown()  # which a log-out that fails leaves undone


@contextmanager
def _told_in_fixed_words() -> Iterator[None]:
    try:
        yield
    except MailboxUnreachable:
        raise
    except ssl.SSLError as fault:
        raise MailboxUnreachable(fault_of_tls(fault)) from fault
    except (OSError, UnicodeError, imaplib.IMAP4.error) as fault:
        raise MailboxUnreachable(_BROKEN_OFF) from fault


def _connected(server: ImapServer, context: ssl.SSLContext) -> imaplib.IMAP4:
    at = (server.host, server.port)
    if server.security == Security.TLS:
        return imaplib.IMAP4_SSL(*at, ssl_context=context, timeout=server.timeout_seconds)
    return imaplib.IMAP4(*at, timeout=server.timeout_seconds)


def _enter(connection: imaplib.IMAP4, server: ImapServer, context: ssl.SSLContext) -> None:
    """Go on encrypted or not at all: a server without STARTTLS may be a stranger's."""
    if server.security == Security.STARTTLS:
        if "STARTTLS" not in connection.capabilities:
            raise MailboxUnreachable("the server offers no STARTTLS")
        connection.starttls(context)
    _log_in(connection, server)
    if connection.select(_written(server.folder))[0] != "OK":
        raise MailboxUnreachable(f"there is no folder {server.folder}")


def _log_in(connection: imaplib.IMAP4, server: ImapServer) -> None:
    secret = b"\0".join(each.encode() for each in ("", server.user, server.password))
    try:
        if "AUTH=PLAIN" in connection.capabilities:
            connection.authenticate("PLAIN", lambda _: secret)
        else:
            connection.login(server.user, server.password)  # in ASCII alone
    except imaplib.IMAP4.abort:
        raise
    except (imaplib.IMAP4.error, UnicodeError) as fault:
        raise MailboxUnreachable("the server does not let the user in") from fault


def _written(folder: str) -> str:
    """Write a folder's name as IMAP does (RFC 3501, 5.1.3: a UTF-7 of its own)."""
    written = re.sub(r"&|[^\x20-\x7e]+", lambda run: _shifted(run[0]), folder)
    return '"{}"'.format(written.replace("\\", r"\\").replace('"', r"\""))


def _shifted(run: str) -> str:
    if run == "&":
        return "&-"
    return f"&{b64encode(run.encode('utf-16-be')).decode().rstrip('=').replace('/', ',')}-"
