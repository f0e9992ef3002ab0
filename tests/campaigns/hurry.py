"""Time is short in a campaign: what waits to be tried again waits no longer, and a pause for edits ends in a second."""

import contextlib
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from threading import Event, Thread

import requests
from served import SOON

EVERY_SECONDS = 0.15
PAUSE = timedelta(seconds=59)  # of the minute that edits wait
NO_WAITING = """
UPDATE message SET next_attempt_at = :now
WHERE state IN ('pending', 'in_doubt') AND next_attempt_at > :now AND (attempts > 0 OR due_at <= :soon)"""
NO_REST = "UPDATE organiser_mailbox SET rests_until = NULL WHERE rests_until IS NOT NULL"


class Hurry:
    """A thread beside the campaign. Waits are the one thing that is changed under the service's hands."""

    def __init__(self, database, look):
        self._database, self._look = database, look
        self._over, self._thread = Event(), Thread(target=self._run)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        self._thread.join()

    def _run(self):
        while not self._over.wait(EVERY_SECONDS):
            if self._cut_short():
                with contextlib.suppress(requests.RequestException):
                    self._look()

    def _cut_short(self):
        now = datetime.now(UTC)
        moments = {"now": _stored(now), "soon": _stored(now + PAUSE)}
        with closing(sqlite3.connect(self._database, timeout=SOON)) as database, database:
            return sum(database.execute(statement, moments).rowcount for statement in (NO_WAITING, NO_REST))


def _stored(moment):
    return f"{moment:%Y-%m-%d %H:%M:%S.%f}"
