"""A house to walk in: a real service on an empty store, whose clock, ids and log are in the walk's hands."""

import re
import shutil
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import timedelta
from email import message_from_bytes, policy
from io import StringIO
from urllib.parse import quote, urlencode

from driven_service import Clock, Driven, OneCarrier
from sample_people import FORUM, KE, PARTIES, delegate, member, party, set_everybody
from sqlalchemy import LargeBinary, event, select

from agenda.access import MEMBER, actor_named
from agenda.meetings.attendance import Attendee
from service.app import Surroundings, open_service
from service.database.mapped import mapped
from service.web.application import create_app
from service.web.authentication import token_for
from service.workflow.desk import waiting_for_a_person
from service.workflow.forum import private_link
from service.workflow.forum.waiting import waiting_for_the_forum
from tests.disorder.routes import described
from tests.disorder.step import LINK, REFERENCE, ByHand, Call, Passage, resolved
from tests.disorder.weather import Weather, WeatheredCarrier

WRITE = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+\"?(\w+)", re.IGNORECASE)
RETURNED = "RETURNING"  # SQLite counts such rows once they have been fetched
NEVER_KEPT = {"record_entry", "tick"}  # they grow with every step, and are read where they are wanted
MOST_TICKS = 4000


class Undone(Exception):
    """What was read only to be looked at leaves nothing behind."""


@dataclass
class Answered:
    """What came back of a call."""

    status: int
    headers: dict
    text: str
    json: object


@dataclass
class Taken:
    """A step that was taken: what came of it, and how the house stood before and stands after it."""

    step: object
    before: dict
    after: dict
    began_at: object
    ended_at: object
    answered: Answered | None = None
    address: str = ""
    body: object = None
    writes: list = field(default_factory=list)  # what the call itself wrote: (verb, table)
    records: list = field(default_factory=list)  # entries of the record that the whole step made
    deliveries: list = field(default_factory=list)  # mails that the whole step handed over
    rewritten: list = field(default_factory=list)  # entries that it wrote anew in a calendar
    logged: list = field(default_factory=list)
    ticks: int = 0
    next_at: object = None
    gave_up: bool = False

    @property
    def is_call(self):
        return isinstance(self.step, Call)

    def changed(self, table):
        """Rows that are new or not as they were: (before or None, after)."""
        before, after = self.before[table], self.after[table]
        if before is after:
            return []
        return [(before.get(key), row) for key, row in after.items() if before.get(key) != row]

    def gone(self, table):
        before, after = self.before[table], self.after[table]
        return [] if before is after else [row for key, row in before.items() if key not in after]


