"""The outbox as each office sees its half: what may be read, and how a person settles what did not simply go out."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NoReturn

from agenda.access import Action
from agenda.errors import Absent, ChangedMeanwhile, Conflict, Invalid
from agenda.paging import Page, PageWanted
from agenda.reference import is_id, is_reference
from notifications.fault import is_of_our_mail
from notifications.message import WANT_A_PERSON, Message, State
from notifications.pacing import OrganiserMailbox
from service.database import listing, outbox
from service.database.listing import Wanted
from service.database.meetings.questions import mailboxes_of_bodies
from service.database.record import Entry, is_named, newest_entries
from service.workflow.composing import forget_links
from service.workflow.office import own_bodies
from service.workflow.unit import Unit

LONGEST_REASON = 500
READ_RECORD = "read_record"
_FAILED = frozenset({State.DEAD, State.BOUNCED})


class NoSuchMessage(Absent):
    pass


class MessageNotThere(Conflict):
    """As the message stands now, this can't be done with it."""


class NothingFailedSo(Conflict):
    """No message has failed for that cause, or somebody has it tried again already."""


class NotInTheRecord(Invalid):
    """What the record is asked for is neither a reference nor an id."""


class DropUnexplained(Invalid):
    """A message is dropped for a reason, which is kept."""


class Found(StrEnum):
    """What a person has found in the sender's mailbox."""

    SENT = "sent"
    NOT_SENT = "not_sent"


@dataclass(frozen=True)
class Cause:
    """One fault for which messages failed. `is_ours`: of what is sent, or of the server it is sent by."""

    fault: str
    count: int
    oldest_due_at: datetime
    is_ours: bool


@dataclass(frozen=True)
class Mailbox:
    """An organiser's mailbox: `waiting_since` is when the oldest message was due that has not gone out."""

    address: str
    channel: str
    rests_until: datetime | None
    fault: str
    failures: int
    waiting_since: datetime | None


def messages_of(unit: Unit, wanted: Wanted) -> Page[Message]:
    """Of the bodies that are the actor's office's own; newest first."""
    unit.allow(Action.READ_MESSAGES)
    return listing.messages_page(unit.session, wanted, own_bodies(unit))


def messages_to_see(unit: Unit, page: PageWanted) -> Page[Message]:
    """What waits for a person: refused, in doubt or sent back."""
    return messages_of(unit, Wanted(WANT_A_PERSON, page=page))


def standing(unit: Unit, message_id: str) -> str:
    """The revision of a message, for whoever decides on it in the same transaction."""
    unit.allow(Action.READ_MESSAGES)
    return _named(unit, message_id).revision


def retry(unit: Unit, message_id: str, seen: str, now: datetime) -> Message:
    """Send what was refused or sent back after all, in words derived anew; or at once what waits long."""
    message = _held(unit, message_id, seen)
    was = message.state
    if was in _FAILED:
        message.revive(now)
    elif was is State.PENDING and message.due_at <= now:
        message.hurry(now)
    else:
        _refuse(message, "only what was refused, was sent back or waits can be tried again")
    _recorded(unit, "retry_message", message, was, now)
    return message


def settle(unit: Unit, message_id: str, found: Found, seen: str, now: datetime) -> Message:
    """A person has looked whether a message in doubt went out; if it didn't, it is sent."""
    message = _held(unit, message_id, seen)
    was = message.state
    if was is not State.IN_DOUBT:
        _refuse(message, "only a message in doubt is settled by looking")
    if found is Found.SENT:
        message.settle(now)
        forget_links(unit, message)
    else:
        message.find_unsent(now)
    _recorded(unit, "settle_message", message, was, now, found=str(found))
    return message


def drop(unit: Unit, message_id: str, reason: str, seen: str, now: datetime) -> Message:
    """What was refused or sent back is no longer wanted."""
    message = _held(unit, message_id, seen)
    was = message.state
    if was not in _FAILED:
        _refuse(message, "only what was refused or was sent back can be dropped")
    if not 0 < len(reason.strip()) <= LONGEST_REASON:
        raise DropUnexplained(f"say why in 1 to {LONGEST_REASON} letters", "reason")
    unit.check_free_of_persons(reason=reason)
    fault = message.fault
    message.drop(reason.strip())
    _recorded(unit, "drop_message", message, was, now, reason=reason.strip(), fault=fault)
    return message


