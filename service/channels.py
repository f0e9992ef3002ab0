"""Which carrier serves which organiser mailbox, made when it is first needed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from notifications.carrier import Availability, CalendarCarrier, Carrier
from notifications.folder import FolderCarrier
from notifications.smtp import SmtpCarrier, SmtpServer
from notifications.transport import Security
from service.settings.channels import Channel
from service.settings.tables import Settings

CALENDAR_CHANNELS = frozenset({"exchange", "graph"})


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

    def is_paced(self, channel: str) -> bool:
        """Whether a server is at the other end."""


@dataclass(frozen=True)
class ConfiguredChannels:
    """The channels of the settings; a carrier lives as long as the process."""

    settings: Settings
    folder: Path
    _mails: dict[str, Carrier] = field(default_factory=dict)
    _calendars: dict[tuple[str, str], CalendarServer] = field(default_factory=dict)

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

    def is_paced(self, channel: str) -> bool:
        return channel != "folder"

    def _mail_carrier(self, channel: str) -> Carrier:
        if channel == "folder":
            return FolderCarrier(self.folder / self.settings.mail.outbox)
        if channel == "smtp" and self.settings.smtp.host:
            return SmtpCarrier(_smtp_server(self.settings))
        raise ChannelMissing(channel)


_CALENDARS: Mapping[str, Callable[[Settings, str], CalendarServer]] = {}


def _smtp_server(settings: Settings) -> SmtpServer:
    table = settings.smtp
    return SmtpServer(
        host=table.host,
        port=table.port,
        security=Security(table.security),
        user=table.user,
        password=table.password,
        timeout_seconds=settings.mail.timeout_seconds,
        ca_file=Path(table.ca_file) if table.ca_file else None,
    )
