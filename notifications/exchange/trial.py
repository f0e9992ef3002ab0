"""A trial of the channel, told in plain words: the way there, the certificate, the login and the rights."""

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from socket import create_connection

from exchangelib import Version
from exchangelib.errors import (
    ErrorAccessDenied,
    ErrorFolderNotFound,
    ErrorImpersonateUserDenied,
    ErrorImpersonationDenied,
    ErrorItemNotFound,
    ErrorNonExistentMailbox,
)

from notifications.carrier import Finding, InDoubt, NotSent, Refused
from notifications.exchange.connection import Connection
from notifications.exchange.server import EwsServer

_DENIED = (ErrorImpersonateUserDenied, ErrorImpersonationDenied, ErrorAccessDenied)
_UNKNOWN = "UNKNOWN"  # as the library calls it
_NOT_THERE = (ErrorNonExistentMailbox, ErrorFolderNotFound, ErrorItemNotFound)


def findings(connection: Connection) -> list[Finding]:
    """Stop at what makes the rest pointless; nothing is sent or written."""
    way = _way(connection.server)
    return [way, *_rights(connection)] if way.is_well else [way]


def _way(server: EwsServer) -> Finding:
    try:
        with create_connection((server.host, server.port), server.timeout_seconds) as plain:
            if not server.is_encrypted:
                return _well(f"{server.host} can be reached, over plain http on this machine")
            context = ssl.create_default_context(cafile=server.ca_file)
            with context.wrap_socket(plain, server_hostname=server.host) as encrypted:
                return _well(f"{server.host} can be reached; {_certificate(encrypted)}")
    except ssl.SSLCertVerificationError as fault:
        return _ill(f"the certificate of {server.host} is not trusted: {fault.verify_message}")
    except ssl.SSLError:
        return _ill(f"{server.host} speaks no TLS at port {server.port}: see the port in the address")
    except OSError as fault:
        return _ill(f"{server.host} can't be reached at port {server.port}: {fault.strerror or fault}")


def _certificate(encrypted: ssl.SSLSocket) -> str:
    ends = str((encrypted.getpeercert() or {})["notAfter"])
    ends_at = datetime.fromtimestamp(ssl.cert_time_to_seconds(ends), UTC)
    return f"its certificate is trusted and ends on {ends_at:%Y-%m-%d}"


def _rights(connection: Connection) -> Iterator[Finding]:
    server, mailbox = connection.server, connection.mailbox
    try:
        with connection.reading():
            rights = connection.account.calendar.effective_rights
    except (NotSent, InDoubt, Refused) as fault:
        yield _ill(_missing(connection, fault))
        return
    yield _well(f"it takes the login of {server.user}")
    if rights is not None and rights.create_contents is False:
        yield _ill(
            f"{server.user} can read the calendar of {mailbox} but not write in it: {_remedy(connection)}"
        )
    else:
        yield _well(f"{server.user} can write in the calendar of {mailbox}{_as_what(connection)}")
    yield _well(f"the server says that it is {_product(connection.account.version)}")


def _product(version: Version) -> str:
    """By its build where the library knows no product of it, such as a server of another make."""
    product = str(version.fullname)
    return product if product != _UNKNOWN else f"of a product that is not known here, build {version.build}"


def _missing(connection: Connection, fault: Exception) -> str:
    server, mailbox, cause = connection.server, connection.mailbox, fault.__cause__
    while isinstance(cause, NotSent | InDoubt | Refused) and cause.__cause__ is not None:
        cause = cause.__cause__
    if isinstance(cause, _DENIED):
        return f"{server.user} may not act in the mailbox {mailbox}: {_remedy(connection)}"
    if isinstance(cause, _NOT_THERE):
        return f"the server has no mailbox {mailbox}, or {server.user} may not see it: {_remedy(connection)}"
    return f"the calendar of {mailbox} can't be opened: {fault}"


def _remedy(connection: Connection) -> str:
    user, mailbox = connection.server.user, connection.mailbox
    if connection.server.impersonates(mailbox):
        return (
            f"give {user} the role ApplicationImpersonation, with a management scope that holds {mailbox} alone "
            "(New-ManagementScope, New-ManagementRoleAssignment -CustomRecipientWriteScope)"
        )
    return f"give {user} full access to {mailbox} (Add-MailboxPermission -AccessRights FullAccess)"


def _as_what(connection: Connection) -> str:
    if connection.server.impersonates(connection.mailbox):
        return ", by impersonation"
    is_own = connection.server.user.lower() == connection.mailbox.lower()
    return ", which is its own" if is_own else ", as its delegate"


def _well(said: str) -> Finding:
    return Finding(is_well=True, said=said)


def _ill(said: str) -> Finding:
    return Finding(is_well=False, said=said)
