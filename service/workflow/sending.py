"""After a restore nothing is handed over, until a person has seen what would go out and turns it on."""

from dataclasses import dataclass
from datetime import datetime

from agenda.access import Action
from agenda.errors import ChangedMeanwhile, Conflict
from notifications.message import Message, State
from service.database import sending as questions
from service.workflow.composing import forget_links
from service.workflow.unit import Unit

TOLD_BEFORE = "told before the backup was restored"


class SendingIsOn(Conflict):
    """There is nothing to turn on."""


@dataclass(frozen=True)
class SendingSeen:
    """`waiting` messages are due and go out once sending is on; None of it where it is on."""

    off_since: datetime | None = None
    backed_up_at: datetime | None = None
    waiting: int = 0
    revision: int = 0


def sending_seen(unit: Unit, now: datetime) -> SendingSeen:
    unit.allow(Action.READ_UPCOMING)
    off = questions.sending_off(unit.session)
    if off is None:
        return SendingSeen()
    waiting = questions.count_due(unit.session, now)
    return SendingSeen(off.off_since, off.backed_up_at, waiting, off.revision)


def turn_on(unit: Unit, revision: int, told_until: datetime | None, now: datetime) -> int:
    """Hand over from now on; what was due by `told_until` counts as told by the lost store, and goes to nobody.

    Gives how many messages that were. What is in doubt among them counts as sent.
    """
    unit.allow(Action.SETTLE_CLOCK)
    off = questions.sending_off(unit.session)
    if off is None:
        raise SendingIsOn("it is on already", "state")
    if off.revision != revision:
        raise ChangedMeanwhile(
            "it stands otherwise now; look at it again", "revision", {"revision": off.revision}
        )
    told = [] if told_until is None else questions.messages_due(unit.session, min(told_until, now))
    for message in told:
        _leave(unit, message, now)
    off.off_since = None
    unit.record(
        "turn_sending_on",
        "sending",
        now,
        told_until=told_until.isoformat() if told_until else "",
        left=len(told),
    )
    return len(told)


def _leave(unit: Unit, message: Message, now: datetime) -> None:
    if message.state is State.CLAIMED:
        message.lease_until = now
        message.lose_lease(now)
    if message.state is State.IN_DOUBT:
        message.settle(now)
    else:
        message.drop(TOLD_BEFORE)
    forget_links(unit, message)
