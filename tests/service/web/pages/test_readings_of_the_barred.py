"""An agency whose people are all kept out of a case reads whatever there is: nothing fails or names the citizen."""

from itertools import product

import pytest
from api_samples import CONCERN
from driven_service import local
from page_visitor import Visitor

from agenda.access import MAY, Role
from service.web.authentication import rule_of

NAMES = ("Testa Prøvesen", "Anden Prøvesen")
OTHER = {"name": NAMES[1], "cpr": "020290-5002", "municipality": "København"}
ASKED_FOR = {"purpose": "forberede", "format": "json", "language": "da", "body": "koordineringsenheden"}
AGENCY = "agency:ssp"
A = "/api/v1"


class Scene:
    """Two cases in which SSP answered, holds or is asked whatever an agency can be, and is kept out since."""

    def __init__(self, caller, clock):
        self.caller, self.clock = caller, clock
        caller.service.tick()
        self.first, self.second = (
            one["id"] for one in self.get("/meetings?body=koordineringsenheden")["meetings"][:2]
        )
        self.held = self.taken(CONCERN["citizen"])
        self.known = {"reference": [self.held], "meeting": [self.first, self.second]}

    def get(self, path, role="secretariat"):
        return self.caller.get(A + path, role).get_json()

    def post(self, path, body, role="secretariat"):
        answer = self.caller.post(A + path, body, role)
        assert answer.status_code in {200, 201}, (path, answer.text)
        return answer.get_json()

    def to(self, on, at="09:00"):
        self.clock.moment = local(on, at)
        self.caller.service.tick()

    def taken(self, citizen):
        """A case about which SSP and SOF are asked, and have answered."""
        concern = {**CONCERN, "citizen": citizen, "parties": ["ssp", "sof"]}
        reference = self.post("/concerns", concern)["reference"]
        for role in (AGENCY, "agency:sof"):
            asked = [one for one in self.get("/lookups", role)["lookups"] if one["reference"] == reference]
            self.post(f"/lookups/{asked[0]['id']}/answers", {"kind": "nothing_registered"}, role)
        return reference

    def revision(self, reference):
        return self.get(f"/cases/{reference}?purpose=læse")["revision"]

    def keep_out(self, meeting, reference):
        agenda = self.get(f"/meetings/{meeting}/agenda")
        item = next(one["id"] for one in agenda["items"] if one["about"] == reference)
        invited = self.get(f"/meetings/{meeting}/attendance")["attendees"]
        ssp = next(one["id"] for one in invited if one["email"] == "medlem.ssp@moedeklar.invalid")
        self.post(f"/meetings/{meeting}/agenda/items/{item}/exclusions", {"attendee": ssp})

    def held_by_them(self):
        """An action, a conversation, a course and minutes, all of the first case."""
        self.to("2026-11-20", "12:00")
        self.to("2026-11-24", "10:00")
        path = f"/cases/{self.held}"
        action = {"meeting": self.first, "owner": "ssp", "what": "Ringe", "due_on": "2026-12-18"}
        self.known["action_id"] = [self.post(f"{path}/actions", action)["id"]]
        owed = {"responsible": "ssp", "due_on": "2026-12-01"}
        outcome = {"kind": "conversation", "grounds": "Der er grund til det", **owed}
        where = {"meeting": self.first, "revision": self.revision(self.held)}
        self.post(f"{path}/outcomes", {**outcome, **where})
        self.minutes()
        plan = {"party": "ssp", "holder": "Holga Samtalesen", "place": "Prøvegade 2"}
        at = {"planned_at": local("2026-11-25", "13:00").isoformat(), "revision": self.revision(self.held)}
        effort = self.post(f"{path}/conversations", {**plan, **at})
        one = effort["conversations"][0]
        self.known["conversation"] = [one["id"]]
        self.to("2026-11-25", "14:00")
        report = {"outcome": "wants_course", "revision": one["revision"]}
        effort = self.post(f"{path}/conversations/{one['id']}/report", report)
        course = {"kind": "mentor", "responsible": "ssp", "revision": effort["case_revision"]}
        self.known["course_id"] = [self.post(f"{path}/courses", course)["courses"][0]["id"]]
        self.keep_out(self.first, self.held)

    def minutes(self):
        path = f"/meetings/{self.first}/minutes"
        text = {"text": "Sagen blev drøftet.", "revision": 1}
        self.caller.call("PUT", f"{A}/cases/{self.held}/minutes/{self.first}", text)
        self.post(f"{path}/review", {"revision": self.get(path)["revision"]})

    def asked_in_writing(self):
        """An outcome of the other case is proposed in writing."""
        other = self.taken(OTHER)
        self.known["reference"].append(other)
        self.to("2026-11-30", "16:00")
        self.keep_out(self.second, other)
        revision = self.get(f"/meetings/{self.second}")["revision"]
        call = {"closes_at": "2026-12-10T12:00:00+01:00", "reason": "For få", "revision": revision}
        self.post(f"/meetings/{self.second}/written", call)
        self.to("2026-12-08", "13:00")
        given = {"kind": "no_conversation", "responsible": "sof", "grounds": "Intet bekymrende"}
        self.post(f"/cases/{other}/proposal", {**given, "revision": self.revision(other)})


