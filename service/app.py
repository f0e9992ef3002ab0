"""The composition root: it joins settings, store, rules and carriers, and is the only place that reads the clock."""

import os
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import structlog
from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from agenda.access import CLOCK, Action, Actor, Room
from notifications.folder import FolderCarrier, FolderInbox
from service.channels import Channels, ConfiguredChannels
from service.database.cases.name_traces import known_among
from service.database.cases.questions import sealed_under
from service.database.engine import assert_durable, copy_in_memory, open_engine
from service.database.mapped import mapped
from service.database.migrations.upgrade import upgrade
from service.database.sealed import KeyOfAnother, Vault
from service.keys import MasterKey, master_key_at, read_master_key
from service.logs import told
from service.settings.load import load_settings
from service.settings.tables import Settings
from service.workflow import (
    at_start,
    bouncing,
    delivery,
    first_run,
    outage_words,
    previewing,
    rescheduling,
    upcoming,
)
from service.workflow.cases import words as case_words
from service.workflow.clockwork import Clockwork
from service.workflow.forum import topic_words
from service.workflow.forum import words as forum_words
from service.workflow.forum.gate import admitted_by_charter
from service.workflow.forum.topic_words import with_private_links
from service.workflow.meetings import agenda_words, minutes_words
from service.workflow.meetings import words as meeting_words
from service.workflow.meetings.agenda_versions import put_away_left_versions
from service.workflow.office import own_bodies
from service.workflow.outages import begin_tick, end_tick
from service.workflow.polling import Poll
from service.workflow.post import Post
from service.workflow.setting_aside import Shelf, past_races
from service.workflow.unit import Gate, OpenUnit, Unit
from service.works import names, works

log = structlog.get_logger()

KEY_FILE = "moedeklar.key"
DATABASE_FILE = "moedeklar.db"
OWNER_ALONE = 0o077


def system_clock() -> datetime:
    return datetime.now(UTC)


def random_id() -> str:
    return uuid.uuid4().hex


@dataclass(frozen=True)
class Surroundings:
    """Where the service stands: its working folder, a settings file, the environment, the clock."""

    folder: Path
    config: Path | None = None
    environ: Mapping[str, str] | None = None
    clock: Callable[[], datetime] = system_clock
    new_id: Callable[[], str] = random_id


@dataclass(frozen=True)
class Service:
    """Everything that runs: one per process. `sessions` opens a session on the store."""

    settings: Settings
    folder: Path
    engine: Engine
    master: MasterKey
    channels: Channels
    inbox: FolderInbox
    clock: Callable[[], datetime]
    new_id: Callable[[], str]
    worker: str
    sessions: Callable[[], Session]

    @contextmanager
    def unit(self, actor: Actor) -> Iterator[Unit]:
        """One transaction in the actor's name: committed at the end, undone if anything was refused."""
        with self.sessions() as session, session.begin():
            yield Unit(
                session, self.settings, Vault(self.master), actor, self.new_id, known_among, self._gates
            )

    @property
    def _gates(self) -> Mapping[str, Gate]:
        return {self.settings.forum.body: admitted_by_charter}

    @property
    def clockwork(self) -> Clockwork:
        post = Post(self._by_clock, DERIVE, self.channels, self.clock, self.worker, self._shelf)
        return Clockwork(self._by_clock, works(self.settings), post, self._shelf)

    def tick(self) -> datetime | None:
        """Read the inbox, then do what is due; return when the next thing is due."""
        now = self.clock()
        clockwork = self.clockwork
        begin_tick(self._by_clock, clockwork.works, now)
        has_more = self._poll.all(now)
        next_at = clockwork.tick(now)
        end_tick(self._by_clock, self.clock())
        return now if has_more else next_at

    @property
    def _by_clock(self) -> OpenUnit:
        return partial(self.unit, CLOCK)

    @property
    def _shelf(self) -> Shelf:
        return Shelf(self._by_clock, self.settings.watch.waits)

    @property
    def _poll(self) -> Poll:
        every = timedelta(minutes=self.settings.mail.poll_minutes)
        return Poll(self._shelf, self.channels, self.inbox, every)

    def know_names(self) -> None:
        """Before anything is told: the names of all cases are known in the way they are now looked for."""
        self.clockwork.do_all(names(self.settings), self.clock())

    def free_orphaned(self) -> None:
        """For a service that is alone on its store: what dead workers had claimed is in doubt at once."""
        with self.unit(CLOCK) as unit:
            delivery.free_orphaned(unit, self.clock())

    def follow_settings(self) -> None:
        """What other settings change of meetings ahead is derived anew, and their offices are told.

        What an earlier release left open at meetings that are over is closed by the rule that now holds.

        Each by itself: what can't be is logged, and keeps neither the others nor the service from starting.
        """
        now = self.clock()
        with self.unit(CLOCK) as unit:
            meeting_ids = rescheduling.with_deadlines(unit, now)
        for meeting_id in meeting_ids:
            self._follow(meeting_id, partial(rescheduling.follow_settings, meeting_id=meeting_id, now=now))
        if Room.CASES in self.settings.rooms:
            self._follow("", partial(rescheduling.follow_days, now=now))
        self._follow("", partial(put_away_left_versions, now=now))

    def _follow(self, meeting_id: str, verb: Callable[[Unit], None]) -> None:
        def do() -> None:
            with self.unit(CLOCK) as unit:
                verb(unit)

        try:
            past_races(do)
        except Exception as fault:  # noqa: BLE001 - a case that can't be read, say
            log.error("settings_not_followed", meeting=meeting_id, **told(fault))  # noqa: TRY400 - without its words

    def told_at_start(self) -> list[str]:
        """What the settings say that whoever starts the service should look at."""
        with self.unit(CLOCK) as unit:
            return at_start.to_be_told(unit, self.clock())

    def upcoming(self, days: int, actor: Actor) -> list[upcoming.Deed]:
        """What the service will do by itself for the actor's own bodies, played on the store and undone."""
        now = self.clock()
        with self.unit(actor) as unit:
            unit.allow(Action.READ_UPCOMING)
            own = own_bodies(unit)
        with _scratch(self.engine) as connection, _undone(connection):
            playing = partial(replace(self, sessions=partial(_nested, connection)).unit, CLOCK)
            shelf = Shelf(playing, upcoming.NEVER)
            rehearsal = upcoming.Rehearsal(playing, DERIVE, shelf)
            clockwork = Clockwork(playing, works(self.settings), rehearsal, shelf)
            with _nested(connection) as session:
                played = upcoming.play_ahead(clockwork, session, days, now)
                return [deed for deed in played if deed.body_id in own]

    def preview(self, meeting_id: str, change: previewing.Change, actor: Actor) -> previewing.Preview:
        """What a change of a meeting would do, done on the store and undone; its refusals are raised."""
        now = self.clock()
        with self.unit(actor) as unit:
            references = previewing.references_on(unit, meeting_id, now)
        with _scratch(self.engine) as connection, _undone(connection):
            playing = partial(replace(self, sessions=partial(_nested, connection)).unit, actor)
            with playing() as unit:
                before = previewing.standing(unit, meeting_id, references, now)
                change(unit, now)
            with playing() as unit:
                return previewing.Preview(before, previewing.standing(unit, meeting_id, references, now))


