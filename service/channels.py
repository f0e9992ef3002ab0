"""Which carrier serves which organiser mailbox, made when it is first needed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from notifications.carrier import Availability, CalendarCarrier, Carrier
from notifications.folder import FolderCarrier
from notifications.imap import ImapServer
from notifications.inbox import Inbox
from notifications.mailbox import ImapInbox
from notifications.smtp import SmtpCarrier, SmtpServer
from notifications.transport import Security
from service.settings.channels import Channel
from service.settings.tables import Settings

if TYPE_CHECKING:
    from notifications.exchange.server import EwsServer
    from notifications.graph.app import GraphApp

CALENDAR_CHANNELS = frozenset({"exchange", "graph"})
UNASKABLE = frozenset({"smtp"})  # nobody there says what was taken


class ChannelMissing(Exception):
    """The settings no longer say where a channel's server is."""

    def __init__(self, channel: str) -> None:
        super().__init__(f"it was begun over the channel {channel}, for which the settings name no server")


class CalendarServer(CalendarCarrier, Availability, Protocol):
    """What a calendar's server can do."""


class Channels(Protocol):
    """What delivery asks for. A mailbox's meetings stay on the channel they were begun on, whatever it has now."""

    def name_of(self, mailbox: str) -> str: ...

    def mails(self, channel: str, mailbox: str) -> Carrier:
        """Raises ChannelMissing."""

    def calendar(self, channel: str, mailbox: str) -> CalendarServer | None:
        """None on a channel of mails alone. Raises ChannelMissing."""

    def availability(self, mailbox: str) -> Availability | None:
        """Who knows when people can't come, for whoever asks beside the worker. Raises ChannelMissing."""

    def inbox(self, mailbox: str) -> Inbox | None:
        """Where bounces and answers to an organiser's mailbox lie; None where its channel keeps none."""

    def shared_inbox(self) -> Inbox | None:
        """Where answers to mails arrive, whosever they are; None where the settings name no such mailbox."""

    def is_paced(self, channel: str) -> bool:
        """Whether a server is at the other end."""


@dataclass(frozen=True)
class ConfiguredChannels:
    """The channels of the settings; a carrier lives as long as the process."""

    settings: Settings
    folder: Path
    _mails: dict[str, Carrier] = field(default_factory=dict)
    _calendars: dict[tuple[str, str], CalendarServer] = field(default_factory=dict)
    _inboxes: dict[tuple[str, str], Inbox] = field(default_factory=dict)

    def name_of(self, mailbox: str) -> Channel:
        return self.settings.mail.channel_of(mailbox)

    def mails(self, channel: str, mailbox: str) -> Carrier:
        calendar = self.calendar(channel, mailbox)
        if calendar is not None:
            return calendar
        if channel not in self._mails:
            self._mails[channel] = self._mail_carrier(channel)
        return self._mails[channel]

    def calendar(self, channel: str, mailbox: str) -> CalendarServer | None:
        if channel not in CALENDAR_CHANNELS:
            return None
        of = channel, mailbox.lower()
        if of not in self._calendars:
            self._calendars[of] = _CALENDARS[channel](self.settings, of[1])
        return self._calendars[of]

    def availability(self, mailbox: str) -> Availability | None:
        """One of its own for each question: a carrier belongs to the worker alone."""
        channel = self.name_of(mailbox)
        return _CALENDARS[channel](self.settings, mailbox.lower()) if channel in CALENDAR_CHANNELS else None

    def inbox(self, mailbox: str) -> Inbox | None:
        channel = self.name_of(mailbox)
        if channel not in CALENDAR_CHANNELS:
            return None
        of = channel, mailbox.lower()
        if of not in self._inboxes:
            self._inboxes[of] = _INBOXES[channel](self.settings, of[1])
        return self._inboxes[of]

    def shared_inbox(self) -> Inbox | None:
        of = "imap", self.settings.imap.host
        if self.settings.imap.host and of not in self._inboxes:
            self._inboxes[of] = ImapInbox(_imap_server(self.settings))
        return self._inboxes.get(of)

    def is_paced(self, channel: str) -> bool:
        return channel != "folder"

    def _mail_carrier(self, channel: str) -> Carrier:
        if channel == "folder":
            return FolderCarrier(self.folder / self.settings.mail.outbox)
        if channel == "smtp" and self.settings.smtp.host:
            return SmtpCarrier(_smtp_server(self.settings))
        raise ChannelMissing(channel)


def _exchange(settings: Settings, mailbox: str) -> CalendarServer:
    from notifications.exchange.carrier import ExchangeCarrier  # noqa: PLC0415 - exchangelib takes half a second

    return ExchangeCarrier(_ews_server(settings), mailbox)


def _exchange_inbox(settings: Settings, mailbox: str) -> Inbox:
    from notifications.exchange.inbox import ExchangeInbox  # noqa: PLC0415 - exchangelib takes half a second

    return ExchangeInbox(_ews_server(settings), mailbox)


def _ews_server(settings: Settings) -> "EwsServer":
    from notifications.exchange.server import EwsServer  # noqa: PLC0415 - its package is for that channel alone

    table = settings.ews
    if not table.url:
        raise ChannelMissing("exchange")
    return EwsServer(
        url=table.url,
        user=table.user,
        password=table.password,
        auth=table.auth,
        access=table.access,
        timeout_seconds=settings.mail.timeout_seconds,
        ca_file=_file(table.ca_file),
        allows_plain_http=table.plain_http_on_loopback,
        time_zone=settings.calendar.time_zone.key,
    )


def _graph(settings: Settings, mailbox: str) -> CalendarServer:
    from notifications.graph.carrier import GraphCarrier  # noqa: PLC0415 - msal takes a quarter of a second

    return GraphCarrier(_graph_app(settings), mailbox)


def _graph_inbox(settings: Settings, mailbox: str) -> Inbox:
    from notifications.graph.inbox import GraphInbox  # noqa: PLC0415 - msal takes a quarter of a second

    return GraphInbox(_graph_app(settings), mailbox)


def _graph_app(settings: Settings) -> "GraphApp":
    from notifications.graph.app import GraphApp  # noqa: PLC0415 - its package is for that channel alone

    table = settings.graph
    if not table.url:
        raise ChannelMissing("graph")
    return GraphApp(
        url=table.url,
        authority=table.authority,
        tenant=table.tenant,
        client_id=table.client_id,
        certificate_file=_file(table.certificate),
        key_file=_file(table.key),
        timeout_seconds=settings.mail.timeout_seconds,
        ca_file=_file(table.ca_file),
    )


def _smtp_server(settings: Settings) -> SmtpServer:
    table = settings.smtp
    return SmtpServer(
        host=table.host,
        port=table.port,
        security=Security(table.security),
        user=table.user,
        password=table.password,
        timeout_seconds=settings.mail.timeout_seconds,
        ca_file=_file(table.ca_file),
    )


def _imap_server(settings: Settings) -> ImapServer:
    table = settings.imap
    return ImapServer(
        host=table.host,
        port=table.port,
        security=Security(table.security),
        user=table.user,
        password=table.password,
        folder=table.folder,
        timeout_seconds=settings.mail.timeout_seconds,
        ca_file=_file(table.ca_file),
    )


def _file(path: str) -> Path | None:
    return Path(path) if path else None


_CALENDARS: Mapping[str, Callable[[Settings, str], CalendarServer]] = {"exchange": _exchange, "graph": _graph}
_INBOXES: Mapping[str, Callable[[Settings, str], Inbox]] = {
    "exchange": _exchange_inbox,
    "graph": _graph_inbox,
}
