"""Plays time: the service ticks at every moment something is due, as its timer would let it."""

import random
import secrets
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from service.app import Service

TRIED_AGAIN_AFTER = timedelta(minutes=1)


@dataclass
class DrivenClock:
    now: datetime

    def __call__(self) -> datetime:
        return self.now


def seeded_ids(seed: int) -> Callable[[], str]:
    """The same ids in the same order for the same seed."""
    return _ids(random.Random(seed))  # noqa: S311 - ids of a played story, no secrets


def fresh_ids(seed: int) -> Callable[[], str]:
    """Ids that no other playing of the same seed has had."""
    return _ids(random.Random(f"{seed} {secrets.token_hex()}"))  # noqa: S311 - likewise


def _ids(source: random.Random) -> Callable[[], str]:
    return lambda: uuid.UUID(int=source.getrandbits(128), version=4).hex


@dataclass(frozen=True)
class Player:
    """`watch` is called after every tick."""

    service: Service
    clock: DrivenClock
    watch: Callable[[datetime], None]

    def play_until(self, moment: datetime) -> None:
        """Do all that falls due on the way, and stand at the moment."""
        due_at = self.tick()
        while due_at is not None and due_at <= moment:
            late = self.clock.now + TRIED_AGAIN_AFTER
            self.clock.now = due_at if due_at > self.clock.now else late
            due_at = self.tick()
        self.clock.now = max(moment, self.clock.now)

    def tick(self) -> datetime | None:
        due_at = self.service.tick()
        self.watch(self.clock.now)
        return due_at
