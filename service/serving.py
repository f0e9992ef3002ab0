"""Web and timer in one process under one command: when it is killed, nothing of it is left."""

import logging
import os
import resource
import signal
import socket
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import NoReturn

import structlog

from service.app import Service, Surroundings, open_service
from service.database.soundness import check_whole
from service.foreseer import Foreseer
from service.lines.bounds import Bounds
from service.lines.server import BACKLOG, Server
from service.lock import DatabaseLock
from service.logs import set_up_logs
from service.place import DATABASE_FILE, database_file
from service.settings.load import load_settings
from service.settings.tables import Settings
from service.timekeeping import Timekeeper
from service.web.application import create_app
from service.web.body import largest_bodies
from service.web.current import FORESEER, STUCK, TIMEKEEPER, WAKE

log = structlog.get_logger()

PATIENCE_SECONDS = 5.0  # a killed predecessor may be on its way out
PAUSE_SECONDS = 0.1
MOST_FILES = 4096  # open at once: a thousand lines, a file each that arrives, and the store's
TEMPORARY = "tmp"  # below the working folder: files on their way in or out, which have no name there


class PortTaken(RuntimeError):
    """Another program listens where this one was to."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(f"port {port} of {host} is taken: end the other program, or give another by --port")
        self.host = host
        self.port = port


def serve(surroundings: Surroundings, port: int | None = None, bounds: Bounds | None = None) -> NoReturn:
    """Serve until told to end. Raises what `open_service` raises, AlreadyServed and PortTaken."""
    set_up_logs()
    environ = dict(surroundings.environ or {})
    if port is not None:
        environ["MOEDEKLAR_WEB_PORT"] = str(port)  # links in mails lead there too
        surroundings = replace(surroundings, environ=environ)
    settings = load_settings(surroundings.config, environ)
    surroundings.folder.mkdir(parents=True, exist_ok=True)
    lock = DatabaseLock(_database_of(settings, surroundings))
    lock.take(PATIENCE_SECONDS)
    if (file := database_file(settings, surroundings.folder)) is not None:
        check_whole(file)
    listening = _listen(settings.web.host, settings.web.port)
    service = open_service(surroundings)
    lock.take_new()
    _make_ready(service)
    log.info(
        "serving", host=settings.web.host, port=listening.getsockname()[1], folder=str(surroundings.folder)
    )
    _run(service, listening, bounds or Bounds())


def _database_of(settings: Settings, surroundings: Surroundings) -> str:
    return settings.database_url or f"sqlite:///{surroundings.folder / DATABASE_FILE}"


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            return socket.create_server((host, port), family=family, backlog=BACKLOG)
        except OSError as fault:
            if time.monotonic() > deadline:
                raise PortTaken(host, port) from fault
        time.sleep(PAUSE_SECONDS)


def _make_ready(service: Service) -> None:
    service.follow_settings()
    for said in service.told_at_start():
        log.warning("settings_to_look_at", said=said)
    if service.engine.dialect.name == "sqlite":  # the lock says that nobody else delivers
        service.free_orphaned()
    _keep_temporary_files_in(service.folder / TEMPORARY)
    _allow_many_files()


def _keep_temporary_files_in(folder: Path) -> None:
    """Where the database is, and not where everybody's are."""
    folder.mkdir(exist_ok=True)
    tempfile.tempdir = str(folder)


def _allow_many_files() -> None:
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_FILES if most == resource.RLIM_INFINITY else min(MOST_FILES, most)
    if now != resource.RLIM_INFINITY and now < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def _run(service: Service, listening: socket.socket, bounds: Bounds) -> NoReturn:
    foreseer = Foreseer(service)
    timekeeper = Timekeeper(service, foreseer.wake)
    server = _server(service, timekeeper, foreseer, listening, bounds)
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda *_: server.end())
    timekeeper.start()
    foreseer.start()
    server.run()
    foreseer.stop()
    _end(service, server, timekeeper, bounds)


def _server(
    service: Service, timekeeper: Timekeeper, foreseer: Foreseer, listening: socket.socket, bounds: Bounds
) -> Server:
    app = create_app(service)
    largest = largest_bodies(app, service.settings.forum.largest_material)
    proxy = service.settings.web.trusted_proxy
    server = Server(app, listening, largest, trusted_proxy=proxy, bounds=bounds)
    app.extensions |= {TIMEKEEPER: timekeeper, FORESEER: foreseer, WAKE: timekeeper.wake}
    app.extensions[STUCK] = server.is_stuck
    return server


def _end(service: Service, server: Server, timekeeper: Timekeeper, bounds: Bounds) -> NoReturn:
    """What has begun is done, if there is time for it; else it is as after a kill, and taken up again."""
    deadline = time.monotonic() + bounds.ends
    stopping = Thread(target=timekeeper.stop, daemon=True)
    stopping.start()
    is_answered = server.finish()
    stopping.join(max(0.0, deadline - time.monotonic()))
    if is_answered and not stopping.is_alive():
        service.engine.dispose()
    else:
        log.warning("ended_before_all_was_done", requests=not is_answered, tick=stopping.is_alive())
    logging.shutdown()
    os._exit(0)  # Python itself would wait for every thread, and take seconds to tidy up