DERIVE = with_private_links(
    {
        **meeting_words.DERIVE,
        **agenda_words.DERIVE,
        **minutes_words.DERIVE,
        **case_words.DERIVE,
        **topic_words.DERIVE,
        **forum_words.DERIVE,
        **bouncing.DERIVE,
        **outage_words.DERIVE,
    }
)


def open_service(surroundings: Surroundings) -> Service:
    """Open the store, made and brought up to date if need be, and join everything.

    Raises SettingsFaults, BadMasterKey, KeyOfAnother, UnknownVersion or NotDurable in words for whoever starts it.
    """
    environ = dict(surroundings.environ or {})
    settings = load_settings(surroundings.config, environ)
    folder = surroundings.folder
    os.umask(OWNER_ALONE)  # database, key and outbox are nobody else's to read
    folder.mkdir(parents=True, exist_ok=True)
    mapped()
    engine = open_engine(settings.database_url or f"sqlite:///{folder / DATABASE_FILE}")
    upgrade(engine)
    assert_durable(engine)
    _sweep(folder / settings.mail.outbox, settings, surroundings.clock())
    service = Service(
        settings=settings,
        folder=folder,
        engine=engine,
        master=_master_key(settings, folder / KEY_FILE, engine),
        channels=ConfiguredChannels(settings, folder),
        inbox=FolderInbox(folder / settings.mail.inbox),
        clock=surroundings.clock,
        new_id=surroundings.new_id,
        worker=random_id(),
        sessions=lambda: Session(engine, expire_on_commit=False),
    )
    with service.unit(CLOCK) as unit:
        first_run.set_up(unit, service.clock())
    service.know_names()
    return service


def _master_key(settings: Settings, file: Path, engine: Engine) -> MasterKey:
    """The key that the cases are sealed under; a new one is made only where there are none yet."""
    with Session(engine) as session:
        known = sealed_under(session)
    if not settings.master_key and known and not file.exists():
        raise KeyOfAnother
    master = read_master_key(settings.master_key) if settings.master_key else master_key_at(file)
    if known - {master.id}:
        raise KeyOfAnother
    return master


@contextmanager
def _scratch(engine: Engine) -> Iterator[Connection]:
    """A connection to play on: SQLite has one writer, so it is spared by a copy in memory."""
    store = engine if engine.dialect.name != "sqlite" else copy_in_memory(engine)
    with store.connect() as connection:
        yield connection


def _sweep(outbox: Path, settings: Settings, now: datetime) -> None:
    """The outbox folder without the drafts of those whose lease has ended."""
    FolderCarrier(outbox).sweep(now - timedelta(seconds=settings.mail.lease_seconds))


@contextmanager
def _undone(connection: Connection) -> Iterator[None]:
    outer = connection.begin()
    try:
        yield
    finally:
        outer.rollback()


def _nested(connection: Connection) -> Session:
    return Session(connection, join_transaction_mode="create_savepoint", expire_on_commit=False)
