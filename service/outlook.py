"""What comes by itself, for whoever looks: each actor is told of their own bodies, of what was played for all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from agenda.access import Action, Actor, check, check_open
from service.settings.tables import Settings
from service.workflow.foresight import Foresight, Foretold, Stage
from service.workflow.office import bodies_seen_to


@dataclass(frozen=True)
class Outlook:
    settings: Settings
    clock: Callable[[], datetime]
    foresight: Foresight
    stage: Stage

    def told(self, days: int, actor: Actor) -> Foretold:
        """Played first, where something has changed."""
        own, now = self._own(actor), self.clock()
        until = now + timedelta(days=days)
        return self.foresight.renewed(self.stage, until, now).told(own, until)

    def told_at_once(self, days: int, actor: Actor) -> Foretold | None:
        """As it was last played, waiting for nobody; None where it was not, or not so far ahead."""
        own, until = self._own(actor), self.clock() + timedelta(days=days)
        last = self.foresight.last
        return None if last is None or last.until < until else last.told(own, until)

    def renew(self, days: int) -> None:
        now = self.clock()
        self.foresight.renewed(self.stage, now + timedelta(days=days), now)

    def _own(self, actor: Actor) -> frozenset[str]:
        check(actor, Action.READ_UPCOMING)
        check_open(Action.READ_UPCOMING, self.settings.rooms)
        return bodies_seen_to(self.settings, actor)
