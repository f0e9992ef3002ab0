"""Of a citizen whose name and address are protected no page, answer or letter shows where they live."""

import re
from dataclasses import replace

import pytest
from api_samples import CONCERN
from driven_service import local

from agenda.access import CLOCK
from service.database.cases.questions import Reading, case_named
from service.workflow.cases.contents import open_citizen, put_citizen

CITIZEN = CONCERN["citizen"]
FORM = {
    "step": "propose",
    "urgency": "normal",
    "name": "Testa Prøvesen",
    "cpr": "010190-5001",
    "municipality": "København",
    "is_protected": "yes",
    "notification": "pending",
    "source_kind": "hotline",
    "theme": "other",
    "basis": "1",
    "purpose": "Formålet",
    "necessity": "Nødvendigheden",
}
A = "/api/v1"
OFFERED = re.compile("<datalist.*?</datalist>", re.DOTALL)  # all 98 municipalities


class Scene:
    """A case whose citizen has moved to Aarhus, and is to be met at home."""

    def __init__(self, caller, clock):
        self.caller, self.clock = caller, clock
        concern = {**CONCERN, "parties": ["ssp"], "citizen": {**CITIZEN, "is_protected": True}}
        self.reference = self.post("/concerns", concern)["reference"]
        self.path = f"/cases/{self.reference}"
        self.lookup = caller.get(f"{A}/lookups", "agency:ssp").get_json()["lookups"][0]["id"]
        answer = {"kind": "nothing_registered"}
        caller.post(f"{A}/lookups/{self.lookup}/answers", answer, "agency:ssp")
        self.moved_to("Aarhus")

    def moved_to(self, municipality):
        """As it stood in a store of before such a correction was refused."""
        with self.caller.service.unit(CLOCK) as unit:
            case = case_named(Reading(unit.session, "test", "moving", self.clock.moment), self.reference)
            put_citizen(unit, case, replace(open_citizen(unit, case), municipality=municipality))

    def post(self, path, body):
        answer = self.caller.post(A + path, body)
        assert answer.status_code in {200, 201}, answer.text
        return answer.get_json()

    @property
    def case(self):
        return self.caller.get(f"{A}{self.path}?purpose=se").get_json()

    @property
    def revision(self):
        return self.case["revision"]

    def to_conversation(self):
        meeting = self.case["meeting"]["id"]
        for moment in (local("2026-11-20", "12:00"), local("2026-11-24", "10:00")):
            self.clock.moment = moment
            self.caller.service.tick()
        outcome = {
            "meeting": meeting,
            "kind": "conversation",
            "responsible": "sof",
            "grounds": "Ja",
            "due_on": "2026-12-18",
        }
        self.post(f"{self.path}/outcomes", {**outcome, "revision": self.revision})
        plan = {"party": "sof", "holder": "Holga Samtalesen", "at_home": True}
        at = {"planned_at": "2026-11-25T13:00:00+01:00", "revision": self.revision}
        return self.post(f"{self.path}/conversations", {**plan, **at})["conversations"][0]


@pytest.fixture
def scene(planned, clock):
    return Scene(planned, clock)


def test_where_they_live_stands_nowhere(scene, visit):
    conversation = scene.to_conversation()["id"]
    office, agency = visit("secretariat"), visit("agency:ssp")
    for visitor in (office, agency):
        visitor.state_purpose(scene.reference)
    letters = (f"{scene.path}/conversations/{conversation}/letter", f"{scene.path}/orientations/letter")
    pages = [scene.path, f"{scene.path}/effort", f"{scene.path}/meetings", *letters, "/cases", "/"]
    shown = [(page, office.see(page)) for page in pages]
    shown += [(page, agency.see(page)) for page in (scene.path, f"/lookups/{scene.lookup}")]
    for path in (f"{scene.path}?purpose=se", f"{scene.path}/effort?purpose=se", *letters):
        shown.append((path, scene.caller.get(A + path)))
    for path in letters:
        shown.append((path, scene.caller.get(f"{A}{path}/file?format=html")))
    assert [(path, answer.status_code) for path, answer in shown if answer.status_code != 200] == []
    assert [path for path, answer in shown if "Aarhus" in OFFERED.sub("", answer.text)] == []


def test_the_mark_stands_where_the_citizen_does(scene, visit):
    office, agency = visit("secretariat"), visit("agency:ssp")
    for visitor in (office, agency):
        visitor.state_purpose(scene.reference)
    pages = [office.read(scene.path), agency.read(scene.path), agency.read(f"/lookups/{scene.lookup}")]
    assert [("Navne- og adressebeskyttelse" in page, "Bopælskommune Aarhus" in page) for page in pages] == [
        (True, False)
    ] * 3
    asked = scene.caller.get(f"{A}/lookups/{scene.lookup}", "agency:ssp").get_json()
    assert (scene.case["citizen"]["is_protected"], asked["person"]["is_protected"]) == (True, True)
    assert scene.case["citizen"]["municipality"] is None


def test_it_is_lifted_and_marked_again_by_api_and_page(scene, visit):
    lifted = {"is_protected": False, "revision": scene.revision}
    scene.post(f"{scene.path}/protection", lifted)
    assert scene.case["citizen"]["municipality"] == "Aarhus"
    office = visit("secretariat")
    office.state_purpose(scene.reference)
    assert "Bopælskommune Aarhus" in office.read(scene.path)
    marked = office.fill(f"{scene.path}/protection", is_protected="yes", revision=scene.revision)
    assert (marked.status_code, scene.case["citizen"]["municipality"]) == (303, None)


def test_two_at_once_the_second_reads_again(scene):
    old = scene.revision
    scene.post(f"{scene.path}/protection", {"is_protected": False, "revision": old})
    late = scene.caller.post(f"{A}{scene.path}/protection", {"is_protected": True, "revision": old})
    assert (late.status_code, late.get_json()["type"]) == (409, "urn:moedeklar:problem:changed-meanwhile")


def test_at_home_no_address_is_written_and_the_letter_says_so(scene):
    conversation = scene.to_conversation()
    assert (conversation["at_home"], conversation["place"]) == (True, "")
    path = f"{A}{scene.path}/conversations/{conversation['id']}"
    letter = scene.caller.get(f"{path}/letter").get_json()
    assert "Hjemme hos dig" in letter["blocks"][1]["text"]
    plan = {"party": "sof", "holder": "Holga Samtalesen", "at_home": True, "place": "Prøvegade 1"}
    at = {"planned_at": "2026-11-25T14:00:00+01:00", "revision": conversation["revision"]}
    refused = scene.caller.post(f"{path}/move", {**plan, **at})
    assert (refused.status_code, refused.get_json()["field"]) == (422, "place")
    nowhere = scene.caller.post(f"{path}/move", {"party": "sof", "holder": "Holga Samtalesen", **at})
    assert (nowhere.status_code, nowhere.get_json()["type"]) == (422, "urn:moedeklar:problem:holder-missing")


def test_the_concern_form_marks_it_and_the_second_step_says_so(visit, planned):
    page = visit("secretariat").fill("/concerns/new", **FORM)
    assert ("Navne- og adressebeskyttelse" in page.text, 'name="is_protected" value="yes"' in page.text) == (
        True,
        True,
    )
