"""Whatever is done by the API changes the mark by which it is known that what comes may be something else."""

import re
import shutil
from datetime import datetime

from api_tour import numbered_ids, tour
from counted import statements_of
from toured_house import Clock, Keeping

from service.app import Surroundings, open_service

WRITES = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)')
OF_NO_MATTER = {
    "record_entry",  # what is read is recorded too
    "record_named",
    "tick",
    "inbox_memory",
    "organiser_mailbox",
    "acute_count",
}


class Marking(Keeping):
    """Keeps which calls wrote and left the mark as it was, and how many were told by it."""

    def __init__(self, service):
        super().__init__(service)
        self.unseen, self.seen = [], 0

    def call(self, method, path, body=None, role="secretariat", **more):
        before = self._mark()
        with statements_of(self.service.engine) as asked:
            response = super().call(method, path, body, role, **more)
        written = {found[1] for each in asked if (found := WRITES.match(each))} - OF_NO_MATTER
        if written and self._mark() == before:
            self.unseen.append((method, path, sorted(written)))
        self.seen += bool(written)
        return response

    def _mark(self):
        return self.service.outlook.stage.mark(self.service.clock())


def test_whatever_is_written_on_the_tour_is_seen(fresh_store, tmp_path):
    folder = shutil.copytree(fresh_store, tmp_path / "store")
    clock = Clock(datetime.fromisoformat("2026-11-09T09:00:00+01:00"))
    service = open_service(Surroundings(folder, clock=clock, new_id=numbered_ids(first=1_000_000)))
    caller = Marking(service)
    tour(caller)
    service.engine.dispose()
    assert (caller.unseen, caller.seen > 100) == ([], True)
