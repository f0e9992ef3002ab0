"""Rows of a fortnight that was played, and copies of them in earlier ones: about other people, with other keys."""

import re
from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from uuid import uuid4

from benchmarks.fortnight import LENGTH, somebody
from sqlalchemy import JSON, LargeBinary, String, delete, func, insert, select

from agenda.access import CLOCK
from agenda.cases.citizen import citizen_given
from agenda.reference import reference
from service.database.cases.tables import case, case_key, case_name, case_number
from service.database.engine import metadata
from service.database.record import record_entry, record_named
from service.database.sealed import CaseKey, Place, Vault
from service.workflow.cases.contents import fingerprints
from service.workflow.cases.known_names import name_fingerprints

NAMED = re.compile(r"[0-9a-f]{32}|[A-Z]+-[0-9]{4}-[0-9]{4,8}")  # an id, or a case's reference
SEALED = "sealed_"


@dataclass(frozen=True)
class Pattern:
    """Rows by table, in the order in which they can be inserted; what was sealed in them lies open.

    `case_of` says of a table and a row's id under which case's key it was sealed.
    """

    rows: dict
    ids: frozenset
    references: dict
    case_of: dict

    def read_so_often(self, most):
        """Its cases are looked at until there are so many entries of the record: that is most of what it holds."""
        entries = self.rows[record_entry]
        looks = [one for one in entries if one["action"] == "read_case"]
        following = max(one["id"] for one in entries) + 1
        for number in range(most - len(entries)):
            look = looks[number % len(looks)]
            later = timedelta(seconds=20 * (number // len(looks) + 1))
            entries.append(look | {"id": following + number, "at": look["at"] + later})


def pattern_of(service, meeting_id):
    """All that hangs on a meeting and the cases that came to it."""
    with service.engine.connect() as connection:
        found = select(case.c.id, case.c.reference).where(case.c.meeting_id == meeting_id)
        references = dict(connection.execute(found).all())
        named = {meeting_id, *references, *references.values()}
        kept = defaultdict(set)
        rows = {
            table: _rows_about(connection, table, named, kept)
            for table in metadata.sorted_tables
            if table is not case_name  # it says of a person who is replaced
        }
    return _opened(service, {table: found for table, found in rows.items() if found}, named, references)


def _rows_about(connection, table, named, kept):
    """A row is one of them where it names another of them, be it in words that no key of the table tells of."""
    found = []
    for row in connection.execute(select(table)).mappings():
        if not any(_is_of(column, row[column], named, kept) for column in table.columns):
            continue
        found.append({column.key: row[column] for column in table.columns})
        key = [row[column] for column in table.primary_key]
        if len(key) == 1:
            kept[table.name].add(key[0])
            named.update(key if isinstance(key[0], str) else ())
    return found


def _is_of(column, value, named, kept):
    if any(value in kept[to.column.table.name] for to in column.foreign_keys):
        return True
    if isinstance(column.type, String):
        return value in named
    return isinstance(column.type, JSON) and not named.isdisjoint(NAMED.findall(repr(value)))


def _opened(service, rows, named, references):
    keys = {row["case_id"]: CaseKey(**row) for row in rows.pop(case_key)}
    case_of = _cases_of(rows, references)
    vault = Vault(service.master)
    for table, found in rows.items():
        for row in found:
            for column in _sealed(table, row):
                place = Place(table.name, row["id"], column.removeprefix(SEALED))
                row[column] = vault.open(keys[case_of[table.name, row["id"]]], place, row[column])
    return Pattern(rows, frozenset(one for one in named if isinstance(one, str)), references, case_of)


def _cases_of(rows, references):
    """By the row's own column, or that of the row it belongs to."""
    case_of = {("case", case_id): case_id for case_id in references}
    for table, found in rows.items():
        for row in found:
            owners = [row["case_id"]] if "case_id" in row else []
            owners += [
                case_of.get((to.column.table.name, row[column.key]))
                for column in table.columns
                for to in column.foreign_keys
            ]
            owner = next((one for one in owners if one in references), None)
            if owner and "id" in row:
                case_of[table.name, row["id"]] = owner
    return case_of


def _sealed(table, row):
    return [
        column.key
        for column in table.columns
        if isinstance(column.type, LargeBinary) and column.key.startswith(SEALED) and row[column.key]
    ]


class Copies:
    """Copies of patterns, each so many fortnights earlier and about other people, put into a store by bulk inserts."""

    def __init__(self, service, first_person):
        self.service = service
        self.next_person = first_person
        with service.engine.connect() as connection:
            self.next_entry = (connection.scalar(select(func.max(record_entry.c.id))) or 0) + 1
            self.numbers = defaultdict(int, connection.execute(select(case_number)).all())

    def put(self, pattern, fortnights):
        """Ids of earlier ones that are already there must not be asked for again."""
        rows = defaultdict(list)
        with self.service.unit(CLOCK) as unit:
            for back in fortnights:
                for table, found in _Copy(self, unit, pattern, back).rows():
                    rows[table] += found
            for table in metadata.sorted_tables:
                if rows[table]:
                    unit.session.execute(insert(table), rows[table])
            unit.session.execute(delete(case_number))
            years = [{"year": year, "last": last} for year, last in self.numbers.items()]
            unit.session.execute(insert(case_number), years)

    def reference_in(self, year):
        self.numbers[year] += 1
        return reference(self.service.settings.cases.reference_prefix, year, self.numbers[year])


class _Copy:
    """One fortnight, with ids, references, keys and people of its own."""

    def __init__(self, copies, unit, pattern, back):
        self.copies, self.unit, self.pattern = copies, unit, pattern
        self.earlier = back * LENGTH
        self.called = {one: uuid4().hex for one in pattern.ids}
        self.keys = {one: unit.vault.new_key(self.called[one]) for one in pattern.references}
        opened_at = {row["id"]: row["opened_at"] for row in pattern.rows[case]}
        for case_id, was in pattern.references.items():
            year = (opened_at[case_id] - self.earlier).year
            self.called[was] = copies.reference_in(year)
        self.first_entry = copies.next_entry
        self.entries = {}
        self.names = []

    def rows(self):
        yield case_key, [asdict(key) for key in self.keys.values()]
        for table, found in self.pattern.rows.items():
            yield table, [self._copied(table, row) for row in found]
        yield case_name, self.names

    def _copied(self, table, row):
        """What is sealed is sealed anew, in its own place and under its own case's key."""
        copied = {name: self._told(value) for name, value in row.items()}
        if table is record_entry:
            copied["id"] = self.entries[row["id"]] = self.copies.next_entry
            self.copies.next_entry += 1
        if table is record_named:
            copied["entry_id"] = self.entries[row["entry_id"]]
        for column in _sealed(table, row):
            place = Place(table.name, copied["id"], column.removeprefix(SEALED))
            key = self.keys[self.pattern.case_of[table.name, row["id"]]]
            copied[column] = self.unit.vault.seal(key, place, row[column])
        return self._about_another(copied, self.keys[row["id"]]) if table is case else copied

    def _told(self, value):
        if isinstance(value, str):
            return NAMED.sub(lambda one: self.called.get(one[0], one[0]), value)
        if isinstance(value, date):  # a moment is one too
            return value - self.earlier
        if isinstance(value, dict):
            return {name: self._told(one) for name, one in value.items()}
        return [self._told(one) for one in value] if isinstance(value, list) else value

    def _about_another(self, row, key):
        """The case with another citizen sealed into it, and the hashes by which that one is known again."""
        citizen = citizen_given(somebody(self.copies.next_person), row["opened_at"].date())
        self.copies.next_person += 1
        place, prints = Place("case", row["id"], "citizen"), fingerprints(self.unit, citizen)
        hashes = sorted(name_fingerprints(self.unit, citizen))
        self.names += [{"case_id": row["id"], "name_index": one} for one in hashes]
        return row | {
            "sealed_citizen": self.unit.vault.seal(key, place, asdict(citizen)),
            "cpr_index": prints.cpr,
            "person_index": prints.person,
            "born_index": prints.born,
            "name_index": prints.name,
        }
