"""Every button a page offers leads to something that is allowed at that moment, to that reader: each one is pressed."""

import re
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

import pytest
from api_samples import CONCERN, FORUM
from driven_service import local
from page_forms import FormReader
from page_visitor import Visitor
from sqlalchemy.orm import Session

from service.database.engine import copy_apart
from service.web.application import create_app

A = "/api/v1"
KE, MF = "koordineringsenheden", "medborgerforum"
ROLES = ("secretariat", "agency:ssp", "agency:sof", "agency:dks", "forum")
ANSWERED = {200, 302, 303}
FILE = re.compile(r"\.(pdf|docx|html|json|css|svg)(\?|$)|/file$|/forum/materials/|^/static|^/openapi")
# What takes more than the first of each choice, and is pressed in a test of its own.
ANOTHER_WAY = {"/login", "/concerns/new"}


@contextmanager
def undone(service):
    """The same service on a copy in memory; whatever is pressed there has not happened afterwards."""
    with copy_apart(service.engine).connect() as connection:
        nested = partial(
            Session, connection, join_transaction_mode="create_savepoint", expire_on_commit=False
        )
        playing = create_app(replace(service, sessions=nested))

        @contextmanager
        def pressed():
            outer = connection.begin()
            try:
                yield
            finally:
                outer.rollback()

        yield playing, pressed


class Walk:
    """One role goes through every page it is led to at one moment, and presses each button once."""

    def __init__(self, app, pressed, role, today):
        self.pressed, self.role, self.today = pressed, role, today
        self.visitor, self.tried, self.wrong = Visitor(app.test_client()), set(), []
        with pressed():
            self.visitor.log_in(role)

    def go(self, also):
        waiting, seen = ["/", *also], set()
        while waiting:
            page = waiting.pop()
            if page in seen or FILE.search(page) or page.startswith(("/logout", "/login", "/m/")):
                continue
            seen.add(page)
            reader = self._read(page)
            waiting += sorted(reader.links)
            for form in reader.forms:
                form.action = form.action or page.partition("?")[0]
                self._press(form)
        return self

    def _read(self, page):
        with self.pressed():
            shown = self.visitor.client.get(page, follow_redirects=True)
            if 'name="purpose_chosen"' in shown.text:
                one = re.search(r"KE-\d+-\d+", page)
                about = one.group(0) if one else "closed"
                self.visitor.state_purpose(about)
                shown = self.visitor.client.get(page, follow_redirects=True)
        if shown.status_code != 200:
            self.wrong.append((self.role, "link", page, shown.status_code))
        return FormReader.read(shown.text)

    def _press(self, form):
        for address, said in form.presses():
            known = (address, *said.items())
            if address in ANOTHER_WAY or known in self.tried:
                continue
            self.tried.add(known)
            with self.pressed():
                answer = self._sent(form, address, said)
            if answer.status_code not in ANSWERED:
                why = re.findall(r'<a href="(#f-[^"]*">[^<]*)|<li>([^<]*)</li>', answer.text)[:3]
                self.wrong.append((self.role, "button", address, said, answer.status_code, why))

    def _sent(self, form, address, said):
        filled = {**form.filled(self.today), **said}
        if form.method == "get":
            return self.visitor.client.get(address, query_string=filled)
        return self.visitor.client.post(address, data=filled, content_type="multipart/form-data")