def causes_of(unit: Unit) -> list[Cause]:
    """For what messages failed that others failed for too, or will: what is to be mended first, then the most."""
    unit.allow(Action.READ_MESSAGES)
    counted = listing.count_by_cause(unit.session, _FAILED, own_bodies(unit))
    causes = [
        Cause(fault, count, oldest, is_of_our_mail(fault)) for fault, (count, oldest) in counted.items()
    ]
    alarming = [cause for cause in causes if cause.is_ours or cause.count > 1]
    return sorted(alarming, key=lambda cause: (not cause.is_ours, -cause.count, cause.fault))


def retry_all(unit: Unit, cause: str, now: datetime) -> int:
    """What was refused or sent back for the same cause is sent after all, in words derived anew; say how many."""
    unit.allow(Action.SETTLE_MESSAGE)
    failed = listing.messages_failed_by(unit.session, _FAILED, cause, own_bodies(unit))
    if not failed:
        raise NothingFailedSo("nothing failed for this cause, or no longer; read the causes again", "cause")
    for message in failed:
        was = message.state
        message.revive(now)
        _recorded(unit, "retry_message", message, was, now)
    return len(failed)


def mailboxes_of(unit: Unit, now: datetime) -> list[Mailbox]:
    """Those the office's bodies send from; to the secretariat also those once sent from that have something to say."""
    unit.allow(Action.READ_MESSAGES)
    known = {mailbox.address: mailbox for mailbox in outbox.mailboxes(unit.session)}
    bodies, own = mailboxes_of_bodies(unit.session, unit.settings.bodies), own_bodies(unit)
    speaks_for = {
        address: own.intersection(bodies.get(address, {""})) for address in bodies.keys() | known.keys()
    }
    return [
        _mailbox(unit, address, known.get(address), speaks_for[address], now)
        for address in sorted(speaks_for)
        if address and speaks_for[address]
    ]


def record_of(unit: Unit, about: str | None, limit: int, now: datetime) -> list[Entry]:
    """Newest first; that it was read is recorded too."""
    check_about(unit, about)
    entries = newest_entries(unit.session, about, limit)
    unit.record(READ_RECORD, about or "record", now)
    return entries


def check_about(unit: Unit, about: str | None) -> None:
    """What is no reference, no id and no word of the record could be a person: it is neither looked up nor kept."""
    unit.allow(Action.READ_RECORD)
    if not about or is_reference(about) or is_id(about):
        return
    if not is_named(unit.session, about, READ_RECORD):
        raise NotInTheRecord("give a case's reference, or an id that the record names", "about")


def _mailbox(
    unit: Unit, address: str, row: OrganiserMailbox | None, body_ids: frozenset[str], now: datetime
) -> Mailbox:
    row = row or OrganiserMailbox(address, "")
    is_resting = row.rests_until is not None and row.rests_until > now
    return Mailbox(
        address,
        row.channel or unit.settings.mail.channel_of(address),
        row.rests_until if is_resting else None,
        row.fault,
        row.failures,
        listing.oldest_waiting(unit.session, body_ids, now),
    )


def _held(unit: Unit, message_id: str, seen: str) -> Message:
    """The message, if it still is as the person saw it."""
    unit.allow(Action.SETTLE_MESSAGE)
    message = _named(unit, message_id)
    if message.revision != seen:
        raise ChangedMeanwhile("it stands otherwise now; look at it again", "revision", _now_stands(message))
    return message


def _named(unit: Unit, message_id: str) -> Message:
    found = listing.message_named(unit.session, message_id)
    if found is None or found.body_id not in own_bodies(unit):
        raise NoSuchMessage("there is no such message for you", "message")
    return found


def _refuse(message: Message, remedy: str) -> NoReturn:
    raise MessageNotThere(remedy, "state", _now_stands(message))


def _now_stands(message: Message) -> dict[str, object]:
    return {"state": str(message.state), "attempts": message.attempts, "revision": message.revision}


def _recorded(unit: Unit, what: str, message: Message, was: State, now: datetime, **facts: object) -> None:
    which = {"message": message.id, "occasion": str(message.occasion), "was": str(was)}
    unit.record(what, message.about, now, "", **which, **facts)
