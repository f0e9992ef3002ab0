"""The outbox's worker: at each organiser's mailbox it claims, sends with no transaction open, and settles."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import ClassVar

from sqlalchemy.orm import Session

from agenda.set_aside import Matter
from service.channels import Channels
from service.database import outbox
from service.database.due import PieceBroke
from service.database.meetings.questions import mailboxes_of_bodies
from service.workflow.composing import Derivers
from service.workflow.delivery import Claimed, ClaimedMail, Outcome, Turn, hand_over
from service.workflow.setting_aside import Broken, Shelf, cause_of, is_still_among, past_races
from service.workflow.unit import OpenUnit

LONGEST_RUN = timedelta(seconds=20)  # at one mailbox, before the clock's other work has its turn again
MAILBOXES = "mailboxes"


@dataclass(frozen=True)
class Handed:
    """What was handed over in one turn, and how that went."""

    turn: Turn
    claimed: Claimed
    outcome: Outcome

    @property
    def message_id(self) -> str:
        claimed = self.claimed
        return claimed.message_id if isinstance(claimed, ClaimedMail) else claimed.messages[0][0]


@dataclass(frozen=True)
class Post:
    """What breaks at a message is set aside with it, what breaks at a mailbox with the mailbox; all others go out.

    `clock` times each claim and what was sent: a lease that counted from the start of the run could end in its midst.
    """

    open_unit: OpenUnit
    derive: Derivers
    channels: Channels
    clock: Callable[[], datetime]
    worker: str
    shelf: Shelf
    handed: list[Handed]
    kinds: ClassVar[frozenset[str]] = frozenset({outbox.MESSAGES.kind, MAILBOXES})
    held: ClassVar[frozenset[str]] = kinds

    def deliver_all(self, now: datetime) -> None:
        with self.open_unit() as unit:
            bodies = mailboxes_of_bodies(unit.session, unit.settings.bodies)
        broken = {mailbox for mailbox in sorted(bodies) if not self._deliver(mailbox, bodies, now)}
        self.shelf.clear(outbox.MESSAGES.kind, outbox.MESSAGES.is_due, now)
        self.shelf.clear(MAILBOXES, is_still_among(broken), now)

    def _deliver(self, mailbox: str, bodies: Mapping[str, tuple[str, ...]], now: datetime) -> bool:
        """Whether the mailbox could be worked at. If not, what waits to go from it waits on."""
        turn = Turn(mailbox, bodies[mailbox], self.worker)
        try:
            self._take_turn(turn, now)
        except Exception as fault:  # noqa: BLE001 - it is put on the shelf, and told there
            matter = Matter(turn.body_ids[0], mailbox)
            until = self.shelf.put(Broken(MAILBOXES, mailbox, fault, lambda _session, _piece: matter), now)
            with self.open_unit() as unit:
                outbox.put_off_all(unit.session, turn.body_ids, until)
            return False
        return True

    def _take_turn(self, turn: Turn, now: datetime) -> None:
        began_at = self.clock()
        with self.open_unit() as unit:
            is_ours = turn.begin(unit, now)
        if not is_ours:
            return
        while is_ours and self.clock() - began_at < LONGEST_RUN:
            is_ours, claimed = past_races(partial(self._claim, turn))
            if claimed is not None:
                self._hand_over(turn, claimed)
        with self.open_unit() as unit:
            turn.end(unit)

    def _claim(self, turn: Turn) -> tuple[bool, Claimed | None]:
        try:
            with self.open_unit() as unit:
                return turn.claim(unit, self.derive, self.channels, self.clock())
        except PieceBroke as broke:
            self._set_aside(*cause_of(broke, ""))
            return True, None

    def settle_handed(self) -> None:
        """What can't be settled stays claimed until its lease ends, and is then looked up.

        What can't be as storage is away is kept in mind, and settled before anything else is done.
        """
        while self.handed:
            one = self.handed[0]
            try:
                past_races(partial(self._settle, one))
            except Exception as fault:  # noqa: BLE001 - it is put on the shelf, and told there
                self._set_aside(one.message_id, fault)
            self.handed.pop(0)

    def _hand_over(self, turn: Turn, claimed: Claimed) -> None:
        self.handed.append(Handed(turn, claimed, hand_over(self.channels, turn.mailbox, claimed)))
        self.settle_handed()

    def _settle(self, one: Handed) -> None:
        with self.open_unit() as unit:
            one.turn.settle(unit, one.claimed, one.outcome, self.clock())

    def _set_aside(self, message_id: str, fault: BaseException) -> None:
        self.shelf.put(Broken(outbox.MESSAGES.kind, message_id, fault, _matter), self.clock())


def _matter(session: Session, message_id: str) -> Matter:
    return outbox.of_message(session, message_id)