class House:
    """A house in which things happen, looked around in at one stage after another."""

    def __init__(self, planned, clock):
        self.caller, self.clock, self.wrong, self.pressed = planned, clock, [], 0
        self.case = None

    def look_around(self, stage):
        with undone(self.caller.service) as (app, pressed):
            for role in ROLES:
                also = [f"/cases/{self.case}"] if self.case and role == "secretariat" else []
                walk = Walk(app, pressed, role, self.clock.moment.date()).go(also)
                self.wrong += [(stage, *one) for one in walk.wrong]
                self.pressed += len(walk.tried)

    def post(self, path, body, role="secretariat"):
        answer = self.caller.post(A + path, body, role)
        assert answer.status_code in {200, 201}, (path, answer.text)
        return answer.get_json()

    def put(self, path, body, role="secretariat"):
        answer = self.caller.call("PUT", A + path, body, role)
        assert answer.status_code in {200, 201}, (path, answer.text)
        return answer.get_json()

    def get(self, path, role="secretariat"):
        return self.caller.get(A + path, role).get_json()

    def at(self, on, clock="09:00"):
        self.clock.moment = local(on, clock)
        self.caller.service.tick()

    def revision(self, reference):
        return self.get(f"/cases/{reference}?purpose=se")["revision"]

    def answer(self, party, kind="nothing_registered", **more):
        for one in self.get("/lookups", f"agency:{party}")["lookups"]:
            if one["state"] == "open":
                self.post(f"/lookups/{one['id']}/answers", {"kind": kind, **more}, f"agency:{party}")


def concern(name, cpr, **more):
    return {**CONCERN, "citizen": {"name": name, "cpr": cpr, "municipality": "København"}, **more}


@pytest.fixture
def house(planned, clock):
    house = House(planned, clock)
    house.caller.service.tick()
    house.meeting = house.get(f"/meetings?body={KE}")["meetings"][0]["id"]
    return house


def takes_concerns(house):
    house.case = house.post("/concerns", {**CONCERN, "parties": ["ssp", "sof"]})["reference"]
    house.post("/concerns", concern("Fiktiva Eksempel", "020280-6002", confirmed_necessary=False))
    house.post("/concerns", concern("Opdigta Person", "030370-5003", needs_clearance=True, parties=["ssp"]))
    relevant = {"risk_factors": ["Er set ved uro"], "protective_factors": ["Går til fodbold"]}
    house.answer("ssp", "relevant", **relevant)
    note = {"citizen": True, "words": "Borgeren ringede"}
    house.post(f"/cases/{house.case}/notes", note)


def goes_to_review(house):
    agenda = house.get(f"/meetings/{house.meeting}/agenda")
    house.post(f"/meetings/{house.meeting}/agenda/review", {"revision": agenda["revision"]})


def test_while_concerns_come_in(house):
    house.look_around("planned")
    takes_concerns(house)
    house.look_around("asked")
    assert (house.wrong, house.pressed > 30) == ([], True)


def test_while_the_agenda_is_made(house):
    takes_concerns(house)
    house.at("2026-11-16", "16:00")
    house.look_around("agenda drafted, answers not due")
    goes_to_review(house)
    house.look_around("agenda in review")
    house.answer("sof")
    house.look_around("all have answered")
    house.at("2026-11-20", "12:00")
    house.look_around("agenda released")
    assert (house.wrong, house.pressed > 30) == ([], True)


def to_its_meeting(house):
    takes_concerns(house)
    house.answer("sof")
    house.at("2026-11-20", "12:00")
    house.at("2026-11-24", "09:30")


A_CONVERSATION = {
    "kind": "conversation",
    "responsible": "sof",
    "due_on": "2026-12-04",
    "grounds": "Der er grund til det",
}


def with_an_outcome(house):
    to_its_meeting(house)
    where = {"meeting": house.meeting, "revision": house.revision(house.case)}
    house.post(f"/cases/{house.case}/outcomes", {**A_CONVERSATION, **where})
    action = {"meeting": house.meeting, "owner": "ssp", "what": "Ringe", "due_on": "2026-12-04"}
    house.post(f"/cases/{house.case}/actions", action)
    follow_up = {"on": "2026-12-01", "purpose": "Status", "revision": house.revision(house.case)}
    house.post(f"/cases/{house.case}/follow-ups", follow_up)


def test_while_the_meeting_goes_on(house):
    to_its_meeting(house)
    house.look_around("meeting begun")
    where = {"meeting": house.meeting, "revision": house.revision(house.case)}
    house.post(f"/cases/{house.case}/outcomes", {**A_CONVERSATION, **where})
    house.at("2026-11-24", "11:00")
    house.look_around("meeting ended")
    assert (house.wrong, house.pressed > 30) == ([], True)


