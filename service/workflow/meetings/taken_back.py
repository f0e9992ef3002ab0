"""What those invited read of a meeting, by which an edit that was taken back before it was told is told to nobody."""

from collections.abc import Mapping
from datetime import UTC, datetime

from agenda.meetings.attendance import Attendee
from notifications.invitation import Event
from notifications.message import Message
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.meetings.attending import waiting_for
from service.workflow.unit import Unit

WAS = "was"  # in a message's facts: what was read before the first of the edits it tells of
TIMED = "timed"  # the revisions with which the time was edited
BY_MAIL = "by_mail"  # the UID of an entry that is gone: what is to be said of it goes by mail
PUT_BACK = "put_back"  # the calendar is to say again what it said
AsRead = Mapping[str, str]


def as_read(event: Event) -> AsRead:
    times = {"starts_at": event.starts_at, "ends_at": event.ends_at}
    in_words = {name: moment.astimezone(UTC).isoformat() for name, moment in times.items()}
    return {**in_words, "place": event.place, "online": event.url}


def was_at(message: Message) -> datetime | None:
    """When the meeting began before the edits that the message tells of."""
    was = message.facts.get(WAS)
    return datetime.fromisoformat(was["starts_at"]) if was else None


def is_news(message: Message, event: Event, attendee: Attendee) -> bool:
    """Whether they read other than what they were told before."""
    was = message.facts.get(WAS)
    is_other = was is None or was != as_read(event)
    return is_other or is_put_back(message) or _has_read_another(message, attendee)


def is_put_back(message: Message) -> bool:
    return PUT_BACK in message.facts or message.why is Reason.PUT_BACK


def tells_new_time(message: Message, event: Event) -> bool:
    was: AsRead | None = message.facts.get(WAS)
    now = as_read(event)
    return was is not None and any(was[name] != now[name] for name in ("starts_at", "ends_at"))


def ask_again_at_new_time(message: Message, event: Event, attendee: Attendee) -> None:
    """What was answered to another time says nothing of the one they are now told of."""
    is_new = tells_new_time(message, event) or _has_read_another(message, attendee)
    if is_new and attendee.answer_sequence < max(_timed(message), default=0):
        attendee.ask_again(event.sequence)


def is_let_go(unit: Unit, attendee: Attendee, now: datetime) -> bool:
    """Whether an edit took their place away, or gave them one and took it back, and its pause still runs."""
    if attendee.is_invited:
        return False
    of_it = Occasion.INVITATION if attendee.told_sequence < 0 else Occasion.INVITATION_CANCELLATION
    return any(message.due_at > now for message in waiting_for(unit.session, attendee, of_it))


def comes_after_all(unit: Unit, attendee: Attendee, now: datetime) -> bool:
    """Give back a place whose loss nobody was told of: what was answered stands, and nobody is told."""
    attendee.is_invited = attendee.is_invited or is_let_go(unit, attendee, now)
    return attendee.is_invited


def _has_read_another(message: Message, attendee: Attendee) -> bool:
    """Who answers on a page reads the meeting as it is edited: between two edits, the first of them."""
    timed = _timed(message)
    return bool(timed) and min(timed) <= attendee.answer_sequence < max(timed)


def _timed(message: Message) -> list[int]:
    return [int(revision) for revision in message.facts.get(TIMED, {})]
