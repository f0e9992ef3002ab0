"""Web and timer under one command: gunicorn in front, one worker behind it, and nothing left when it is killed."""

import ctypes
import os
import signal
import socket
import sys
import time
from dataclasses import replace
from typing import Any, NoReturn

import structlog
from gunicorn.app.base import BaseApplication

from service.access_log import AccessLog
from service.app import DATABASE_FILE, Service, Surroundings, open_service
from service.lock import lock_beside
from service.logs import set_up_logs
from service.patience import PatientWorker
from service.settings.load import load_settings
from service.settings.tables import Settings
from service.timekeeping import Timekeeper
from service.web.application import create_app
from service.web.current import TIMEKEEPER, WAKE

log = structlog.get_logger()

PATIENCE_SECONDS = 5.0  # a killed predecessor may be on its way out
PAUSE_SECONDS = 0.1
THREADS = 8
BACKLOG = 256
BOOT_SECONDS = 90  # a worker may wait for the database this long before it is thought dead
PR_SET_PDEATHSIG = 1


class PortTaken(RuntimeError):
    """Another program listens where this one was to."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(f"port {port} of {host} is taken: end the other program, or give another by --port")
        self.host = host
        self.port = port


def serve(surroundings: Surroundings, port: int | None = None) -> NoReturn:
    """Serve until told to end. Raises what `open_service` raises, AlreadyServed and PortTaken.

    The processes started from here inherit lock and socket, so both are free only when all of them are gone.
    """
    set_up_logs()
    environ = dict(surroundings.environ or {})
    if port is not None:
        environ["MOEDEKLAR_WEB_PORT"] = str(port)  # links in mails lead there too
        surroundings = replace(surroundings, environ=environ)
    settings = load_settings(surroundings.config, environ)
    surroundings.folder.mkdir(parents=True, exist_ok=True)
    lock_beside(_database_of(settings, surroundings), PATIENCE_SECONDS)
    listening = _listen(settings.web.host, settings.web.port)
    # Migrations and first-run set-up: faults are told before anything runs. Connections don't survive a fork.
    service = open_service(surroundings)
    service.follow_settings()
    for said in service.told_at_start():
        log.warning("settings_to_look_at", said=said)
    service.engine.dispose()
    log.info(
        "serving", host=settings.web.host, port=listening.getsockname()[1], folder=str(surroundings.folder)
    )
    _Server(surroundings, listening).run()
    sys.exit(0)


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


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn ships no types
    """One worker process: its service, its timer. A worker that dies is replaced with its timer."""

    def __init__(self, surroundings: Surroundings, listening: socket.socket) -> None:
        self._surroundings = surroundings
        self._address = f"fd://{listening.detach()}"
        self._timekeeper: Timekeeper | None = None
        super().__init__()

    def load_config(self) -> None:
        """Nothing of gunicorn's own environment or files is read."""
        for name, value in self._configuration().items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """In the worker. The parent opened the service once, so a failure passes: the worker goes, the parent stays."""
        try:
            service = open_service(self._surroundings)
            return self._application(service)
        except Exception as fault:
            log.exception("worker_failed_to_start")
            time.sleep(1)
            raise SystemExit(1) from fault

    def _application(self, service: Service) -> Any:
        if service.engine.dialect.name == "sqlite":  # the lock says that nobody else delivers
            service.free_orphaned()
        self._timekeeper = Timekeeper(service)
        app = create_app(service)
        app.extensions[TIMEKEEPER] = self._timekeeper
        app.extensions[WAKE] = self._timekeeper.wake
        return app

    def _configuration(self) -> dict[str, Any]:
        return {
            "bind": self._address,
            "worker_class": PatientWorker,
            "workers": 1,
            "threads": THREADS,
            "backlog": BACKLOG,
            "timeout": BOOT_SECONDS,
            "proc_name": "moedeklar",
            "logger_class": AccessLog,
            "accesslog": "-",
            "control_socket_disable": True,
            "post_fork": self._die_with_parent,
            "post_worker_init": self._start_timer,
            "worker_exit": self._stop_timer,
        }

    def _die_with_parent(self, _arbiter: Any, worker: Any) -> None:
        """By itself a worker looks for its parent once a second, and not before it runs; Linux looks at once."""
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != worker.ppid:
            os._exit(1)

    def _start_timer(self, _worker: Any) -> None:
        assert self._timekeeper is not None
        self._timekeeper.start()

    def _stop_timer(self, _arbiter: Any, _worker: Any) -> None:
        if self._timekeeper is not None:
            self._timekeeper.stop()
