"""Hand messages over: claim one and put it into words, send it with no transaction open, settle it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.parser import BytesHeaderParser
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError

from notifications.address import Address, BadAddress
from notifications.carrier import Carrier, InDoubt, NotSent, Parcel, Refused
from notifications.invitation import BadEvent, Event, cancellation, request
from notifications.leaks import PersonalDataFound, readable_parts
from notifications.leaks import check as check_leaks
from notifications.mail import BadMail, Envelope, compose
from notifications.message import Message, State
from notifications.occasion import Occasion
from notifications.wording import letter
from service.database import outbox
from service.workflow.hours import CHASING, put_off
from service.workflow.meetings.sender import sender_of
from service.workflow.unit import OpenUnit, Unit

log = structlog.get_logger()


@dataclass(frozen=True)
class CalendarPart:
    event: Event
    attendees: tuple[Address, ...]
    is_cancellation: bool = False


@dataclass(frozen=True)
class Words:
    """What a message's template is filled with, and the calendar event that goes along."""

    facts: Mapping[str, object]
    calendar: CalendarPart | None = None


Derive = Callable[[Unit, Message, datetime], Words | None]


@dataclass(frozen=True)
class Claimed:
    """A message in this worker's hands; `parcel` is None where nothing is to be sent after all.

    What is outdated was put into words before something changed: it is looked up, and not sent as it is.
    """

    message_id: str
    attempt: int
    parcel: Parcel | None
    looks_up_first: bool = False
    is_outdated: bool = False


@dataclass(frozen=True)
class Outcome:
    """How the handing over went: `error` is None where it went well."""

    error: NotSent | InDoubt | Refused | None = None


@dataclass(frozen=True)
class Post:
    """The outbox's worker: claim, send with no transaction open, settle. `clock` times what was sent."""

    open_unit: OpenUnit
    derive: Mapping[Occasion, Derive]
    carrier: Carrier
    clock: Callable[[], datetime]

    def deliver_all(self, now: datetime) -> None:
        while True:
            with self.open_unit() as unit:
                claimed = claim_one(unit, self.derive, now)
            if claimed is None:
                return
            if claimed.parcel is not None:
                outcome = hand_over(self.carrier, claimed)
                with self.open_unit() as unit:
                    settle(unit, claimed, outcome, self.clock())


def free_lapsed(unit: Unit, now: datetime) -> bool:
    """Messages whose worker is gone are in doubt: to be looked up first."""
    lapsed = outbox.messages_with_lapsed_lease(unit.session, now)
    for message in lapsed:
        message.lose_lease(now)
    return bool(lapsed)


def free_orphaned(unit: Unit, now: datetime) -> None:
    """At the start of a service that is alone on its store: every claim is a dead worker's."""
    for message in outbox.messages_claimed(unit.session):
        message.lose_worker(now)


def claim_one(unit: Unit, derive: Mapping[Occasion, Derive], now: datetime) -> Claimed | None:
    """Claim the message longest due and freeze its words; what is no longer true is dropped."""
    message = outbox.message_to_claim(unit.session, now)
    if message is None:
        return None
    if put_off(unit, message, now):
        return Claimed(message.id, message.attempts, None)
    message.claim(now + timedelta(seconds=unit.settings.mail.lease_seconds))
    is_outdated = message.content is not None and _is_outdated(unit, message, derive, now)
    if message.content is None:
        _freeze(unit, message, derive, now)
    if message.state is not State.CLAIMED:
        return Claimed(message.id, message.attempts, None)
    assert message.content is not None
    recipient = Address(message.recipient_name, message.recipient_email)
    parcel = Parcel(message.key, sender_of(unit, message.body_id), recipient, message.content)
    return Claimed(message.id, message.attempts, parcel, message.needs_look_up, is_outdated)


def hand_over(carrier: Carrier, claimed: Claimed) -> Outcome:
    """Outside every transaction. After the first attempt, look up before sending again."""
    assert claimed.parcel is not None
    try:
        if claimed.looks_up_first and carrier.find(claimed.parcel.key):
            return Outcome()
        if claimed.is_outdated:
            return Outcome(NotSent())
        carrier.send(claimed.parcel)
    except (NotSent, InDoubt, Refused) as error:
        return Outcome(error)
    except Exception:  # a carrier that breaks has said nothing of whether the mail went out
        log.exception("carrier_broke", message=claimed.message_id)
        return Outcome(InDoubt())
    return Outcome()


def settle(unit: Unit, claimed: Claimed, outcome: Outcome, now: datetime) -> None:
    """Keep how it went, unless the lease was lost meanwhile and another has it."""
    message = unit.session.get_one(Message, claimed.message_id, with_for_update=True)
    if message.state is not State.CLAIMED or message.attempts != claimed.attempt:
        return
    match outcome.error:
        case None:
            message.settle(now)
        case NotSent() as error:
            message.fail(str(error), error.retry_after, now)
        case InDoubt() as error:
            message.doubt(str(error), error.retry_after, now)
        case Refused() as error:
            message.refuse(error.reason)


def _is_outdated(unit: Unit, message: Message, derive: Mapping[Occasion, Derive], now: datetime) -> bool:
    """Whether a reminder in doubt says other than what now holds: it may not outlive the answer it asks for."""
    if message.occasion not in CHASING:
        return False
    assert message.content is not None
    words = derive[message.occasion](unit, message, now)
    made_at = parsedate_to_datetime(BytesHeaderParser().parsebytes(message.content)["Date"])
    return words is None or _composed(unit, message, words, made_at)[0] != message.content


def _freeze(unit: Unit, message: Message, derive: Mapping[Occasion, Derive], now: datetime) -> None:
    try:
        words = derive[message.occasion](unit, message, now)
        if words is None:
            message.drop("no longer true when its moment came")
            return
        content, message_id = _composed(unit, message, words, now)
        check_leaks(readable_parts(content), unit.knows_name)
    except PersonalDataFound as found:
        message.refuse(f"it would have borne personal data: {found.kind} in {found.field}")
    except (BadAddress, BadEvent, BadMail) as problem:
        message.refuse(f"it cannot be put into a mail: {problem}")
    except (DBAPIError, StaleDataError):
        raise
    except Exception as problem:  # whatever is wrong with one message, the others go out
        log.exception("message_has_no_words", message=message.id, occasion=str(message.occasion))
        message.refuse(f"it cannot be put into words: {type(problem).__name__}")
    else:
        message.freeze(content, message_id)


def _composed(unit: Unit, message: Message, words: Words, now: datetime) -> tuple[bytes, str]:
    sender = sender_of(unit, message.body_id)
    message_id = f"<{message.id}@{sender.email.partition('@')[2]}>"
    zone: ZoneInfo = unit.calendar.zone
    text = letter(message.occasion, {**words.facts, "zone": zone}, message.language)
    calendar = _calendar(words.calendar, text.text, now) if words.calendar else None
    recipient = Address(message.recipient_name, message.recipient_email)
    envelope = Envelope(message_id, sender, recipient, now, message.language)
    return compose(envelope, text, calendar), message_id


def _calendar(part: CalendarPart, text: str, now: datetime) -> bytes:
    build = cancellation if part.is_cancellation else request
    return build(replace(part.event, description=text), part.attendees, now)
