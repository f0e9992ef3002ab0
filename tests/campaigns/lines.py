"""The channels that a campaign sends over: a server of its own, its weather, and what its wire log says."""

from contextlib import contextmanager
from dataclasses import dataclass
from random import Random

from tests.campaigns.stormy_smtp import StormySmtp
from tests.doubles.ews.__main__ import PASSWORD, USER
from tests.doubles.running import RunningDouble, ews_double, graph_double
from tests.doubles.smtp import serving
from tests.doubles.wire_log import read_journal

HANG_SECONDS = 0.2


@dataclass
class CalendarLine:
    """To a server that keeps calendars. `rate` is that of one request; an attempt takes several."""

    name: str
    double: RunningDouble
    settings: str
    rate: float

    def storm(self, seed):
        self.double.faults(seed=seed, rate=self.rate, hang_seconds=HANG_SECONDS, retry_after=1.0)

    def calm(self):
        self.double.faults()

    def asked(self):
        """How many requests there were so far."""
        return _lines(self.double.folder / "requests.jsonl")

    def wire(self):
        return read_journal(self.double.folder / "wire.jsonl")

    def told(self):
        return _lines(self.double.folder / "wire.jsonl")

    def operations(self):
        """Each request by which anybody was told: a revision of an entry, or a mail."""
        return len({mail["request"] for mail in self.wire()})


@dataclass
class MailLine:
    """To a mail server; a conversation is an attempt."""

    name: str
    double: StormySmtp
    settings: str
    rate: float

    def storm(self, seed):
        self.double.rate, self.double.chance = self.rate, Random(seed)

    def calm(self):
        self.double.rate = 0.0

    def asked(self):
        return self.double.conversations

    def told(self):
        return len(self.double.deliveries)

    def operations(self):
        return len({delivery.message_id for delivery in list(self.double.deliveries)})


@contextmanager
def exchange(folder):
    with ews_double(folder) as double:
        settings = {"url": double.url, "user": USER, "password": PASSWORD, "auth": "basic"}
        table = "".join(f'{key} = "{value}"\n' for key, value in settings.items())
        yield CalendarLine("exchange", double, f"[ews]\n{table}plain_http_on_loopback = true\n", 0.25)


@contextmanager
def graph(folder):
    with graph_double(folder) as double:
        yield CalendarLine("graph", double, f'[graph]\nurl = "{double.url}"\n', 0.43)


@contextmanager
def smtp(_folder):
    with serving(StormySmtp()) as double:
        settings = f'[smtp]\nhost = "127.0.0.1"\nport = {double.port}\nsecurity = "plain"\n'
        yield MailLine("smtp", double, settings, 0.75)


LINES = {"exchange": exchange, "graph": graph, "smtp": smtp}


def _lines(file):
    return file.read_bytes().count(b"\n") if file.exists() else 0
