"""A secretariat that never rests: it plans, moves, cancels, invites and asks over HTTP, and remembers what it did."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import requests
from sample_people import FORUM, KE, concern_of
from served import SOON

from notifications.entry import fingerprint

MEMBER_SINCE = "2026-01-01"
LEFT = "2026-01-02"
MOST_MEMBERS = 7
FEWEST_MEETINGS = 3
FIRST_DAY, LAST_DAY = 40, 90  # ahead: far from every deadline, and within the stretch a look-up reads through


@dataclass
class Kept:
    """A meeting as the secretariat has it, and each state that it ever was in: start, end and place."""

    id: str
    body: str
    starts_at: datetime
    ends_at: datetime
    is_on: bool = True
    states: set = field(default_factory=set)


@dataclass
class Body:
    name: str
    organiser: str
    place: str
    members: dict = field(default_factory=dict)  # address: whether they are a member now
    came_back: Counter = field(default_factory=Counter)


class Secretariat:
    """`chance` decides what it does next."""

    def __init__(self, served, tokens, chance):
        self._served, self._chance = served, chance
        self._session, self._forum = requests.Session(), requests.Session()
        for session, token in zip((self._session, self._forum), tokens, strict=True):
            session.headers["Authorization"] = f"Bearer {token}"
        self._moments, self._numbers = set(), 0
        self.today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        self.meetings = {}
        self.bodies = {
            KE: Body("Koordineringsenheden", "ke@example.dk", "Prøvegade 1"),
            FORUM: Body("Medborgerforum", "forum@example.dk", "Prøvesalen"),
        }

    def open(self, members):
        """Name everybody, and begin with three meetings of the one body and one of the other."""
        persons = {"name": "VINK", "email": "vink@example.dk"}
        bodies = {
            body_id: {"organiser_name": "VINK", "organiser_email": body.organiser, "place": body.place}
            for body_id, body in self.bodies.items()
        }
        cases = {"secretariat": persons, "parties": [_party("ssp"), _party("sof")]}
        self._put(KE, "people", {**cases, "bodies": {KE: bodies[KE]}})
        self._put(FORUM, "people", {"bodies": {FORUM: bodies[FORUM]}})
        self._put(FORUM, "forum/charter-list", {"charters": [_CHARTER], "organisations": [_ASSOCIATION]})
        for body_id, body in self.bodies.items():
            for _ in range(members if body_id == KE else members - 1):
                self._join(body_id, self._new_member(body))
        for body_id in (KE, KE, KE, FORUM):
            self.call_meeting(body_id)
        self.plan()

    def act(self):
        deeds = {
            self.move: 5,
            self.take_concern: 5,
            self.let_somebody_leave: 2,
            self.let_somebody_join: 2,
            self.call_meeting: 2,
            self.cancel: 1,
            self.change_place: 1,
        }
        self._chance.choices(list(deeds), list(deeds.values()))[0]()

    def plan(self):
        """Have a period of the body planned, and confirm what is proposed."""
        period = {"body": KE, "from": self._day(FIRST_DAY), "to": self._day(FIRST_DAY + 14)}
        plan = self._post(KE, "plans", period)
        self._post(KE, f"plans/{plan['id']}/confirm", {"revision": plan["revision"]})
        self._learn(KE)

    def call_meeting(self, body_id=None):
        body_id = body_id or self._chance.choice([KE, KE, FORUM])
        given = {"body": body_id, "starts_at": self._moment().isoformat(), "reason": "Ekstra møde"}
        meeting = self._post(body_id, "meetings", given)
        self._post(body_id, f"meetings/{meeting['id']}/confirm", {"revision": meeting["revision"]})
        self._learn(body_id)

    def move(self):
        """One to three times within the pause."""
        meeting = self._chance.choice(self._on())
        for _ in range(self._chance.randint(1, 3)):
            wish = {"starts_at": self._moment().isoformat(), "reason": "Lokalet er optaget"}
            self._change(meeting, "move", wish)
        self._learn(meeting.body)

    def cancel(self):
        meeting = self._chance.choice(self._on())
        if len(self._on(meeting.body)) >= FEWEST_MEETINGS:
            self._change(meeting, "cancel", {"reason": "Der er ingen sager"})

    def change_place(self):
        body_id = self._chance.choice([KE, FORUM])
        body = self.bodies[body_id]
        body.place = f"Prøvegade {self._number()}"
        self._put(body_id, "people", {"bodies": {body_id: {"place": body.place}}})
        self._learn(body_id)

    def let_somebody_join(self):
        """Somebody new, or somebody who had left."""
        body_id = self._chance.choice([KE, FORUM])
        body = self.bodies[body_id]
        left = [address for address, is_member in body.members.items() if not is_member]
        if left and self._chance.random() < 0.7:
            address = self._chance.choice(left)
            body.came_back[address] += 1
            self._join(body_id, address)
        elif sum(body.members.values()) < MOST_MEMBERS:
            self._join(body_id, self._new_member(body))

    def let_somebody_leave(self):
        body_id = self._chance.choice([KE, FORUM])
        members = [address for address, is_member in self.bodies[body_id].members.items() if is_member]
        if len(members) > 1:
            address = self._chance.choice(members)
            self._member(body_id, address, LEFT)
            self.bodies[body_id].members[address] = False

    def take_concern(self):
        self._post(KE, "concerns", {**concern_of(self._number()), "parties": ["ssp", "sof"]})

    def invited(self, meeting):
        """Who should come, by address."""
        members = self.bodies[meeting.body].members
        return {address for address, is_member in members.items() if is_member and meeting.is_on}

    def state_of(self, meeting):
        body = self.bodies[meeting.body]
        return fingerprint(meeting.starts_at, meeting.ends_at, body.name, body.place)

    def look(self):
        """Change nothing, but have the service look for what is due."""
        self._put(KE, "people", {})

    def _on(self, body=None):
        return [m for m in self.meetings.values() if m.is_on and body in {None, m.body}]

    def _join(self, body_id, address):
        self._member(body_id, address)
        self.bodies[body_id].members[address] = True

    def _member(self, body_id, address, last_on=None):
        person = {"name": f"Medlem {address.partition('@')[0]}", "email": address}
        if body_id == FORUM:
            days = _appointed(self.bodies[FORUM].came_back[address], last_on is not None)
            member = {**person, "organisation": _ASSOCIATION["id"], **days}
            assert self._put(FORUM, "forum/charter-list", {"members": [member]})["left"] == []
        else:
            days = {"valid_from": MEMBER_SINCE, "valid_until": last_on}
            self._put(body_id, "people", {"members": [{"body": body_id, **person, **days}]})

    def _new_member(self, body):
        return f"{body.organiser.partition('@')[0]}{len(body.members) + 1}@example.dk"

    def _change(self, meeting, verb, wish):
        """Unless the clock has changed the meeting since it was read."""
        revision = self._get(meeting.body, f"meetings/{meeting.id}")["revision"]
        answer = self._ask(
            meeting.body, "POST", f"meetings/{meeting.id}/{verb}", {**wish, "revision": revision}
        )
        assert answer.status_code in {200, 409}, answer.text
        self._learn(meeting.body)

    def _learn(self, body_id):
        """How the meetings of the body now stand."""
        for shown in self._get(body_id, f"meetings?body={body_id}")["meetings"]:
            starts_at, ends_at = (datetime.fromisoformat(shown[name]) for name in ("starts_at", "ends_at"))
            kept = self.meetings.setdefault(shown["id"], Kept(shown["id"], body_id, starts_at, ends_at))
            kept.starts_at, kept.ends_at = starts_at, ends_at
            kept.is_on = shown["state"] == "confirmed"
            kept.states.add(self.state_of(kept))
            self._moments.add(starts_at.astimezone(UTC))

    def _moment(self):
        """One at which no meeting ever was."""
        while True:
            day, minutes = self._chance.randint(FIRST_DAY, LAST_DAY), self._chance.randrange(7 * 60, 15 * 60)
            moment = self.today + timedelta(days=day, minutes=minutes)
            if moment not in self._moments:
                self._moments.add(moment)
                return moment

    def _day(self, ahead):
        return (self.today + timedelta(days=ahead)).date().isoformat()

    def _number(self):
        self._numbers += 1
        return self._numbers

    def _get(self, body_id, path):
        return _well(self._ask(body_id, "GET", path))

    def _post(self, body_id, path, content):
        return _well(self._ask(body_id, "POST", path, content))

    def _put(self, body_id, path, content):
        return _well(self._ask(body_id, "PUT", path, content))

    def _ask(self, body_id, method, path, content=None):
        """As the office whose body it is: each plans its own."""
        office = self._forum if body_id == FORUM else self._session
        return office.request(method, f"{self._served.url}/api/v1/{path}", json=content, timeout=SOON)


def _well(answer):
    assert answer.ok, answer.text
    return answer.json()


def _party(party_id):
    person = {"name": f"Kontakt {party_id}", "email": f"kontakt.{party_id}@example.dk"}
    return {"id": party_id, "contact": person, "mailbox": f"{party_id}@example.dk"}


def _appointed(came_back, has_left):
    """Whoever is over comes back by an appointment from another day."""
    first_on = date.fromisoformat(MEMBER_SINCE) + timedelta(days=came_back)
    return {"first_on": first_on.isoformat(), "last_on": first_on.isoformat() if has_left else None}


_CHARTER = {"version": "2026", "in_force_from": MEMBER_SINCE}
_ASSOCIATION = {
    "id": "proeveforeningen",
    "name": "Prøveforeningen",
    "contact": {"name": "Frida Forperson", "email": "kontakt@proeveforeningen.invalid"},
    "accession": {"version": "2026", "acceded_by": "Frida Forperson", "acceded_on": MEMBER_SINCE},
}
