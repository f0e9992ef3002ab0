"""Hand messages over: claim one and put it into words, send it with no transaction open, settle it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from notifications.carrier import Carrier, ChangedByHand, InDoubt, NotSent, Parcel, Refused
from notifications.entry import Standing
from notifications.message import Message, State
from notifications.pacing import OrganiserMailbox, Pace
from service.channels import CALENDAR_CHANNELS, UNASKABLE, ChannelMissing, Channels
from service.database import outbox
from service.database.due import blaming
from service.settings.tables import Settings
from service.workflow.composing import Derivers, forget_links, freeze, is_outdated, recipient_of
from service.workflow.hours import put_off
from service.workflow.meetings import entries
from service.workflow.meetings.entries import CALENDAR, ClaimedEntry
from service.workflow.meetings.sender import sender_of
from service.workflow.meetings.taken_back import BY_MAIL
from service.workflow.unit import Unit

log = structlog.get_logger()


@dataclass(frozen=True)
class ClaimedMail:
    """A mail in this worker's hands, on a channel.

    What is outdated was put into words before something changed: it is looked up, and not sent as it is.
    """

    message_id: str
    attempt: int
    channel: str
    parcel: Parcel
    is_outdated: bool = False


Claimed = ClaimedMail | ClaimedEntry
Error = NotSent | InDoubt | Refused | ChangedByHand


@dataclass(frozen=True)
class Outcome:
    """How the handing over went: `error` is None where it went well, `standing` what an entry then was.

    `is_outdated`: it was looked up and not found, and is to be put into words anew.
    """

    error: Error | None = None
    standing: Standing | None = None
    is_outdated: bool = False


@dataclass(frozen=True)
class Turn:
    """One worker at one organiser's mailbox."""

    mailbox: str
    body_ids: tuple[str, ...]
    worker: str

    def begin(self, unit: Unit, now: datetime) -> bool:
        """Whether there is something to do and nobody else is at it."""
        if not outbox.has_due(unit.session, now, self.body_ids):
            return False
        return self._row(unit).take(self.worker, _lease_until(unit, now), now)

    def claim(
        self, unit: Unit, derive: Derivers, channels: Channels, now: datetime
    ) -> tuple[bool, Claimed | None]:
        """Whether to go on, and what was claimed; a mailbox that has to wait puts off what it has."""
        row = self._row(unit)
        if not row.take(self.worker, _lease_until(unit, now), now):
            return False, None
        message = outbox.message_to_claim(unit.session, now, self.body_ids)
        if message is None:
            return False, None
        with blaming(message.id):
            channel = _channel(unit, message, channels, self.mailbox)
            may_at = row.may_send_at(pace_of(unit.settings), now) if channels.is_paced(channel) else now
            if may_at > now:
                outbox.put_off_all(unit.session, self.body_ids, may_at)
                return False, None
            if put_off(unit, message, now):
                return True, None
            row.channel = message.channel = channel
            return True, _claim(unit, message, derive, now)

    def settle(self, unit: Unit, claimed: Claimed, outcome: Outcome, now: datetime) -> None:
        row, pace = self._row(unit), pace_of(unit.settings)
        if isinstance(claimed, ClaimedMail):
            _settle_mail(unit, claimed, outcome, now)
        else:
            _settle_entry(unit, claimed, outcome, now)
        row.count(claimed.mails if isinstance(claimed, ClaimedEntry) else 1, now)
        match outcome.error:
            case NotSent(of_recipient=True):  # the server itself works
                row.succeed()
            case NotSent() | InDoubt() as error:
                row.fail(str(error), error.retry_after, pace, now)
            case _:
                row.succeed()

    def end(self, unit: Unit) -> None:
        self._row(unit).leave(self.worker)

    def _row(self, unit: Unit) -> OrganiserMailbox:
        return outbox.mailbox_named(unit.session, self.mailbox)


def free_lapsed(unit: Unit, message_id: str, now: datetime) -> None:
    """The clock's step: a message whose worker is gone is in doubt, to be looked up first."""
    unit.session.get_one(Message, message_id).lose_lease(now)


def free_orphaned(unit: Unit, now: datetime) -> None:
    """At the start of a service that is alone on its store: every claim is a dead worker's, and ends at once."""
    outbox.end_leases(unit.session, now)


def pace_of(settings: Settings) -> Pace:
    mail = settings.mail
    rests = (timedelta(minutes=minutes) for minutes in (mail.rest_minutes, mail.longest_rest_minutes))
    return Pace(mail.mails_a_minute, mail.failures_before_rest, *rests)


