"""What stands in a body: made from the schema alone, with values that fit the name of each field where one is known."""

from datetime import datetime, time, timedelta

from driven_service import COPENHAGEN
from sample_people import PARTIES

from tests.disorder.cast import OPEN_WORDS, SECRET, persons
from tests.disorder.finding import case_of, pick
from tests.disorder.revising import NOBODY, revised
from tests.disorder.step import reference_of, revision_of

RUBBISH = ("", "x" * 5000, -1, 0, None, [], {}, "2026-02-30", "\x00", 10**9, "010190-5001", True)
SEALED = {4000, 1000}  # texts as long as these are about a case, and lie sealed
FORUMS_OWN = ("Topic", "Forum", "Charter")
KEYS = {  # fields that hold a key, by the table it is looked for in
    "meeting": "meeting",
    "attendee": "attendee",
    "attendee_id": "attendee",
    "member": "member",
    "representative": "representative",
    "concern": "concern",
    "consent": "course_consent",
    "item": "agenda_item",
    "corrects": "dispatch",
    "organisation": "organisation",
    **dict.fromkeys(("treated", "another_person", "case"), "case"),
}
ADDRESSES = {"email", "mailbox", "organiser_email"}
PAST = {"given_on", "acceded_on", "held_at", "said_at", "born_on", "sent_on"}
AHEAD_ON = ("/follow-ups", "/status-days", "/closed-days")  # where a plain `on` is a day to come
OFTEN, SELDOM = 0.45, 0.06
FRIDAY = 4


class Writer:
    """Writes the body of one call."""

    def __init__(self, described, route, keys, house, random):
        self.described, self.route, self.keys = described, route, keys
        self.house, self.random, self.rows = house, random, house.rows()
        self.document = ""
        settings = house.service.settings
        self.choices = {
            "body": sorted(settings.bodies),
            "theme": sorted(settings.cases.themes),
            "kind": sorted(settings.cases.courses),
            "language": ["da", "da", "da", "en", "xx"],
            "version": ["2026", "2027", "2028"],
            "link": ["https://charter.example.dk/2027"],
            **dict.fromkeys(("party", "owner", "responsible", "parties"), PARTIES),
        }

    def written(self, schema, name=""):
        """A value for a schema."""
        if "$ref" in schema:
            self.document = schema["$ref"].rpartition("/")[2]
        schema = self.described.schema(schema)
        if "anyOf" in schema:
            return self._one_of(schema["anyOf"], name)
        if name == "revision":
            return self.revision()
        if "enum" in schema:
            return self.random.choice(schema["enum"])
        makers = {
            "object": self._object,
            "array": self._list,
            "boolean": lambda _schema, _name: self.random.random() < 0.5,
            "integer": self._number,
        }
        return makers.get(schema.get("type"), self._text)(schema, name)

    def words(self, longest):
        """About a case they bear the word that must be read nowhere else; in the open they may name somebody known."""
        is_sealed = longest in SEALED and not self.document.startswith(FORUMS_OWN)
        if is_sealed:
            return f"{SECRET} {self.random.randrange(1000)}"
        is_forums = "/forum/" in self.route.path or self.route.path.startswith("/m/")  # it knows no citizen
        if longest > 200 and self.house.persons and not is_forums and self.random.random() < SELDOM:
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
        case = case_of(self.keys, self.rows)
        if table == "meeting":
            return self._meeting(case)
        of = {"case_id": case and case["id"], "meeting_id": self.keys.get("meeting")}

        def belongs(row):
            return all(row[name] == key for name, key in of.items() if key and name in row)

        return pick(table, self.house, self.random, belongs)[0] or "nobody"

    def revision(self):
        """Mostly as it stands; now and then one behind, or ahead."""
        table, key = revised(self.route, self.keys, self.rows)
        if (table, key) == NOBODY:
            return self.random.choice([1, 2, 3])
        return revision_of(table, key, self.random.choice([0] * 18 + [-1, 1]))

    def _one_of(self, schemas, name):
        real = [one for one in schemas if one.get("type") != "null"]
        is_left_out = len(real) < len(schemas) and self.random.random() < 0.3
        return None if is_left_out else self.written(real[0], name)

    def _object(self, schema, _name):
        document, made = self.document, {}
        for name, one in schema.get("properties", {}).items():
            if name in schema.get("required", ()) or self.random.random() < OFTEN:
                self.document = document
                made[name] = self.written(one, name)
        self.document = document
        return made

    def _list(self, schema, name):
        return [self.written(schema["items"], name) for _ in range(self.random.choice([0, 1, 1, 2]))]

    def _number(self, schema, _name):
        return int(schema.get("minimum", 0)) + self.random.choice([0, 0, 0, 1, 2, 14, 29])

    def _text(self, schema, name):
        makers = {"date": self._day, "date-time": self._moment}
        if schema.get("format") in makers:
            return makers[schema["format"]](name).isoformat()
        if name in KEYS:
            return self._reference() if KEYS[name] == "case" else self.key(KEYS[name])
        if name in ADDRESSES:
            return self.address()
        if name in self.choices and (name != "kind" or self.document.startswith("Course")):
            return self.random.choice(self.choices[name])
        return self.words(schema.get("maxLength", 200))

    def _reference(self):
        key, _ = pick("case", self.house, self.random)
        return reference_of(key) if key else "KE-2026-9999"

    def _meeting(self, case):
        if case and case["meeting_id"] and self.random.random() < 0.9:
            return case["meeting_id"]
        own = self.house.service.settings.cases.body if case else None
        key, _ = pick("meeting", self.house, self.random, lambda row: own in {None, row["body_id"]})
        return key or "nobody"

    def _today(self):
        return self.house.now.astimezone(COPENHAGEN).date()

    def _day(self, name):
        """What has been done lies behind, mostly, and what is to be done ahead."""
        is_past = name in PAST or (name == "on" and not any(part in self.route.path for part in AHEAD_ON))
        off = self.random.choice([0, 1, 2, 5, 9, 14, 30, 60])
        goes_back = is_past != (self.random.random() < SELDOM)
        return self._today() + timedelta(days=-off // 3 if goes_back else off)

    def _moment(self, name):
        """Of the hours of an office, on a weekday, mostly ahead."""
        if name in PAST or self.random.random() < SELDOM:
            return self.house.now - timedelta(minutes=self.random.choice([0, 5, 90, 3000]))
        on = self._today() + timedelta(days=self.random.choice([0, 1, 2, 3, 5, 8, 13, 21]))
        on += timedelta(days=7 - on.weekday()) if on.weekday() > FRIDAY else timedelta()
        at = time(self.random.choice([8, 9, 9, 10, 12, 13, 15]), self.random.choice([0, 0, 30]))
        return datetime.combine(on, at, COPENHAGEN)
