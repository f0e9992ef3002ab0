"""The story as it is read: what people did, what the service then did by itself, and readiness as it changes."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from textwrap import wrap
from typing import Any

from rich.console import Console
from rich.text import Text

from agenda.access import CLOCK
from agenda.forum.accession import Accession
from agenda.forum.topic import Topic
from notifications.dates import date_in_words
from notifications.reason import reason_in_words
from service.app import Service
from service.cli.readiness_table import readiness_table
from service.database.listing import channels_of_sent
from service.demo.channel import NAMES as CHANNEL_NAMES
from service.demo.channel import DemoChannel
from service.demo.deed import Deed as PersonsDeed
from service.shown.about import about_in_words
from service.shown.deed_words import DEEDS
from service.shown.readiness import ReadinessShape
from service.workflow.upcoming import Deed, deeds_between

LANGUAGE = "da"
CLOCK_NAME = "Uret"
MOST_NAMES = 4
NAMES = 15  # columns for who, after the clock
INDENT = 7 + NAMES
STYLES = {"svaret": "green", "klar": "green", "venter": "yellow"} | dict.fromkeys(
    ("mangler!", "overskredet", "rettes"), "red"
)


@dataclass
class Timeline:
    """`names` says who is behind an address; `_told` is what was told of the present moment already."""

    console: Console
    service: Service
    names: Mapping[str, str]
    _day: date | None = None
    _moment: datetime | None = None
    _told: Counter[Deed] = field(default_factory=Counter)
    _tables: dict[str, Any] = field(default_factory=dict)
    _is_spaced: bool = False

    def begin(self, channel: DemoChannel) -> None:
        """Say how the parties are called from here on, and over what people are told."""
        named = self.service.settings.parties
        width = max(4, *map(len, named))
        for party_id, name in named.items():
            self.console.print(f"  {party_id:<{width}} {name}", markup=False)
        self.console.print(
            "  Tegn ved en sag: ! haster, b barn, » overført fra et tidligere møde", markup=False
        )
        if not channel.is_folder:
            by = f", fra postkassen {channel.organiser}" if channel.organiser else ""
            over = f"{CHANNEL_NAMES[channel.name]}, {channel.url}{by}"
            self.console.print(f"  Kanal: {over}", markup=False, soft_wrap=True)

    def persons_deed(self, deed: PersonsDeed, told: str) -> None:
        self._line(deed.at, Text(deed.who, style="bold"), _ended(told))

    def clocks_deeds(self, now: datetime) -> bool:
        """Tell what was done by itself at this moment and not told yet; say whether there was any."""
        if now != self._moment:
            self._moment, self._told = now, Counter()
        with self.service.sessions() as session:
            found = Counter(deeds_between(session, now, now))
            channels = channels_of_sent(session, now)
        fresh = sorted((found - self._told).elements(), key=_in_order)
        self._told = found
        for (what, about, why), alike in groupby(fresh, key=lambda deed: (deed.what, deed.about, deed.why)):
            channel = CHANNEL_NAMES.get(channels.get((what, about), ""))
            over = f" over {channel}" if channel else ""
            told = f"{DEEDS[what]}{self._to(alike)}{over} ({self._about(about)}): {reason_in_words(why, LANGUAGE)}"
            self._line(now, Text(CLOCK_NAME, style="cyan"), _ended(told))
        return bool(fresh)

    def readiness(self, shown: ReadinessShape, body: str) -> None:
        """Show the table if a case or an answer has changed it."""
        state = [(case.reference, case.readiness, [c.state for c in case.cells]) for case in shown.cases]
        if state and self._tables.get(shown.meeting.id) != state:
            self._tables[shown.meeting.id] = state
            self._table(shown, body, with_missing=False)

    def end(self, shown: ReadinessShape, body: str) -> None:
        """Show where the coming meeting stands, with who is missing since when."""
        self._table(shown, body, with_missing=True)

    def _table(self, shown: ReadinessShape, body: str, *, with_missing: bool) -> None:
        self._space()
        for line in readiness_table(body, shown, self.service.settings.calendar.time_zone).splitlines():
            if with_missing or not line.startswith(("  ", "Fremmøde")):
                self.console.print(_coloured(f"    {line}"))
        self._is_spaced = False
        self._space()

    def _space(self) -> None:
        if not self._is_spaced:
            self.console.print()
        self._is_spaced = True

    def _line(self, at: datetime, who: Text, told: str) -> None:
        local = at.astimezone(self.service.settings.calendar.time_zone)
        if local.date() != self._day:
            self._day = local.date()
            week = f"(uge {local.isocalendar().week})"
            self._space()
            self.console.print(f"[bold]{date_in_words(self._day, LANGUAGE).capitalize()}[/] {week}")
        self._is_spaced = False
        clock = f"{local.hour}.{local.minute:02}"
        first, *rest = wrap(told, self.console.width - INDENT, break_long_words=False)
        self.console.print(Text(f" {clock:>5} "), who, Text(" " * max(NAMES - len(who), 1) + first), sep="")
        for line in rest:
            self.console.print(" " * INDENT + line, markup=False)

    def _to(self, alike: Iterable[Deed]) -> str:
        names = sorted({self.names.get(deed.to, deed.to) for deed in alike if deed.to})
        if not names:
            return ""
        rest = len(names) - MOST_NAMES
        return f" til {', '.join(names[:MOST_NAMES])}" + (f" og {rest} til" if rest > 0 else "")

    def _about(self, about: str) -> str:
        with self.service.unit(CLOCK) as unit:
            topic, accession = unit.session.get(Topic, about), unit.session.get(Accession, about)
            if topic or accession:
                return f"»{topic.title}«" if topic else "tiltrædelsen"
            return about_in_words(unit, about)


def _ended(told: str) -> str:
    """A sentence that ends in an abbreviation or in what somebody said has its full stop."""
    return told if told.endswith((".", "«")) else f"{told}."


def _in_order(deed: Deed) -> tuple[bool, str, str, str]:
    """What was done first, then who was told."""
    return (bool(deed.to), deed.what, deed.about, deed.why)


def _coloured(line: str) -> Text:
    text = Text(line)
    for words, style in STYLES.items():
        text.highlight_regex(rf"\b{words}", style)
    return text
