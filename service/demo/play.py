"""Plays the story from its first day to the moment it ends at."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn

from agenda.access import Room
from service.app import Service, Surroundings, open_service
from service.demo import answering, concerns, deciding, disturbances, forum, minuting, planning
from service.demo.cast import Cast, cast_of
from service.demo.channel import POLL_MINUTES, DemoChannel
from service.demo.deed import Deed
from service.demo.desk import Desk
from service.demo.patience import Patience, PatientChannels
from service.demo.people import example_people, names_by_address
from service.demo.player import DrivenClock, Player, fresh_ids, seeded_ids
from service.demo.schedule import Schedule, schedule
from service.demo.settings_file import begun_earlier, write_settings
from service.demo.timeline import Timeline
from service.settings.load import Tree, settings_of
from service.settings.tables import Settings
from service.shown.readiness import ReadinessShape
from service.web.application import create_app

KEPT_AT_HAND = ("prepared", "coming")


@dataclass(frozen=True)
class Stage:
    """Where the story is played, and who watches. Settings are read from the environment, and from what was given."""

    folder: Path
    environ: Mapping[str, str]
    console: Console
    progress: Console
    channel: DemoChannel = field(default_factory=DemoChannel)
    patience: Patience = field(default_factory=Patience)
    given: Tree = field(default_factory=dict)


@dataclass(frozen=True)
class Played:
    """The service at the end of the story, the coming meeting's id, and the settings file if it has one of its own."""

    service: Service
    coming: str
    config: Path | None
    channel: DemoChannel
    patience: Patience


@dataclass
class Watching:
    """Called after every tick: tells what was done by itself, and shows readiness when it may have changed."""

    desk: Desk
    timeline: Timeline
    progress: Progress
    task: TaskID
    is_changed: bool = False

    def __call__(self, now: datetime) -> None:
        if self.timeline.clocks_deeds(now) or self.is_changed:
            self.show_readiness()
        self.progress.update(self.task, completed=(now - self.desk.schedule.begins_at).total_seconds())

    def show_readiness(self) -> None:
        self.is_changed = False
        for name in KEPT_AT_HAND:
            if name in self.desk.known:
                self.timeline.readiness(self.readiness_of(name), self.body)

    def readiness_of(self, name: str) -> ReadinessShape:
        return ReadinessShape.model_validate(self.desk.get(f"/readiness?meeting={self.desk.known[name]}"))

    @property
    def body(self) -> str:
        settings = self.desk.service.settings
        return settings.bodies[settings.cases.body].name


class NoStory(ValueError):
    """With these settings the weeks can't be played: names the key and the remedy."""


def play(stage: Stage, seed: int, until: datetime) -> Played:
    settings = settings_of(stage.given, stage.environ)
    check_playable(settings)
    days = schedule(settings, until)
    given = begun_earlier(stage.given, settings, days.anchor) if days.is_anchor_moved else stage.given
    config = write_settings(stage.folder, given, stage.channel.file)
    clock = DrivenClock(days.begins_at)
    service = _opened(stage, config, clock, seed)
    cast = cast_of(settings)
    people = example_people(days.begins_at.date(), settings, cast, stage.channel.organiser)
    desk = Desk(service, create_app(service).test_client(), days, people, cast)
    with _progress(stage.progress) as progress:
        task = progress.add_task("", total=(until - days.begins_at).total_seconds())
        timeline = Timeline(stage.console, service, names_by_address(people, cast))
        watching = Watching(desk, timeline, progress, task)
        timeline.begin(stage.channel)
        deeds = story(days, cast, is_answered_by_mail=stage.channel.is_folder)
        _play(deeds, Player(service, clock, watching), watching)
    return Played(service, desk.known["coming"], config, stage.channel, stage.patience)


def check_playable(settings: Settings) -> None:
    """Raises NoStory."""
    if Room.CASES not in settings.rooms:
        raise NoStory(
            f"bodies.{settings.cases.body}.active: the demo plays cases, so let their body be active"
        )
    if not set(settings.parties) - set(settings.cases.not_asked_for_children_under_15):
        raise NoStory("cases.not_asked_for_children_under_15: leave out at least one of [parties]")
    if settings.cases.police_clearance and settings.cases.police_party not in settings.parties:
        raise NoStory("cases.police_party: name one of [parties], or set police_clearance = false")


def story(days: Schedule, cast: Cast, *, is_answered_by_mail: bool = True) -> list[Deed]:
    """What people do, in order, as far as there is time for it."""
    found = [
        *planning.deeds(days, is_answered_by_mail=is_answered_by_mail),
        *concerns.deeds(days, cast),
        *answering.deeds(days, cast),
        *deciding.deeds(days, cast),
        *minuting.deeds(days, cast),
        *(forum.deeds(days) if days.forum_on else []),
        *disturbances.deeds(days, cast),
    ]
    return sorted((deed for deed in found if deed.at < days.until), key=lambda deed: deed.at)


def _opened(stage: Stage, config: Path | None, clock: DrivenClock, seed: int) -> Service:
    """A mailbox remembers the ids of earlier demos, so there they are new each time."""
    if stage.channel.is_folder:
        return open_service(Surroundings(stage.folder, config, stage.environ, clock, seeded_ids(seed)))
    environ = {**stage.environ, "MOEDEKLAR_MAIL_POLL_MINUTES": POLL_MINUTES}
    service = open_service(Surroundings(stage.folder, config, environ, clock, fresh_ids(seed)))
    return replace(service, channels=PatientChannels(service.channels, stage.patience))


def _play(deeds: list[Deed], player: Player, watching: Watching) -> None:
    for deed in deeds:
        player.play_until(deed.at)
        watching.timeline.persons_deed(deed, deed.do(watching.desk))
        watching.is_changed = True
        player.tick()
    player.play_until(watching.desk.schedule.until)
    watching.timeline.end(watching.readiness_of("coming"), watching.body)


def _progress(console: Console) -> Progress:
    """Drawn on a terminal and nowhere else."""
    columns = (TextColumn("Spiller tiden"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"))
    return Progress(
        *columns,
        console=console,
        transient=True,
        disable=not console.is_terminal,
        redirect_stdout=False,
        redirect_stderr=False,
    )
