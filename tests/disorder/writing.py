"""What stands in a body: made from the schema alone, with values that fit the name of each field where one is known."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from sample_people import PARTIES

from tests.disorder.cast import OPEN_WORDS, SECRET, persons
from tests.disorder.finding import case_of, pick, row_of
from tests.disorder.step import reference_of, revision_of

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
RUBBISH = ("", "x" * 5000, -1, 0, None, [], {}, "2026-02-30", "\x00", 10**9, "010190-5001", True)
SEALED = {4000, 1000}  # texts as long as these are about a case, and lie sealed
FORUMS_OWN = ("Topic", "Forum", "Charter")
PARTY_FIELDS = {"party", "owner", "responsible"}
PAST = {"given_on", "acceded_on", "held_at", "said_at", "born_on", "sent_on"}
OFTEN = 0.45


class Writer:
    """Writes one body; `at` is the call it is for: route, keys, house, role and random."""

    def __init__(self, described, route, keys, house, random):
        self.described, self.route, self.keys = described, route, keys
        self.house, self.random, self.rows = house, random, house.rows()
        self.document = ""

    def written(self, schema, name=""):
        """A value for a schema."""
        if "$ref" in schema:
            self.document = schema["$ref"].rpartition("/")[2]
        schema = self.described.schema(schema)
        if "anyOf" in schema:
            return self._one_of(schema["anyOf"], name)
        if "enum" in schema:
            return self.random.choice(schema["enum"])
        kind = schema.get("type")
        if kind == "object":
            return self._object(schema)
        if kind == "array":
            return [self.written(schema["items"], name) for _ in range(self.random.choice([0, 1, 1, 2]))]
        if kind == "boolean":
            return self.random.random() < 0.5
        if kind == "integer":
            return self._number(schema, name)
        return self._text(schema, name)

    def _one_of(self, schemas, name):
        real = [one for one in schemas if one.get("type") != "null"]
        return (
            None if len(real) < len(schemas) and self.random.random() < 0.3 else self.written(real[0], name)
        )

    def _object(self, schema):
        document, made = self.document, {}
        for name, one in schema.get("properties", {}).items():
            if name in schema.get("required", ()) or self.random.random() < OFTEN:
                self.document = document
                made[name] = self.written(one, name)
        self.document = document
        return made

    def _number(self, schema, name):
        if name == "revision":
            return self.revision()
        low = int(schema.get("minimum", 0))
        return low + self.random.choice([0, 0, 0, 1, 2, 14, 29])

    def _text(self, schema, name):
        if schema.get("format") == "date":
            return self.day(name).isoformat()
        if schema.get("format") == "date-time":
            return self.moment(name).isoformat()
        if name in PARTY_FIELDS or name == "parties":
            return self.random.choice(PARTIES)
        known = {"meeting": "meeting", "attendee": "attendee", "attendee_id": "attendee", "member": "member"}
        if name in known:
            return self.key(known[name])
        if name in {"representative", "consent", "concern", "item", "corrects"}:
            tables = {"consent": "course_consent", "item": "agenda_item", "corrects": "dispatch"}
            return self.key(tables.get(name, name))
        if name in {"treated", "another_person", "case"}:
            key, _ = pick("case", self.house, self.random)
            return reference_of(key) if key else "KE-2026-9999"
        return self._words(schema, name)

    def _words(self, schema, name):
        random = self.random
        if name == "body":
            return random.choice(sorted(self.house.service.settings.bodies))
        if name == "theme":
            return random.choice(sorted(self.house.service.settings.cases.themes))
        if name == "kind" and self.document.startswith("Course"):
            return random.choice(sorted(self.house.service.settings.cases.courses))
        if name == "revision":
            return self.revision()
        if name in {"email", "mailbox", "organiser_email"}:
            return self.address()
        if name == "language":
            return random.choice(["da", "da", "da", "en", "xx"])
        if name == "version":
            return random.choice(["2026", "2027", "2028"])
        if name == "organisation":
            return self.key("organisation")
        if name == "link":
            return "https://charter.example.dk/2027"
        return self.words(schema.get("maxLength", 200))

    def words(self, longest):
        """About a case they bear the word that must be read nowhere else; in the open they may name somebody known."""
        is_sealed = longest in SEALED and not self.document.startswith(FORUMS_OWN)
        if is_sealed:
            return f"{SECRET} {self.random.randrange(1000)}"
        is_forums = "/forum/" in self.route.path or self.route.path.startswith("/m/")  # it knows no citizen
        if longest > 200 and self.house.persons and not is_forums and self.random.random() < 0.06:
            return f"Vi talte om {self.random.choice(sorted(self.house.persons))}"
        return self.random.choice(OPEN_WORDS)[:longest]

    def person(self):
        number = self.random.randrange(9)
        return {"name": f"Prøve Person {'ABCDEFGHI'[number]}", "email": f"person{number}@moedeklar.invalid"}

    def address(self):
        used = sorted({row["email"] for table in ("contact", "member") for row in self.rows[table].values()})
        return self.random.choice(used) if used and self.random.random() < 0.3 else self.person()["email"]

    def citizen(self):
        return self.random.choice(persons(2026)).document(self.random)

    def key(self, table):
        """Mostly of what the address is about."""
        if table == "meeting":
            return self._meeting()
        of = {
            "case_id": (case_of(self.keys, self.rows) or {}).get("id"),
            "meeting_id": self.keys.get("meeting"),
        }

        def belongs(row):
            return all(row[name] == key for name, key in of.items() if key and name in row)

        key, _ = pick(table, self.house, self.random, belongs)
        return key or "nobody"

    def _meeting(self):
        case = case_of(self.keys, self.rows)
        if case and case["meeting_id"] and self.random.random() < 0.9:
            return case["meeting_id"]
        own = self.house.service.settings.cases.body if case else None
        key, _ = pick("meeting", self.house, self.random, lambda row: own in (None, row["body_id"]))
        return key or "nobody"

    def day(self, name):
        off = self.random.choice([0, 1, 2, 5, 9, 14, 30, 60])
        is_past = name in PAST or (
            name == "on" and "follow" not in self.route.path and "status" not in self.route.path
        )
        if "closed-days" in self.route.path:
            is_past = False
        back = is_past != (self.random.random() < 0.08)
        return self.house.now.astimezone(COPENHAGEN).date() + timedelta(days=-off // 3 if back else off)

    def moment(self, name):
        """Of the hours of an office, on a weekday, mostly ahead."""
        if name in PAST or self.random.random() < 0.05:
            return self.house.now - timedelta(minutes=self.random.choice([0, 5, 90, 3000]))
        on = self.house.now.astimezone(COPENHAGEN).date() + timedelta(
            days=self.random.choice([0, 1, 2, 3, 5, 8, 13, 21])
        )
        on += timedelta(days=7 - on.weekday()) if on.weekday() > 4 else timedelta()
        at = time(self.random.choice([8, 9, 9, 10, 12, 13, 15]), self.random.choice([0, 0, 30]))
        return datetime.combine(on, at, COPENHAGEN)

    def revision(self):
        off = self.random.choice([0] * 18 + [-1, 1])
        table, key = self._revised()
        return revision_of(table, key, off) if table else self.random.choice([1, 2, 3])

    def _revised(self):
        path, rows = self.route.path, self.rows
        case, meeting = case_of(self.keys, rows), self.keys.get("meeting")
        if "/minutes/" in path and case:
            return _first("case_minutes", rows, case_id=case["id"], meeting_id=meeting)
        if "/minutes/" in path:
            return _first("minutes", rows, meeting_id=meeting)
        if "/agenda/" in path:
            return _last("agenda", rows, "version", meeting_id=meeting)
        if "/redactions" in path and "lookup" in self.keys:
            return _last("answer", rows, "version", lookup_id=self.keys["lookup"])
        if case and ("/letter" in path):
            return "case", case["id"]
        if "closed-days" in path:
            return next(
                (
                    ("day_off", key)
                    for key, row in rows["day_off"].items()
                    if row["on"].isoformat() == self.keys.get("on")
                ),
                (None, None),
            )
        if "outage" in self.keys:
            return _first("outage_notice", rows, outage_id=self.keys["outage"])
        if "message_id" in self.keys:
            return "message", self.keys["message_id"]
        found = row_of(self.route, self.keys, rows)
        return next(((table, key) for table, key, row in found if "revision" in row), (None, None))


def _first(table, rows, **of):
    found = [key for key, row in rows[table].items() if all(row[k] == v for k, v in of.items())]
    return (table, found[0]) if found else (table, "nobody")


def _last(table, rows, by, **of):
    found = [(row[by], key) for key, row in rows[table].items() if all(row[k] == v for k, v in of.items())]
    return (table, max(found)[1]) if found else (table, "nobody")
