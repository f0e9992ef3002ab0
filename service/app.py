"""The composition root: it joins settings, store, rules, carriers and the clock."""

import os
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import structlog
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from agenda.access import CLOCK, Actor, Room
from notifications.folder import FolderCarrier, FolderInbox
from service.channels import Channels, ConfiguredChannels
from service.database.away import StorageAway, StorageWatch
from service.database.cases.name_traces import known_among
from service.database.engine import assert_durable, open_engine
from service.database.keeping_session import KeepingSession
from service.database.mapped import mapped
from service.database.meetings.questions import mailboxes_of_bodies
from service.database.migrations.upgrade import upgrade
from service.database.outbox import MESSAGES, of_bodies
from service.database.reads import Reads
from service.database.scratch import apart, nested, scratch, undone
from service.database.sealed import Vault
from service.database.sending import sending_off
from service.database.snapshots import SnapshotSession
from service.database.soundness import check_not_emptied, check_restored
from service.derivers import DERIVE
from service.keys import MasterKey
from service.logs import is_told_whole, told
from service.outlook import Outlook
from service.place import DATABASE_FILE, key_files, master_key_of
from service.settings.load import load_settings
from service.settings.tables import Settings
from service.stage import Stage
from service.system_clock import system_clock
from service.workflow import (
    at_start,
    delivery,
    first_run,
    previewing,
    rescheduling,
)
from service.workflow.clockwork import Clockwork, DueWork
from service.workflow.foresight import Foresight
from service.workflow.forum.gate import admitted_by_charter
from service.workflow.glance import Glance, Lookout
from service.workflow.meetings.agenda_versions import put_away_left_versions
from service.workflow.outages import begin_tick, end_tick
from service.workflow.polling import Poll
from service.workflow.post import Handed, Post
from service.workflow.setting_aside import Shelf, past_races
from service.workflow.unit import Gate, Opening, OpenUnit, Unit
from service.workflow.upcoming import Deed
from service.works import names, works

log = structlog.get_logger()

OWNER_ALONE = 0o077


def random_id() -> str:
    """One that the log tells whole: it is drawn anew where it could be taken for somebody's number."""
    drawn = uuid.uuid4().hex
    return drawn if is_told_whole(drawn) else random_id()


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
    """Everything that runs: one per process. `sessions` opens a session on the store, `snapshots` one to read in.

    `handed` is what was handed over and not yet settled; it outlives the tick in which the storage went away.
    """

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
    snapshots: Callable[[], SnapshotSession]
    reads: Reads
    storage: StorageWatch
    works: Sequence[DueWork]
    lookout: Lookout
    handed: list[Handed] = field(default_factory=list)
    foresight: Foresight = field(default_factory=Foresight)

    @contextmanager
    def unit(self, actor: Actor) -> Iterator[Unit]:
        """One transaction in the actor's name: committed at the end, undone if anything was refused."""
        with self.sessions() as session, session.begin():
            yield self._unit(session, actor)

    @contextmanager
    def reading(self, actor: Actor) -> Iterator[Unit]:
        """A snapshot to read in, which waits for nobody. What was read is recorded before this ends.

        Raises SQLAlchemyError where it can't be: then nothing of it is to be shown.
        """
        with self.snapshots() as session, session.begin():
            yield self._unit(session, actor)
        self.reads.keep(session.seen)

    def _units_on(self, actor: Actor, sessions: Callable[[], Session]) -> OpenUnit:
        """Units in the actor's name elsewhere than on the store itself."""
        return partial(replace(self, sessions=sessions).unit, actor)

    def _unit(self, session: Session, actor: Actor) -> Unit:
        return Unit(session, self.settings, Vault(self.master), actor, self.new_id, known_among, self._gates)

    @property
    def _gates(self) -> Mapping[str, Gate]:
        return {self.settings.forum.body: admitted_by_charter}

    @property
    def clockwork(self) -> Clockwork:
        return Clockwork(self._by_clock, self.works, self.lookout, self._post, self._shelf)

    def tick(self) -> datetime | None:
        """Read the inbox, then do what is due; return when the next thing is due.

        Where sending is off the mailboxes may be another service's, and nothing in them is read or marked.

        Raises StorageAway where something of it could not be read or written, though the rest was done.
        """
        now, faults = self.clock(), self.storage.faults
        self._post.settle_handed()
        clockwork = self.clockwork
        with self.reading(CLOCK) as unit:
            seen = clockwork.look_in(unit, now)
            mailboxes = mailboxes_of_bodies(unit.session)
        stood_still = begin_tick(self._by_clock, clockwork.works, self.settings, seen, now=now)
        opening = Opening(self._by_clock)
        has_more = not seen.is_sending_off and self._poll(opening, seen).all(mailboxes, now)
        is_as_seen = not (stood_still or opening.is_used)
        next_at = clockwork.tick(now, seen if is_as_seen else None)
        end_tick(self._by_clock, seen, self.clock(), is_proof=self.storage.is_away)
        self.storage.written(faults)
        if self.storage.is_away:
            raise StorageAway
        return now if has_more else next_at

    @property
    def _post(self) -> Post:
        return Post(self._by_clock, DERIVE, self.channels, self.clock, self.worker, self._shelf, self.handed)

    @property
    def _by_clock(self) -> OpenUnit:
        return partial(self.unit, CLOCK)

    @property
    def _shelf(self) -> Shelf:
        return Shelf(self._by_clock, self.settings.watch.waits)

    def _poll(self, opening: OpenUnit, seen: Glance) -> Poll:
        shelf = Shelf(opening, self.settings.watch.waits, is_known_empty=not seen.has_aside)
        every = timedelta(minutes=self.settings.mail.poll_minutes)
        return Poll(shelf, self.channels, self.inbox, every, self.settings.bodies, seen.is_watching)

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

    def is_sending_off(self) -> bool:
        """Since a restore, until a person turns it on: nothing is handed over, and no watchman told of it."""
        with self.snapshots() as session:
            return sending_off(session) is not None

    def told_at_start(self) -> list[str]:
        """What the settings say that whoever starts the service should look at."""
        with self.unit(CLOCK) as unit:
            return at_start.to_be_told(unit, self.clock())

    def upcoming(self, days: int, actor: Actor) -> list[Deed]:
        """What the service will do by itself for the actor's own bodies; played first, where something has changed."""
        return list(self.outlook.told(days, actor).deeds)

    @property
    def outlook(self) -> Outlook:
        stage = Stage(self.engine, self.snapshots, partial(self._units_on, CLOCK), self.works, self.lookout)
        return Outlook(self.settings, self.clock, self.foresight, stage)

    @contextmanager
    def rehearsal(self, actor: Actor) -> Iterator[OpenUnit]:
        """Units on a store apart that see each other and are all undone: nobody waits for them, nothing is kept."""
        with apart(self.engine) as connection:
            yield self._units_on(actor, partial(nested, connection))

    def preview(self, meeting_id: str, change: previewing.Change, actor: Actor) -> previewing.Preview:
        """What a change of a meeting would do, done on the store and undone; its refusals are raised."""
        now = self.clock()
        with self.unit(actor) as unit:
            references = previewing.references_on(unit, meeting_id, now)
        with scratch(self.engine) as connection, undone(connection):
            playing = self._units_on(actor, partial(nested, connection))
            with playing() as unit:
                before = previewing.standing(unit, meeting_id, references, now)
                change(unit, now)
            with playing() as unit:
                return previewing.Preview(before, previewing.standing(unit, meeting_id, references, now))