class House:
    def __init__(self, folder, start, seed, *, template=None, database_url=""):
        folder.mkdir(parents=True, exist_ok=True)
        if template and not database_url:
            shutil.copytree(template, folder, dirs_exist_ok=True)
        self.clock = Clock(start)
        environ = {"MOEDEKLAR_DATABASE_URL": database_url} if database_url else {}
        self.number, self._made = 0, 0
        self._writes, self._committed, self._stale = defaultdict(list), [], set(self._tables())
        self._rows, self._seen_records = {}, 0
        self.log = StringIO()
        self.weather = Weather(seed, self.clock)
        self.carrier = WeatheredCarrier(self.weather)
        opened = open_service(Surroundings(folder, None, environ, self.clock, self._new_id))
        self.service = replace(opened, channels=OneCarrier(self.carrier, self.weather.kind))
        self.driven = Driven(self.service, self.clock)
        self._listen()
        self.app = create_app(self.service)
        self.app.config["WTF_CSRF_ENABLED"] = False
        self.client = self.app.test_client()
        self.routes = {route.name: route for route in described(self.app).routes}
        self.persons = {}  # who is known by a case, by the name that nobody else has
        self.memory = {}  # what an invariant keeps from one step to the next

    def settle(self):
        """The people of the house, a year of its meetings, and nothing done yet."""
        voices = [delegate(one) for one in PARTIES]
        forum = [member(one, FORUM) for one in ("alma", "bo", "carla")]
        parties = [party(one, mailbox=f"{one}@moedeklar.invalid") for one in PARTIES]
        set_everybody(self.driven, *voices, *forum, parties=parties)
        first, last = self.clock.now + timedelta(days=7), self.clock.now + timedelta(days=300)
        for body in (KE, FORUM):
            self.driven.plan(body, first.date().isoformat(), last.date().isoformat())
        self.driven.tick()
        self._fresh_records()

    @property
    def now(self):
        return self.clock.now

    def rows(self):
        """Every table by its primary key, without what is sealed; what nobody has written to is as it was."""
        with self.service.sessions() as session:
            for name in sorted(self._stale):
                self._rows[name] = self._read(session, name)
        self._stale.clear()
        return dict(self._rows)

    def take(self, step):
        """Do it, and tell what came of it. The clock never goes back."""
        self.number, self._made = step.number, 0
        taken = Taken(step, self.rows(), {}, self.now, self.now)
        self.clock.now = max(step.at, self.now) if taken.is_call or not step.is_lived else self.now
        self._committed.clear()
        self.weather.begin_step(is_fine=isinstance(step, Passage) and step.is_fine)
        logged_from = self.log.tell()
        if taken.is_call:
            self._call(step, taken)
            taken.writes = list(self._committed)
        if isinstance(step, ByHand):
            self.carrier.calendar.touch(step.entry, step.deed, self.now)
        if not taken.is_call or step.ticks:
            self._tick_until(step, taken)
        taken.ended_at, taken.after = self.now, self.rows()
        taken.records = self._fresh_records()
        taken.deliveries, taken.rewritten = list(self.weather.fresh), list(self.weather.rewritten)
        taken.logged = self.log.getvalue()[logged_from:].splitlines()
        return taken

    def ask(self, address, role):
        """What somebody would read there now."""
        headers = {"Authorization": f"Bearer {token_for(self.service, actor_named(role))}"}
        found = self.client.get(address, headers=headers).get_json()
        self._fresh_records()
        return found

    def desk(self, office):
        """What waits for an office, by what it is about."""
        return {one.about for one in self.waiting(office)}

    def waiting(self, office):
        """That it was looked at leaves nothing behind."""
        found = {"secretariat": waiting_for_a_person, "forum": waiting_for_the_forum}[office]
        opened = self.service.unit(actor_named(office))
        unit = opened.__enter__()
        try:
            return found(unit, self.now)
        finally:
            opened.__exit__(Undone, Undone(), None)

    def mail(self, row):
        """A mail that went out, with what is encoded in it read."""
        if row["key"] not in self.weather.bytes:
            return ""
        parts = message_from_bytes(self.weather.bytes[row["key"]], policy=policy.default)
        texts = [part.get_content() for part in parts.walk() if part.get_content_maintype() == "text"]
        return "\n".join([*(f"{name}: {value}" for name, value in parts.items()), *texts])

    def close(self):
        self.service.engine.dispose()

    def _new_id(self):
        self._made += 1
        return f"s{self.number:05d}n{self._made:03d}"

    def _call(self, step, taken):
        keys = resolved(step.keys, self._resolve)
        path = step.path
        for name, key in keys.items():
            path = path.replace(f"{{{name}}}", quote(str(key), safe=""))
        query = urlencode({k: v for k, v in resolved(step.query, self._resolve).items() if v is not None})
        taken.address = f"{path}?{query}" if query else path
        taken.body = resolved(step.body, self._resolve)
        headers = {}
        if step.role and step.role != MEMBER.role:
            headers["Authorization"] = f"Bearer {token_for(self.service, actor_named(step.role))}"
        given = {}
        if step.content_type == "application/json":
            given = {} if taken.body is None else {"json": taken.body}
        elif step.content_type == "application/x-www-form-urlencoded":
            given = {"data": taken.body}
        else:
            given = {"data": str(taken.body).encode(), "content_type": step.content_type}
        answer = self.client.open(taken.address, method=step.method, headers=headers, **given)
        is_json = "json" in (answer.content_type or "")
        text = answer.get_data(as_text=True) if is_json or "text" in (answer.content_type or "") else ""
        taken.answered = Answered(
            answer.status_code, dict(answer.headers), text, answer.get_json(silent=True) if is_json else None
        )

    def _tick_until(self, step, taken):
        """As the running clock would: at every moment something is due, and at the end."""
        until = max(step.at, self.now)
        due = self._tick(taken)
        while due is not None and due <= until and taken.ticks < MOST_TICKS:
            self.clock.now = max(due, self.clock.now)
            due = self._tick(taken)
        taken.gave_up = taken.ticks >= MOST_TICKS
        if not taken.gave_up and self.clock.now < until:
            self.clock.now = until
            due = self._tick(taken)
        taken.next_at = due

    def _tick(self, taken):
        taken.ticks += 1
        return self.service.tick()

    def _resolve(self, kind, about):
        rows = self.rows()
        if kind == REFERENCE:
            case = rows["case"].get(about)
            return case["reference"] if case else "KE-2026-9999"
        if kind == LINK:
            return self._link(about) if self._has_page(rows, about) else "b" * private_link.TOKEN_LENGTH
        table, key, off = about
        row = rows[table].get(key)
        if table == "message":
            return f"{row['state']}-{row['attempts']}{'+' * row['key'].count('+')}" if row else "dead-1"
        return max(0, row["revision"] + off) if row else 0

    def _has_page(self, rows, attendee_id):
        """Only members of the forum are ever sent a link."""
        meeting = rows["meeting"].get(rows["attendee"].get(attendee_id, {}).get("meeting_id"))
        return meeting is not None and meeting["body_id"] == FORUM

    def _link(self, attendee_id):
        with self.service.unit(MEMBER) as unit:
            address = private_link.link_of(unit, unit.session.get_one(Attendee, attendee_id))
        return address.rpartition("/")[2]

    def _listen(self):
        engine = self.service.engine
        event.listen(engine, "after_cursor_execute", self._executed)
        event.listen(engine, "commit", self._commit)
        event.listen(engine, "rollback", lambda connection: self._writes.pop(connection, None))

    def _executed(self, connection, cursor, statement, *_):
        found = WRITE.match(statement)
        if found and (cursor.rowcount != 0 or RETURNED in statement):
            self._writes[connection].append((statement.split(None, 1)[0].upper(), found[1]))

    def _commit(self, connection):
        written = self._writes.pop(connection, [])
        self._committed += written
        self._stale |= {table for _, table in written} - NEVER_KEPT

    def _tables(self):
        return [name for name in mapped().tables if name not in NEVER_KEPT]

    def _read(self, session, name):
        table = mapped().tables[name]
        shown = [c for c in table.columns if not isinstance(c.type, LargeBinary) and c.name != "content"]
        keys = [c.name for c in table.primary_key.columns]
        found = session.execute(select(*shown).order_by(*table.primary_key.columns)).mappings()
        rows = [dict(row) for row in found]
        return {row[keys[0]] if len(keys) == 1 else tuple(row[k] for k in keys): row for row in rows}

    def _fresh_records(self):
        table = mapped().tables["record_entry"]
        with self.service.sessions() as session:
            question = select(table).where(table.c.id > self._seen_records).order_by(table.c.id)
            found = [dict(row) for row in session.execute(question).mappings()]
        self._seen_records = found[-1]["id"] if found else self._seen_records
        return found
