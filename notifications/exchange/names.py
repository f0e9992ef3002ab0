"""Attendees whom the server calls by a name of its directory, named by their addresses."""

from collections.abc import Iterator

from exchangelib import CalendarItem, Mailbox
from exchangelib.errors import EWSError
from exchangelib.services import ResolveNames

from notifications.exchange.connection import Connection


def name_by_address(item: CalendarItem, connection: Connection) -> None:
    """Whom the directory no longer knows keeps that name, as somebody who is not ours."""
    for mailbox in _mailboxes(item):
        name = mailbox.email_address or ""
        if name and "@" not in name:
            mailbox.email_address = _address(name, connection) or name
            mailbox.routing_type = "SMTP" if "@" in mailbox.email_address else mailbox.routing_type


def _mailboxes(item: CalendarItem) -> Iterator[Mailbox]:
    for name in ("required_attendees", "optional_attendees", "resources"):
        for attendee in getattr(item, name) or []:
            if attendee.mailbox is not None:
                yield attendee.mailbox


def _address(name: str, connection: Connection) -> str | None:
    known = connection.addresses
    if name not in known:
        try:
            [found] = ResolveNames(protocol=connection.account.protocol).call([name])
        except (EWSError, ValueError):
            return None
        address = getattr(found, "email_address", None) or ""
        known[name] = address if "@" in address else None
    return known[name]