def everybody_marked(house):
    path = f"/meetings/{house.meeting}/minutes"
    people = house.get(f"/meetings/{house.meeting}/attendance")["attendees"]
    marks = [{"attendee": one["id"], "presence": "present"} for one in people if one["kind"] == "member"]
    house.put(f"{path}/presence", {"marks": marks, "revision": 0})
    return path, marks[0]["attendee"]


def test_while_the_minutes_are_written(house):
    with_an_outcome(house)
    house.at("2026-11-24", "11:00")
    path, somebody = everybody_marked(house)
    house.look_around("minutes begun")
    house.post(f"{path}/review", {"revision": house.get(path)["revision"]})
    house.look_around("minutes in review")
    house.at("2026-12-04", "16:30")
    house.look_around("minutes due")
    assert (house.wrong, somebody != "", house.pressed > 30) == ([], True, True)


def test_while_something_is_done_for_the_citizen(house):
    with_an_outcome(house)
    path = f"/cases/{house.case}"
    house.get(f"{path}/orientations/letter?language=da")
    plan = {"party": "sof", "holder": "Holga Samtalesen", "place": "Prøvegade 2"}
    at = {"planned_at": "2026-11-30T14:00:00+01:00", "revision": house.revision(house.case)}
    effort = house.post(f"{path}/conversations", {**plan, **at})
    one = effort["conversations"][0]
    house.get(f"{path}/conversations/{one['id']}/letter?language=da")
    house.look_around("conversation planned")
    house.at("2026-11-30", "15:00")
    report = {"outcome": "wants_course", "revision": one["revision"]}
    effort = house.post(f"{path}/conversations/{one['id']}/report", report)
    house.look_around("conversation held")
    course = {"kind": "mentor", "responsible": "ssp", "revision": effort["case_revision"]}
    course = house.post(f"{path}/courses", course)["courses"][0]
    house.look_around("course proposed")
    consent = {"by": "citizen", "on": "2026-11-30", "revision": course["revision"]}
    house.post(f"{path}/courses/{course['id']}/consent", consent)
    house.look_around("course runs")
    assert (house.wrong, house.pressed > 30) == ([], True)


def test_while_a_meeting_is_held_in_writing(house):
    takes_concerns(house)
    revision = house.get(f"/meetings/{house.meeting}")["revision"]
    call = {"closes_at": "2026-11-26T12:00:00+01:00", "reason": "For få", "revision": revision}
    house.post(f"/meetings/{house.meeting}/written", call)
    house.look_around("called in writing")
    house.answer("sof")
    house.at("2026-11-24", "12:30")
    given = {"kind": "no_conversation", "responsible": "sof", "grounds": "Intet bekymrende"}
    house.post(f"/cases/{house.case}/proposal", {**given, "revision": house.revision(house.case)})
    house.look_around("proposed in writing")
    assert (house.wrong, house.pressed > 30) == ([], True)


def test_where_cases_are_closed_and_plans_are_proposed(house):
    takes_concerns(house)
    house.post(f"/cases/{house.case}/close", {"reason": "unfounded", "revision": house.revision(house.case)})
    house.post("/plans", {"body": KE, "from": "2027-02-01", "to": "2027-02-28"})
    house.post("/meetings", {"body": KE, "starts_at": "2026-12-01T09:00:00+01:00"})
    house.look_around("closed and proposed")
    assert (house.wrong, house.pressed > 30) == ([], True)


def test_while_the_forum_meets(house):
    house.put("/forum/charter-list", FORUM, "forum")
    plan = house.post("/plans", {"body": MF, "from": "2027-01-01", "to": "2027-12-31"}, "forum")
    house.look_around("forum planned")
    house.post(f"/plans/{plan['id']}/confirm", {"revision": plan["revision"]}, "forum")
    first = house.get(f"/meetings?body={MF}", "forum")["meetings"][0]["id"]
    house.at("2027-01-05", "10:00")
    topic = {"title": "Unge i foreningslivet", "minutes": 30}
    house.post(f"/forum/meetings/{first}/topics", topic, "forum")
    house.look_around("topic proposed")
    house.at("2027-02-11", "18:00")
    house.look_around("forum meets")
    assert (house.wrong, house.pressed > 30) == ([], True)
