"""Days that were played before are not played again: who begins as another did gets the store as it stood afterwards.

A service is a function of its store, its clock and its settings, so that the same deeds on a fresh store lead to the
same store. Each deed done by way of `Driven` is kept as what was asked; where days were played after just these deeds,
what they made is laid back instead. Whatever else touches store, folder, service or clock is seen, and ends it.
"""

import hashlib
import pickle
import sqlite3
from collections import OrderedDict
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime

from service.place import DATABASE_FILE

KEPT = 48  # stores of about a megabyte, in memory
UNKNOWN = None


class Numbers:
    """Ids that count up, and can go on where others stopped."""

    def __init__(self, prefix):
        self.prefix, self.given = prefix, 0

    def __call__(self):
        self.given += 1
        return f"{self.prefix}{self.given:06d}"


@dataclass(frozen=True)
class AsItStood:
    store: sqlite3.Connection
    files: dict[str, bytes]
    moment: datetime
    numbers: int
    given: object


class PlayedBefore:
    """What was played in this run, the latest last."""

    def __init__(self):
        self._kept = OrderedDict()

    def find(self, deeds):
        if deeds in self._kept:
            self._kept.move_to_end(deeds)
        return self._kept.get(deeds)

    def keep(self, deeds, stood):
        self._kept[deeds] = stood
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)[1].store.close()

    def forget(self):
        for stood in self._kept.values():
            stood.store.close()
        self._kept.clear()


class Past:
    """The deeds that led from a fresh store to what one service holds now, as long as they are all known."""

    def __init__(self, service, clock, numbers, before, beginning):
        self._service, self._clock, self._numbers, self._before = service, clock, numbers, before
        self._watch = sqlite3.connect(service.folder / DATABASE_FILE)
        self._deeds, self._is_within = "", False
        self._extend(beginning)
        self._seen = self._look()

    def close(self):
        self._watch.close()

    def done(self, driven, do, *asked):
        """Do it, and keep what was asked."""
        with self._led_by(driven, asked):
            return do()

    def played(self, driven, play, *asked):
        """Play it, or lay back what came of it when it was played after the same deeds."""
        with self._led_by(driven, asked) as is_known:
            stood = self._before.find(self._deeds) if is_known else None
            if stood:
                return self._lay_back(stood)
            given = play()
            if is_known:
                self._before.keep(self._deeds, self._as_it_stands(given))
            return given

    @contextmanager
    def _led_by(self, driven, asked):
        """Gives whether all is known that led here; what is done within a deed is part of it."""
        if self._is_within:
            yield False
            return
        if (
            driven.service is not self._service
            or driven.clock is not self._clock
            or self._look() != self._seen
        ):
            self._deeds = UNKNOWN
        self._extend((self._clock.now, *asked))
        self._is_within = True
        try:
            yield self._deeds is not UNKNOWN
        except BaseException:
            self._deeds = UNKNOWN
            raise
        finally:
            self._is_within = False
            self._seen = self._look()

    def _extend(self, asked):
        if self._deeds is UNKNOWN:
            return
        try:
            self._deeds = hashlib.sha256(self._deeds.encode() + pickle.dumps(asked)).hexdigest()
        except (pickle.PicklingError, AttributeError, TypeError):
            self._deeds = UNKNOWN

    def _look(self):
        """Changes with whatever is written by anybody else's connection, or laid into the folder."""
        (version,) = self._watch.execute("PRAGMA data_version").fetchone()
        stats = {path: path.stat() for path in self._files()}
        return version, {path: (stat.st_size, stat.st_mtime_ns) for path, stat in stats.items()}

    def _files(self):
        folder = self._service.folder
        return [path for path in folder.rglob("*") if path.is_file() and DATABASE_FILE not in path.name]

    def _as_it_stands(self, given):
        store = sqlite3.connect(":memory:")
        self._watch.backup(store)
        files = {str(path.relative_to(self._service.folder)): path.read_bytes() for path in self._files()}
        return AsItStood(store, files, self._clock.now, self._numbers.given, given)

    def _lay_back(self, stood):
        with closing(sqlite3.connect(self._service.folder / DATABASE_FILE)) as store:
            stood.store.backup(store)
        for path in self._files():
            if str(path.relative_to(self._service.folder)) not in stood.files:
                path.unlink()
        for name, content in stood.files.items():
            path = self._service.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        self._clock.now, self._numbers.given = stood.moment, stood.numbers
        return stood.given
