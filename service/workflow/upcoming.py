"""What the service will do by itself in the days ahead: the very same clockwork does it, and it is undone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agenda.meetings.meeting import Meeting
from agenda.meetings.plan import Plan
from agenda.set_aside import SetAside
from notifications.message import Message, State
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.due import PieceBroke, blaming
from service.database.outbox import MESSAGES, message, message_to_claim, of_message
from service.database.record import Entry, entries_after, record_entry
from service.database.set_aside import all_set_aside
from service.workflow.clockwork import Clockwork
from service.workflow.composing import Derive
from service.workflow.hours import put_off
from service.workflow.setting_aside import Broken, Shelf, cause_of
from service.workflow.unit import OpenUnit, Unit

MOST_MOMENTS = 5000
NEVER = (timedelta(days=3660),)  # beyond every rehearsal
SHOWN = frozenset(
    {
        "propose_plan",
        "release_answers",
        "roll_over",
        "carry_over",
        "hold_meeting",
        "question_meeting",
        "lapse_request",
        "pass_topics_called",
        "pass_cut_off",
        "pass_answers_due",
        "pass_agenda_due",
        "pass_minutes_due",
        "pause_course",
        "forget_needs",
        "forget_member",
        "forget_organisation",
    }
)


@dataclass(frozen=True)
class Deed:
    """When, what, to whom (empty where nobody is told), about what, and why; `body_id` is empty where it is of none."""

    at: datetime
    what: str
    to: str
    about: str
    why: str
    body_id: str = ""


@dataclass(frozen=True)
class Rehearsal:
    """Goes through the outbox as the post does, up to the words, which settle whether a message is still true.

    It holds nothing where sending is off, so that what would go out is shown. `told` is what went out so far.
    """

    open_unit: OpenUnit
    derive: Mapping[Occasion, Derive]
    shelf: Shelf
    told: list[Deed] = field(default_factory=list)
    kinds: ClassVar[frozenset[str]] = frozenset({MESSAGES.kind})
    held: ClassVar[frozenset[str]] = frozenset()

    def deliver_all(self, now: datetime) -> None:
        with self.open_unit() as unit:
            while self._deliver_one(unit, now):
                pass
        self.shelf.clear(MESSAGES.kind, MESSAGES.is_due, now)

    def _deliver_one(self, unit: Unit, now: datetime) -> bool:
        """Whether there was one. What breaks at it is undone and set aside, as the post does."""
        try:
            with unit.session.begin_nested():
                waiting = message_to_claim(unit.session, now)
                if waiting is not None:
                    with blaming(waiting.id):
                        self._deliver(unit, waiting, now)
        except PieceBroke as broke:
            piece, fault = cause_of(broke, "")
            self.shelf.put(Broken(MESSAGES.kind, piece, fault, of_message), now)
            return True
        return waiting is not None

    def _deliver(self, unit: Unit, waiting: Message, now: datetime) -> None:
        if put_off(unit, waiting, now):
            return
        waiting.claim(now)
        if waiting.content is None and self.derive[waiting.occasion](unit, waiting, now) is None:
            waiting.drop("no longer true when its moment came")
        else:
            waiting.settle(now)
            self.told.append(_told(waiting))


def play_ahead(
    clockwork: Clockwork, rehearsal: Rehearsal, session: Session, until: datetime, now: datetime
) -> list[Deed]:
    """Let a rehearsing clockwork run on `session`'s store from moment to moment. The caller undoes it.

    What is set aside is tried once, since nobody mends it meanwhile, and then shown as waiting.
    """
    last_entry = session.scalar(select(func.max(record_entry.c.id))) or 0
    moment: datetime | None = now
    for _ in range(MOST_MOMENTS):
        if moment is None or moment > until:
            break
        following = clockwork.tick(moment)
        moment = max(following, moment) if following else None
    session.expire_all()
    return _deeds(session, last_entry, rehearsal.told)


def _deeds(session: Session, last_entry: int, told: Sequence[Deed]) -> list[Deed]:
    done = [_done(session, e) for e in entries_after(session, last_entry, 100_000) if e.action in SHOWN]
    aside = [_waiting(row) for row in all_set_aside(session)]
    return sorted([*told, *done, *aside], key=lambda deed: (deed.at, deed.what, deed.about, deed.to))


def _told(sent: Message) -> Deed:
    assert sent.sent_at is not None
    return Deed(sent.sent_at, str(sent.occasion), sent.recipient_email, sent.about, sent.why, sent.body_id)


def _done(session: Session, entry: Entry) -> Deed:
    found = session.get(Meeting, entry.about) or session.get(Plan, entry.about)
    return Deed(entry.at, entry.action, "", entry.about, entry.purpose, found.body_id if found else "")


def _waiting(row: SetAside) -> Deed:
    """At the moment at which it was to be done and couldn't, or was tried again."""
    return Deed(row.failed_at, "try_again", "", row.about, Reason.SET_ASIDE, row.body_id)


def deeds_between(session: Session, first: datetime, last: datetime) -> Sequence[Deed]:
    """What was done by itself in a past stretch of time, in the same words: to hold against what was shown before."""
    sent = session.scalars(
        select(Message).where(message.c.state == State.SENT, message.c.sent_at.between(first, last))
    )
    entries = session.scalars(select(Entry).where(record_entry.c.at.between(first, last)))
    deeds = [
        *(_told(m) for m in sent),
        *(_done(session, e) for e in entries if e.action in SHOWN and e.actor == "clock"),
    ]
    return sorted(deeds, key=lambda deed: (deed.at, deed.what, deed.about, deed.to))
