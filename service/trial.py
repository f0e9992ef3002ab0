"""Try the channels of the settings: can each be reached, as whom, with which rights; nothing is sent."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from notifications.carrier import Carrier, Finding
from notifications.mailbox import ImapInbox
from service.channels import CALENDAR_CHANNELS, ChannelMissing, Channels
from service.settings.tables import Settings


@dataclass(frozen=True)
class Tried:
    """A mailbox and what its trial has shown; `bodies` send from it."""

    address: str
    channel: str
    bodies: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def is_well(self) -> bool:
        return all(finding.is_well for finding in self.findings)


@dataclass(frozen=True)
class Trial:
    """`known` are the bodies by organiser's address ("" for those without one), or None where no database tells."""

    settings: Settings
    channels: Channels
    known: Mapping[str, Sequence[str]] | None

    def all(self) -> list[Tried]:
        """Every organiser's mailbox, then the one where answers arrive."""
        shared: dict[str, tuple[Finding, ...]] = {}
        addresses = sorted(self._addresses())
        return [*(self._mailbox(address, shared) for address in addresses), *self._inbox()]

    def _addresses(self) -> set[str]:
        """Where neither settings nor database name a mailbox, the channel of all is tried on nobody's behalf."""
        named = {*self.settings.mail.channels, *(self.known or ())}
        return named or {""}

    def _mailbox(self, address: str, shared: dict[str, tuple[Finding, ...]]) -> Tried:
        channel = self.channels.name_of(address)
        bodies = tuple((self.known or {}).get(address, ()))
        return Tried(
            address, channel, bodies, (*self._of_settings(address), *self._of(channel, address, shared))
        )

    def _of_settings(self, address: str) -> Iterator[Finding]:
        if self.known is None:
            return
        if not address and self.known.get(""):
            yield _bad(
                "has no organiser mailbox; give it one: `moedeklar people FILE`, or PUT /api/v1/people"
            )
        if trial := self.settings.mail.redirect_to:
            yield Finding(is_well=True, said=f"a trial: everything goes to {trial} alone (mail.redirect_to)")
        if address and address not in self.known:
            yield _bad("no body sends from it; correct the address in [mail.channels], or leave it out")

    def _of(self, channel: str, address: str, shared: dict[str, tuple[Finding, ...]]) -> tuple[Finding, ...]:
        """A mail channel is the same for all its mailboxes; a calendar is each mailbox's own."""
        if channel in CALENDAR_CHANNELS:
            return self._tried(channel, address) if address else (_bad("its channel needs a mailbox to try"),)
        if channel not in shared:
            shared[channel] = self._tried(channel, address)
        return shared[channel]

    def _tried(self, channel: str, address: str) -> tuple[Finding, ...]:
        try:
            carrier: Carrier = self.channels.mails(channel, address)
        except ChannelMissing:
            return (_bad(f"the settings name no server for the channel {channel}; fill in its table"),)
        return tuple(carrier.check())

    def _inbox(self) -> Iterator[Tried]:
        inbox = self.channels.shared_inbox()
        if isinstance(inbox, ImapInbox):
            yield Tried(self.settings.imap.user, "imap", (), tuple(inbox.check()))


def _bad(said: str) -> Finding:
    return Finding(is_well=False, said=said)
