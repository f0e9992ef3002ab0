"""The statements that take longest on the store of ten years, and the way the database finds what they ask for."""

from time import perf_counter

from benchmarks.asking import PAGES, ROLES, logged_in
from benchmarks.fortnight import SHOWN_AT, open_at
from sqlalchemy import event

from service.web.application import create_app

SLOW = 2.0  # milliseconds
MOST_LETTERS = 1500


class _Timed:
    """How long each statement took, fetching not counted, and its plan, by its text."""

    def __init__(self, engine):
        self.found = {}
        event.listen(engine, "before_cursor_execute", self._begin)
        event.listen(engine, "after_cursor_execute", self._end)

    def _begin(self, *_):
        self._began = perf_counter()

    def _end(self, connection, _cursor, statement, parameters, *_):
        took = (perf_counter() - self._began) * 1000
        if took < SLOW or not statement.startswith(("SELECT", "UPDATE", "DELETE", "WITH")):
            return
        plan = connection.connection.cursor()
        plan.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
        times, longest, _ = self.found.get(statement, (0, 0.0, None))
        self.found[statement] = (times + 1, max(longest, took), _ways(row[3] for row in plan))


def _ways(steps):
    """Each way to a table once: read from end to end (SCAN), looked up (SEARCH) or put in order (TEMP B-TREE)."""
    return list(dict.fromkeys(step for step in steps if step.startswith(("SCAN ", "SEARCH ", "USE "))))


def slow_statements(folder, console):
    """Prints them by page, the slowest first."""
    driven = open_at(folder, SHOWN_AT)
    app = create_app(driven.service)
    tick = {"an idle tick": driven.tick}
    for name, address in PAGES.items():
        client = logged_in(app, ROLES.get(address, "secretariat"))
        tick[name] = lambda client=client, address=address: client.get(address)
    for name, work in tick.items():
        work()
        timed = _Timed(driven.service.engine)
        work()
        console.rule(name)
        for statement, (times, longest, plan) in sorted(timed.found.items(), key=lambda one: -one[1][1]):
            console.print(f"{longest:.1f} ms, {times} times: {statement[:MOST_LETTERS]}", markup=False)
            console.print("  " + "\n  ".join(plan), markup=False)