def hand_over(channels: Channels, mailbox: str, claimed: Claimed) -> Outcome:
    """Outside every transaction. After the first attempt, look up before sending again."""
    try:
        if isinstance(claimed, ClaimedEntry):
            return Outcome(standing=entries.make_so(channels, mailbox, claimed))
        return _send(channels.mails(claimed.channel, mailbox), claimed)
    except ChannelMissing as missing:
        return Outcome(Refused(str(missing)))
    except (NotSent, InDoubt, Refused, ChangedByHand) as error:
        return Outcome(error)
    except Exception:  # a carrier that breaks has said nothing of whether the mail went out
        log.exception("carrier_broke", channel=claimed.channel)
        return Outcome(InDoubt())


def _send(carrier: Carrier, claimed: ClaimedMail) -> Outcome:
    if claimed.parcel.is_repeat and carrier.find(claimed.parcel.key):
        return Outcome()
    if claimed.is_outdated:
        return Outcome(is_outdated=True)
    carrier.send(claimed.parcel)
    return Outcome()


def _lease_until(unit: Unit, now: datetime) -> datetime:
    return now + timedelta(seconds=unit.settings.mail.lease_seconds)


def _channel(unit: Unit, message: Message, channels: Channels, mailbox: str) -> str:
    """What one channel has begun, no other goes on with."""
    begun = message.channel if message.was_in_doubt else None
    if begun is None and message.occasion in CALENDAR:
        begun = outbox.channel_begun(unit.session, message.about, CALENDAR)
    return begun or channels.name_of(mailbox)


def _claim(unit: Unit, message: Message, derive: Derivers, now: datetime) -> Claimed | None:
    assert message.channel is not None
    is_in_calendar = message.occasion in CALENDAR and BY_MAIL not in message.facts
    if is_in_calendar and message.channel in CALENDAR_CHANNELS:
        return entries.claim(unit, message, derive, now)
    return _claim_mail(unit, message, derive, now)


def _claim_mail(unit: Unit, message: Message, derive: Derivers, now: datetime) -> ClaimedMail | None:
    """Claim the message longest due and freeze its words; what is no longer true is dropped."""
    others_pass = message.was_in_doubt and outbox.has_sent_since(unit.session, message)
    message.claim(_lease_until(unit, now))
    is_worded = message.content is not None and message.occasion not in CALENDAR
    outdated = is_worded and is_outdated(unit, message, derive, now)
    if message.content is None:
        freeze(unit, message, derive, now)
    if message.state is not State.CLAIMED:
        return None
    assert message.content is not None
    assert message.channel is not None
    sender, recipient = sender_of(unit, message.body_id), recipient_of(unit, message)
    parcel = Parcel(message.key, sender, recipient, message.content, message.needs_look_up, others_pass)
    return ClaimedMail(message.id, message.attempts, message.channel, parcel, outdated)


def _settle_mail(unit: Unit, claimed: ClaimedMail, outcome: Outcome, now: datetime) -> None:
    message = outbox.message_still_claimed(unit.session, claimed.message_id, claimed.attempt)
    if message is not None and outcome.is_outdated:
        message.reword(now, was_looked_up=claimed.channel not in UNASKABLE)
    elif message is not None:
        settle_message(message, outcome.error, now)
        forget_links(unit, message)


def _settle_entry(unit: Unit, claimed: ClaimedEntry, outcome: Outcome, now: datetime) -> None:
    found = (outbox.message_still_claimed(unit.session, *each) for each in claimed.messages)
    messages = [message for message in found if message is not None]
    if isinstance(outcome.error, ChangedByHand):
        entries.hold(unit, claimed, messages, outcome.error, now=now)
    elif isinstance(outcome.error, Refused) and len(messages) > 1:
        for message in messages:
            message.try_alone(now)
    else:
        left_off = entries.left_off(claimed, outcome.standing)
        for message in messages:
            if outcome.error is None and message.recipient_email.lower() in left_off and not message.is_alone:
                message.try_alone(now)
            else:
                settle_message(message, outcome.error, now)
        if outcome.error is None:
            entries.settle(unit, claimed, outcome.standing, now)


def settle_message(message: Message, error: Error | None, now: datetime) -> None:
    """Keep how it went."""
    match error:
        case None:
            message.settle(now)
        case NotSent():
            message.fail(str(error), error.retry_after, now)
        case InDoubt():
            message.doubt(str(error), error.retry_after, now)
        case Refused():
            message.refuse(error.reason)