@pytest.fixture
def scene(planned, clock):
    scene = Scene(planned, clock)
    scene.held_by_them()
    scene.asked_in_writing()
    scene.known["lookup"] = [one["id"] for one in scene.get("/lookups", AGENCY)["lookups"]]
    scene.answered = scene.known["lookup"][-1]
    return scene


def values(scene, name):
    """Real ids for an argument of a route, under whatever name the page or the API has for it."""
    fixed = {"extension": ["pdf", "html"], "body": ["koordineringsenheden"]}
    own = {**fixed, **scene.known}
    return own.get(name) or own.get(name.removesuffix("_id")) or own[f"{name}_id"]


def addresses(scene, prefix):
    """Every address an agency may ask for, with all real ids in it."""
    app = scene.caller.client.application
    for rule in app.url_map.iter_rules():
        who = rule_of(app, rule.endpoint)
        if "GET" not in rule.methods or who not in MAY or Role.AGENCY not in MAY[who]:
            continue
        if rule.rule.startswith("/api/") is not (prefix == "/api/"):
            continue
        names = sorted(rule.arguments)
        for ids in product(*(values(scene, name) for name in names)):
            with_ids = rule.rule
            for name, value in zip(names, ids, strict=True):
                with_ids = with_ids.replace(f"<{name}>", value)
            yield rule.rule, with_ids


def query_of(description, rule):
    """What the description says the route asks for."""
    path = rule.replace("<", "{").replace(">", "}")
    asked = [one["name"] for one in description["paths"][path]["get"].get("parameters", [])]
    given = [f"{name}={ASKED_FOR[name]}" for name in asked if name in ASKED_FOR]
    return "?" + "&".join(given) if given else ""


def judged(answers):
    """What failed, and what named a citizen."""
    failed = [address for address, status, _ in answers if status >= 500]
    naming = [address for address, _, words in answers if any(name in words for name in NAMES)]
    return failed, naming


def test_no_route_of_the_api_fails_or_names_the_citizen(scene):
    description = scene.caller.get("/openapi/openapi.json").get_json()
    answers = [
        (address, answer.status_code, answer.text)
        for rule, address in addresses(scene, "/api/")
        for answer in [scene.caller.get(address + query_of(description, rule), AGENCY)]
    ]
    assert judged(answers) == ([], [])
    assert [address for address, status, _ in answers if status not in {200, 404}] == []


def test_no_page_fails_or_names_the_citizen(scene):
    visitor = Visitor(scene.caller.client.application.test_client())
    visitor.log_in(AGENCY)
    for reference in scene.known["reference"]:
        visitor.state_purpose(reference)
    answers = [
        (address, answer.status_code, answer.data.decode(errors="replace"))
        for _, address in addresses(scene, "/")
        for answer in [visitor.see(address)]
    ]
    assert judged(answers) == ([], [])
    assert [address for address, status, _ in answers if status not in {200, 302, 404}] == []
    (request,) = [words for address, _, words in answers if address == f"/lookups/{scene.answered}"]
    assert ("repræsentant er inhabil" in request, "Jeres svar, version 1" in request) == (True, True)