def open_service(surroundings: Surroundings) -> Service:
    """Open the store, made and brought up to date if need be, and join everything.

    Raises SettingsFaults, BadMasterKey, KeyOfAnother, UnknownVersion or NotDurable in words for whoever starts it.
    """
    environ, folder = dict(surroundings.environ or {}), surroundings.folder
    settings = load_settings(surroundings.config, environ)
    os.umask(OWNER_ALONE)  # database, key and outbox are nobody else's to read
    folder.mkdir(parents=True, exist_ok=True)
    mapped()
    engine = open_engine(settings.database_url or f"sqlite:///{folder / DATABASE_FILE}")
    keys = key_files(folder, engine)
    if engine.dialect.name == "sqlite":
        check_not_emptied(Path(engine.url.database or ""), keys[0])
    else:
        check_restored(engine)
    upgrade(engine)
    assert_durable(engine)
    _sweep(folder / settings.mail.outbox, settings, surroundings.clock())
    due, of_post = works(settings), MESSAGES.only(of_bodies(settings.bodies))
    service = Service(
        settings=settings,
        folder=folder,
        engine=engine,
        master=master_key_of(settings, keys, engine),
        channels=ConfiguredChannels(settings, folder),
        inbox=FolderInbox(folder / settings.mail.inbox),
        clock=surroundings.clock,
        new_id=surroundings.new_id,
        worker=random_id(),
        sessions=lambda: KeepingSession(engine, expire_on_commit=False),
        snapshots=lambda: SnapshotSession(engine, expire_on_commit=False),
        reads=Reads(engine),
        storage=StorageWatch(engine),
        works=due,
        lookout=Lookout([*(work.waiting for work in due), of_post], engine.dialect.name),
    )
    with service.unit(CLOCK) as unit:
        first_run.set_up(unit, service.clock())
    service.know_names()
    return service


def _sweep(outbox: Path, settings: Settings, now: datetime) -> None:
    """The outbox folder without the drafts of those whose lease has ended."""
    FolderCarrier(outbox).sweep(now - timedelta(seconds=settings.mail.lease_seconds))
