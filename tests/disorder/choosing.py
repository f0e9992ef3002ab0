"""Who does what next: drawn from a seed and the number of the step, out of what the house holds at that moment."""

import random as randomness
from collections import Counter
from dataclasses import replace
from datetime import timedelta

from sample_people import PARTIES

from agenda.access import MEMBER
from tests.disorder.finding import keys_for, row_of
from tests.disorder.plausible import PLAUSIBLE
from tests.disorder.plausible_meetings import reply
from tests.disorder.routes import AGENCY, FORM
from tests.disorder.step import ByHand, Call, Passage, revision_of
from tests.disorder.weather import BY_HAND
from tests.disorder.writing import RUBBISH, Writer

ROLES = ("secretariat", "forum", "auditor", *(f"{AGENCY}:{one}" for one in PARTIES))
OWNERS = ("party_id", "owner", "responsible", "asked")
FAVOURED = {  # what a house does most of, by the end of the route
    "/concerns": 16,
    "/answers": 30,
    "/outcomes": 20,
    "/conversations": 8,
    "/report": 12,
    "/courses": 6,
    "/courses/{course}/consent": 12,
    "/proposal": 3,
    "/minutes/review": 5,
    "/minutes/presence/all": 8,
    "/minutes/approve": 12,
    "/correction": 4,
    "/parties": 4,
    "/clearance": 5,
    "/topics": 4,
    "/decision": 4,
    "/close": 0.5,
    "/cancel": 0.5,
    "/people": 2,
    "{message_id}/retry": 8,
    "{message_id}/settle": 8,
    "{message_id}/drop": 5,
    "{entry}/adopt": 8,
    "{entry}/put-back": 8,
    "/free-times": 4,
}
READING, PRIVATE = 0.5, 0.5
PASSES, TOUCHES, OK = 0.24, 0.05, 200
CLEARS_EVERY, LONG_ENOUGH = 50, timedelta(hours=3)  # longer than any wait between two attempts


