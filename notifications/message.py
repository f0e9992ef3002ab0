"""A message in the outbox: what it may become, and when it is tried again."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from notifications.occasion import Occasion
from notifications.reason import Reason


class State(StrEnum):
    PENDING = "pending"
    CLAIMED = "claimed"  # a worker has it, until its lease ends
    SENT = "sent"
    IN_DOUBT = "in_doubt"  # it may have gone out: look it up first
    BOUNCED = "bounced"  # it went out, and the recipient's server sent it back
    DEAD = "dead"  # refused for good, until a person revives it
    DROPPED = "dropped"  # no longer true when its moment came


TRANSITIONS: Mapping[State, frozenset[State]] = {
    State.PENDING: frozenset({State.CLAIMED, State.DROPPED}),
    State.CLAIMED: frozenset({State.SENT, State.PENDING, State.IN_DOUBT, State.DEAD, State.DROPPED}),
    State.IN_DOUBT: frozenset({State.CLAIMED, State.SENT, State.PENDING, State.DEAD, State.BOUNCED}),
    State.DEAD: frozenset({State.PENDING, State.DROPPED}),
    State.SENT: frozenset({State.BOUNCED}),
    State.BOUNCED: frozenset({State.PENDING, State.DROPPED}),
    State.DROPPED: frozenset(),
}

WANT_A_PERSON = frozenset({State.DEAD, State.IN_DOUBT, State.BOUNCED})
_AT_REST = frozenset({State.SENT, State.DEAD, State.BOUNCED, State.DROPPED})

_FIRST_WAIT = timedelta(seconds=30)
_LONGEST_WAIT = timedelta(hours=1)
_MOST_DOUBLINGS = 10
_ANEW = "+"


class WrongTransition(Exception):
    def __init__(self, state: State, wanted: State) -> None:
        super().__init__(f"a message that is {state} can't become {wanted}")
        self.state = state
        self.wanted = wanted


class LeaseStillHeld(Exception):
    def __init__(self, lease_until: datetime) -> None:
        super().__init__("the message is in the hands of a worker whose lease runs")
        self.lease_until = lease_until


class AlreadyFrozen(Exception):
    def __init__(self, key: str) -> None:
        super().__init__("the bytes of a message never change once they are made")
        self.key = key


@dataclass(eq=False, kw_only=True)
class Message:
    """`key` is unique: what happened, to whom, which revision. `content` is frozen before it is sent.

    `facts` are ids, from which the words are derived when it is sent; `body_id` says whose mailbox it goes from.
    `channel` is the one it goes over. `is_alone`: it was refused together with others, so each is tried by itself.
    """

    id: str
    key: str
    occasion: Occasion
    body_id: str
    recipient_name: str
    recipient_email: str
    language: str
    about: str
    why: Reason
    created_at: datetime
    due_at: datetime
    next_attempt_at: datetime
    facts: dict[str, Any] = field(default_factory=dict)
    state: State = State.PENDING
    attempts: int = 0
    lease_until: datetime | None = None
    sent_at: datetime | None = None
    content: bytes | None = None
    message_id: str | None = None
    is_alone: bool = False
    channel: str | None = None
    fault: str | None = None
    was_in_doubt: bool = False

    @property
    def needs_look_up(self) -> bool:
        """Once claimed, every attempt but the first begins with a look-up at the carrier."""
        return self.attempts > 1

    @property
    def may_have_gone(self) -> bool:
        """Whether its reader may have it, though it may have come back."""
        return self.was_in_doubt or self.state not in {State.PENDING, State.DEAD, State.DROPPED}

    @property
    def is_yet_to_go(self) -> bool:
        """Whether it waits, to be put into words as things stand then."""
        return self.state is State.PENDING and not self.was_in_doubt

    @property
    def revision(self) -> str:
        """It differs whenever the message has come to another state, or to the same one anew."""
        return f"{self.state}-{self.attempts}{_ANEW * self._times_anew}"

    @property
    def mail_name(self) -> str:
        """What its mail is to be called before the domain; RFC 5322, 3.6.4: one name is of one version.

        Written anew after a bounce it is another mail, and so it is where its first words may lie with its reader.
        """
        name = f"{self.id}.{self._times_anew}" if self._times_anew else self.id
        return f"{name}.r{self.attempts}" if self.was_in_doubt and self.content is None else name

    @property
    def failed_by(self) -> datetime:
        """By when, at the latest, the last attempt had failed."""
        waited = retry_at(self.attempts, self.key, self.next_attempt_at) - self.next_attempt_at
        return self.next_attempt_at - waited

    def claim(self, lease_until: datetime) -> None:
        self._become(State.CLAIMED)
        self.attempts += 1
        self.lease_until = lease_until

    def put_off(self, until: datetime, fault: str | None = None) -> None:
        """It waits, unclaimed, for an hour at which it may be handed over, or for what the fault says."""
        self.next_attempt_at = until
        self.fault = fault or self.fault

    def address(self, name: str, email: str, language: str) -> None:
        """Somebody else is to have it, as long as its words are not made."""
        if self.content is None:
            self.recipient_name, self.recipient_email, self.language = name, email, language

    def freeze(self, content: bytes, message_id: str) -> None:
        if self.content is not None:
            raise AlreadyFrozen(self.key)
        self.content = content
        self.message_id = message_id

    def settle(self, now: datetime) -> None:
        self._become(State.SENT)
        self.sent_at = now
        self.fault = None

    def forget_words(self) -> None:
        """Keep that it was sent, and no longer what: sent anew, it is put into words anew."""
        if self.state in _AT_REST:
            self.content = None

    def fail(self, fault: str, retry_after: timedelta | None, now: datetime) -> None:
        """Nothing went out: try again, no sooner than the carrier wishes, with words derived anew.

        What was once in doubt may lie with its reader, so it keeps its bytes.
        """
        self._become(State.PENDING)
        if not self.was_in_doubt:
            self.content = None
        self.fault = fault
        self.next_attempt_at = max(retry_at(self.attempts, self.key, now), now + (retry_after or timedelta()))

    def doubt(self, fault: str, retry_after: timedelta | None, now: datetime) -> None:
        self._become(State.IN_DOUBT)
        self.was_in_doubt = True
        self.fault = fault
        self.next_attempt_at = max(retry_at(self.attempts, self.key, now), now + (retry_after or timedelta()))

    def reword(self, now: datetime, *, was_looked_up: bool) -> None:
        """Its words no longer hold, and it had not gone out; where that can't be looked up it stays in doubt."""
        self._become(State.PENDING)
        self.content = None
        self.was_in_doubt = self.was_in_doubt and not was_looked_up
        self.next_attempt_at = now

    def hold(self, fault: str, until: datetime) -> None:
        """Nothing went out, and nothing will before a person has decided something."""
        self._become(State.PENDING)
        self.fault = fault
        self.next_attempt_at = until

    def try_alone(self, now: datetime) -> None:
        """It was refused together with others: each is tried by itself, so that one doesn't spoil the rest."""
        self._become(State.PENDING)
        self.is_alone = True
        self.next_attempt_at = now

    def lose_lease(self, now: datetime) -> None:
        """Whoever had it is gone, perhaps after handing it over."""
        if self.lease_until is not None and now < self.lease_until:
            raise LeaseStillHeld(self.lease_until)
        self._become(State.IN_DOUBT)
        self.was_in_doubt = True
        self.fault = "lease_ended"
        self.next_attempt_at = now

    def refuse(self, fault: str) -> None:
        self._become(State.DEAD)
        self.fault = fault

    def drop(self, fault: str) -> None:
        """It is no longer true. From in doubt it is claimed and looked up first."""
        self._become(State.DROPPED)
        self.fault = fault

    def bounce(self, status: str) -> None:
        """The recipient's server sent it back, with a status such as 5.1.1 (RFC 3463)."""
        self._become(State.BOUNCED)
        self.fault = status

    def revive(self, now: datetime) -> None:
        """A person has it sent after all, in words derived anew; what came back is another mail than the first."""
        if self.state is State.BOUNCED:
            self.key, self.attempts = f"{self.key}{_ANEW}", 0
        self._become(State.PENDING)
        self.content = None
        self.next_attempt_at = now

    def hurry(self, now: datetime) -> None:
        """It waits and is tried at once."""
        self.next_attempt_at = now

    def find_unsent(self, now: datetime) -> None:
        """A person has looked: it did not go out, and is sent as it was written."""
        self._become(State.PENDING)
        self.next_attempt_at = now

    @property
    def _times_anew(self) -> int:
        return len(self.key) - len(self.key.rstrip(_ANEW))

    def _become(self, wanted: State) -> None:
        if wanted not in TRANSITIONS[self.state]:
            raise WrongTransition(self.state, wanted)
        self.state = wanted
        self.lease_until = None


def retry_at(attempt: int, key: str, now: datetime) -> datetime:
    """Wait twice as long each time, at most an hour; the key spreads those that failed together."""
    wait = min(_FIRST_WAIT * (1 << min(max(attempt, 1) - 1, _MOST_DOUBLINGS)), _LONGEST_WAIT)
    digest = hashlib.sha256(f"{key} {attempt}".encode()).digest()
    share = int.from_bytes(digest[:4]) / 2**32
    return now + wait * (0.75 + share / 4)
