"""One campaign over one channel: a real service, its server in bad weather, and kills at any moment."""

from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from threading import Event
from time import monotonic

from served import Served

from agenda.access import actor_named
from service.app import Surroundings, open_service
from service.web.authentication import token_for
from tests.campaigns.hurry import Hurry
from tests.campaigns.lines import LINES
from tests.campaigns.outbox_journal import OutboxJournal
from tests.campaigns.progress import Progress
from tests.campaigns.secretariat import Secretariat

SETTINGS = """
[mail]
carrier = "{channel}"
lease_seconds = 24
timeout_seconds = 3
poll_minutes = 1
mails_a_minute = 10000
failures_before_rest = 100

[invitations]
weeks_ahead = 52
edit_pause_minutes = 1

{server}
"""
LONGEST_WAIT = 3
MOST_WAITING = 12
SETTLED_WITHIN = 240


@dataclass(frozen=True)
class Size:
    """How much is to be done before the weather clears."""

    operations: int
    kills: int
    members: int


@dataclass
class Campaign:
    line: object
    served: Served
    journal: OutboxJournal
    secretariat: Secretariat
    chance: Random
    progress: Progress
    kills: int = 0

    def play(self, size, seed):
        self.served.start().up()
        self.line.storm(seed)
        self.secretariat.open(size.members)
        with Hurry(self.journal.database, self.secretariat.look):
            while self.line.operations() < size.operations or self.kills < size.kills:
                self._go_on(size)
                self.progress.tell(self, size)
            self.progress.end(self)
            self.line.calm()
            _wait(lambda: not self.journal.unsettled(), SETTLED_WITHIN, every=0.05)
        assert self.journal.unsettled() == []
        self.served.stop()

    def _go_on(self, size):
        self.secretariat.act()
        is_kill_due = self.kills * size.operations <= self.line.operations() * size.kills
        if is_kill_due and self.kills < size.kills:
            self._kill()
        else:
            _wait(lambda: len(self.journal.unsettled()) < MOST_WAITING, every=0.05)

    def _kill(self):
        """When the server has been asked, or somebody was told, so many times more, or after a while."""
        asked, told = self.line.asked(), self.line.told()
        more, pause = self.chance.randint(1, 9), self.chance.random() / 2
        aims = [
            lambda: self.line.asked() >= asked + more,
            lambda: self.line.told() >= told + more % 3 + 1,
            lambda: Event().wait(pause) or True,
        ]
        _wait(self.chance.choice(aims))
        self.served.kill()
        self.kills += 1
        self.served.start().up()


@contextmanager
def campaign(channel, folder, seed, say):
    """A service that nobody has told anything yet, and the server it sends over; `say` is told how it gets on."""
    with LINES[channel](folder) as line:
        config = folder / "settings.toml"
        config.write_text(SETTINGS.format(channel=channel, server=line.settings), encoding="utf-8")
        home = folder / "vink"
        service = open_service(Surroundings(home, config))
        service.engine.dispose()
        journal = OutboxJournal(home)
        journal.open()
        served = Served(home, MOEDEKLAR_CONFIG=str(config))
        tokens = [token_for(service, actor_named(role)) for role in ("secretariat", "forum")]
        chance = Random(seed)
        secretariat = Secretariat(served, tokens, chance)
        try:
            yield Campaign(line, served, journal, secretariat, chance, Progress(say))
        finally:
            served.stop()


def _wait(done, seconds=LONGEST_WAIT, every=0.005):
    deadline = monotonic() + seconds
    while not done() and monotonic() < deadline:
        Event().wait(every)