class Chooser:
    """`tally` counts what came of each route so far: what has never succeeded is tried more often."""

    def __init__(self, described, house, seed):
        self.described, self.house, self.seed = described, house, seed
        self.tally, self.again = Counter(), None

    def next(self, number):
        random = randomness.Random(f"{self.seed}/{number}")
        if number % CLEARS_EVERY == 0:
            return Passage(number, self.house.now + LONG_ENOUGH, is_fine=True)
        again, self.again = self.again, None
        if again is not None and random.random() < 0.6:
            return self._repeated(again, number, random)
        if self.house.weather.has_calendars and random.random() < TOUCHES:
            return self._by_hand(number, random)
        if random.random() < PASSES:
            return self._passage(number, random)
        while True:
            call = self._call(number, random)
            if call is not None:
                return call

    def note(self, taken):
        """Learn from what came of a step; one that came too late is read anew and repeated."""
        if taken.is_call:
            self._know(taken)
            status = taken.answered.status
            self.tally[taken.step.route, status // 100] += 1
            current = (taken.answered.json or {}).get("current", {}) if status == 409 else {}
            if "revision" in current and isinstance(taken.step.body, dict):
                self.again = (replace(taken.step, body=taken.body), {"revision": current["revision"]})
            elif status < 300 and taken.step.method != "GET" and taken.step.number % 9 == 0:
                self.again = (replace(taken.step, body=taken.body), {})

    def _know(self, taken):
        """Whose name a case bears from now on, so that it may be tried to say it where it must not stand."""
        citizen = (taken.step.body or {}).get("citizen") if isinstance(taken.step.body, dict) else None
        reference = (taken.answered.json or {}).get("reference")
        is_known = reference and isinstance(citizen, dict) and taken.answered.status in {200, 201}
        if reference and taken.step.path.endswith("/correction") and taken.answered.status == OK:
            known = self.house.persons  # whoever it was about before is known no longer by this case
            self.house.persons = {name: of for name, of in known.items() if of != reference}
        if is_known and citizen.get("name") and citizen.get("municipality") == "København":
            self.house.persons[citizen["name"]] = reference

    def _repeated(self, again, number, random):
        step, anew = again
        body = {**step.body, **anew} if anew else step.body
        return Call(
            number,
            self._soon(random),
            step.role,
            step.method,
            step.path,
            step.keys,
            step.query,
            body,
            step.content_type,
            ticks=random.random() < 0.3,
        )

    def _by_hand(self, number, random):
        """Mostly to an entry of what is near."""
        kept = self.house.carrier.calendar.items.values()
        ahead = sorted((item.starts_at, of) for of, item in kept if item.starts_at > self.house.now)
        entry = random.choice(ahead[:4])[1] if ahead else "nobody"
        return ByHand(number, self.house.now + timedelta(minutes=11), entry, random.choice(sorted(BY_HAND)))

    def _passage(self, number, random):
        """Mostly minutes and hours; to what is about to be due, a little before it or after; days; and outages."""
        now, ahead = self.house.now, self._moments_ahead()
        drawn = random.random()
        if drawn < 0.42 and ahead:
            to = random.choice(ahead[:2]) + timedelta(seconds=random.choice([-60, -1, 0, 1, 60, 900, 3600]))
        elif drawn < 0.74:
            to = now + timedelta(minutes=random.choice([1, 5, 11, 30, 90]))
        elif drawn < 0.95:
            to = now + timedelta(hours=random.choice([2, 5, 8, 20, 24, 48]))
        else:
            return Passage(
                number, now + timedelta(hours=random.choice([1, 7, 30, 30, 100, 400])), is_lived=False
            )
        return Passage(number, max(to, now + timedelta(seconds=1)))

    def _moments_ahead(self):
        rows, now = self.house.rows(), self.house.now
        found = {row["starts_at"] for row in rows["meeting"].values() if row["state"] == "confirmed"}
        found |= {row["ends_at"] for row in rows["meeting"].values() if row["state"] == "confirmed"}
        found |= {row["due_at"] for row in rows["milestone"].values() if row["done_at"] is None}
        found |= {row["planned_at"] for row in rows["conversation"].values() if row["state"] == "planned"}
        return sorted(moment for moment in found if moment > now)

    def _soon(self, random):
        return self.house.now + timedelta(seconds=random.choice([1, 10, 45, 130]))

    def _call(self, number, random):
        route = random.choices(self.described.routes, [self._weight(one) for one in self.described.routes])[0]
        keys = keys_for(route, self.house, random)
        if keys is None:
            return None
        writer = Writer(self.described, route, keys, self.house, random)
        body = self._body(writer, route, random)
        query = {one["name"]: self._asked(writer, one, random) for one in route.query}
        return Call(
            number,
            self._soon(random),
            self._role(route, keys, _body_named(body) or query.get("body"), random),
            route.method,
            route.path,
            keys,
            query,
            body,
            route.content_type,
            ticks=random.random() < 0.4,
        )

    def _weight(self, route):
        weight = next((by for end, by in FAVOURED.items() if route.path.endswith(end)), 1)
        if route.reads and weight == 1:
            weight = READING
        if route.content_type == FORM:
            weight *= PRIVATE
        return weight * (1.6 if not self.tally[route.name, 2] else 1)

    def _asked(self, writer, one, random):
        if not one.get("required") and random.random() < 0.6:
            return None
        if one["name"] == "purpose":
            return random.choice(["sagsforberedelse", "drøftelse"])
        if one["name"] == "format":
            return random.choice(["json", "json", "html", "docx"])
        if one["name"] == "name":
            return "oplæg.pdf"
        value = writer.written(one["schema"], one["name"])
        return str(value).lower() if isinstance(value, bool) else value

    def _body(self, writer, route, random):
        if route.content_type == "message/rfc822":
            return reply(writer, None)
        if route.content_type == "application/octet-stream":
            return random.choice(["%PDF-1.7\n", "MZ", ""])
        if route.content_type == FORM:
            return {
                name: self._field(writer, name, values, random)
                for name, values in (route.schema or {}).items()
            }
        if route.schema is None:
            return None
        if "$ref" in route.schema:
            writer.document = route.schema["$ref"].rpartition("/")[2]
        body, document = writer.written(route.schema), route.schema.get("$ref", "").rpartition("/")[2]
        writer.document = document
        if document in PLAUSIBLE and random.random() < 0.94:
            body = PLAUSIBLE[document](writer, body)
        if isinstance(body, dict) and body and random.random() < 0.04:
            body = {**body, random.choice(sorted(body)): random.choice(RUBBISH)}
        return body

    def _field(self, writer, name, values, random):
        if name == "revision":
            table, key = "topic", writer.keys.get("topic_id")
            return revision_of(table, key)
        return random.choice(values) if values else writer.words(200)

    def _role(self, route, keys, body_id, random):
        """Mostly somebody who may, and whose it is."""
        drawn = random.random()
        if route.may == (str(MEMBER.role),):
            return MEMBER.role
        if drawn < 0.02:
            return ""
        if drawn < 0.07:
            return random.choice(ROLES)
        may = [role for role in ROLES if role.partition(":")[0] in route.may]
        offices = self._offices(keys, body_id)
        fitting = self._fitting(route, keys)
        found = [role for role in may if role in fitting and role in offices]
        found = found or [role for role in may if role in offices] or may
        kind = random.choice(sorted({role.partition(":")[0] for role in found}))
        return random.choice([role for role in found if role.startswith(kind)])

    def _offices(self, keys, body_id):
        """Whose meeting or body it is, so that each office mostly does what is its own."""
        rows = self.house.rows()
        entry = rows["calendar_entry"].get(keys.get("entry"), {})
        meeting = rows["meeting"].get(keys.get("meeting", entry.get("meeting_id")))
        message = rows["message"].get(keys.get("message_id"))
        body_id = body_id or (message["body_id"] if message else None)
        body_id = body_id or keys.get("body") or (meeting["body_id"] if meeting else None)
        if body_id not in self.house.service.settings.bodies:
            return ROLES
        office = str(self.house.service.settings.office_of(body_id))
        return {office} | (
            {role for role in ROLES if role.startswith(AGENCY)} if office != "forum" else set()
        )

    def _fitting(self, route, keys):
        if route.path.endswith("/clearance"):
            return {"secretariat", f"{AGENCY}:dks"}
        rows = self.house.rows()
        for table, _, row in row_of(route, keys, rows):
            owner = next((row[name] for name in OWNERS if row.get(name)), None)
            if owner is not None:
                return {f"{AGENCY}:{owner}", "secretariat", "forum"}
            if table == "case":
                asked = {
                    f"{AGENCY}:{k['party_id']}" for k in rows["lookup"].values() if k["case_id"] == row["id"]
                }
                return asked | {"secretariat"}
        return set(ROLES)


def _body_named(body):
    """The body of meetings that a document is about."""
    return body.get("body") if isinstance(body, dict) and isinstance(body.get("body"), str) else None
