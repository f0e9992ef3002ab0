"""The story of one forum year over HTTP: three meetings, a new version of the Charter, an organisation that leaves.

Medborgerforum meets in February, May and October. Alma speaks for Aaforeningen, Bo for Baadklubben, Carla for Cirklen,
and Dina for herself. Cirklen accedes late and never to the new Charter; Baadklubben leaves in spring.
"""

import re
from dataclasses import dataclass, field
from email import message_from_bytes
from email.policy import default

import icalendar
import pytest
from driven_service import Driven, local
from over_http import Http
from sample_people import FORUM, KE, OFFICE

from notifications.message import State
from service.web.application import create_app

AUTUMN = local("2026-11-09")
SECRETARIAT_OF_THE_FORUM = "forum"
ALMA, BO, CARLA, DINA, SALEN = (
    f"{name}@forening.invalid" for name in ("alma", "bo", "carla", "dina", "salen")
)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"
PEOPLE = {
    "bodies": {
        FORUM: {
            "organiser_name": "VINK",
            "organiser_email": "mf@moedeklar.invalid",
            "place": "Prøvesalen",
            "room": {"name": "Prøvesalen", "email": SALEN},
        },
    },
}
OF_THE_CASES = {
    "secretariat": {"name": "VINK, sekretariatet", "email": OFFICE},
    "bodies": {KE: {"organiser_name": "VINK", "organiser_email": "ke@moedeklar.invalid"}},
}


def acceded_by(name):
    return {"version": "2026", "acceded_by": name, "acceded_on": "2026-01-15"}


def organisation(key, contact, **more):
    return {
        "id": key,
        "name": key.capitalize(),
        "contact": {"name": contact, "email": f"formand@{key}.invalid"},
        **more,
    }


def appointed(name, email, **more):
    return {"name": name, "email": email, "first_on": "2026-02-01", **more}


CHARTER_LIST = {
    "charters": [{"version": "2026", "in_force_from": "2026-01-01"}],
    "organisations": [
        organisation("aaforeningen", "Anders Aaformand", accession=acceded_by("Anders Aaformand")),
        organisation("baadklubben", "Birthe Baadformand", accession=acceded_by("Birthe Baadformand")),
        organisation("cirklen", "Carl Cirkelformand"),
    ],
    "members": [
        appointed("Alma Opdigtsen", ALMA, organisation="aaforeningen", role="chair"),
        appointed("Bo Opdigtsen", BO, organisation="baadklubben", role="deputy"),
        appointed("Carla Opdigtsen", CARLA, organisation="cirklen"),
        appointed("Dina Opdigtsen", DINA, language="en", accession=acceded_by("Dina Opdigtsen")),
    ],
}


@dataclass
class Year:
    """What the forum's secretariat of the story has written down."""

    driven: Driven
    http: Http
    meetings: list[str] = field(default_factory=list)

    def get(self, path):
        return self.http.get(path, SECRETARIAT_OF_THE_FORUM)

    def post(self, path, document):
        return self.http.post(path, document, SECRETARIAT_OF_THE_FORUM)

    def put(self, path, document):
        return self.http.put(path, document, SECRETARIAT_OF_THE_FORUM)

    def refused(self, method, path, document, who=SECRETARIAT_OF_THE_FORUM):
        return self.http.refused(method, path, document, who)

    def until(self, on, at="09:00"):
        self.driven.play_until(local(on, at))

    def told(self, occasion, since=None):
        """Who, in order; the room is invited too, and told as people are."""
        heard = self.driven.told(occasion, since=local(since) if since else None)
        return sorted(told.to for told in heard if told.to != SALEN)

    def accession(self, key, version):
        """As it now stands on the list."""
        listed = self.get(f"/forum/organisations/{key}")["accessions"]
        return [one for one in listed if one["version"] == version][-1]

    def decide(self, key, version, what, document):
        accession = self.accession(key, version)
        path = f"/forum/accessions/{accession['id']}/{what}"
        return self.post(path, {**document, "revision": accession["revision"]})

    def attending(self, meeting):
        listed = self.get(f"/meetings/{meeting}/attendance")["attendees"]
        return {one["name"].partition(" ")[0]: one["is_invited"] for one in listed if one["kind"] != "room"}


@pytest.fixture
def year(start_on):
    driven = start_on(AUTUMN)
    return Year(driven, Http(driven.service, create_app(driven.service).test_client()))


def test_one_year_of_the_forum(year):
    the_year_is_planned_and_only_those_who_acceded_are_invited(year)
    whoever_accedes_late_is_invited_alone(year)
    members_propose_topics_and_say_what_they_need(year)
    the_first_meeting_is_held(year)
    a_new_charter_is_sent_round(year)
    an_organisation_leaves_and_its_member_alone_is_taken_off(year)
    by_the_third_meeting_only_those_who_acceded_anew_are_invited(year)


def the_year_is_planned_and_only_those_who_acceded_are_invited(year):
    year.http.put("/people", OF_THE_CASES)
    year.put("/people", PEOPLE)
    year.put("/forum/charter-list", CHARTER_LIST)

    # The list of who has acceded is for the forum's secretariat alone, and every reading of it is recorded.
    assert year.http.call("GET", "/forum/charter-list")[0] == 403
    assert year.http.call("GET", "/forum/charter-list", role="agency:ssp")[0] == 403
    year.get("/forum/charter-list")
    assert "forum" in {entry.actor for entry in year.driven.entries("read_charter_list")}

    # Nobody accedes ahead of time, and one seat is not held twice.
    ahead = {"acceded_by": "Carl Cirkelformand", "acceded_on": "2026-12-01"}
    accession = year.accession("cirklen", "2026")
    path = f"/forum/accessions/{accession['id']}/accede"
    assert year.refused("POST", path, {**ahead, "revision": accession["revision"]}) == (422, "acceded-ahead")
    again = appointed("Alma Opdigtsen", ALMA, organisation="aaforeningen") | {"first_on": "2026-06-01"}
    assert year.refused("POST", "/forum/appointments", again) == (409, "appointments-overlap")

    # Three meetings, the second Thursdays of February, May and October.
    plan = year.post("/plans", {"body": FORUM, "from": "2027-01-01", "to": "2027-12-31"})
    year.post(f"/plans/{plan['id']}/confirm", {"revision": plan["revision"]})
    year.meetings = [meeting["id"] for meeting in plan["meetings"]]
    assert [one["starts_at"][:10] for one in plan["meetings"]] == ["2027-02-11", "2027-05-13", "2027-10-14"]

    # Eight weeks ahead the invitations go out, to those who have acceded; each sees nobody's address but their own.
    year.until("2026-12-18")
    assert year.told("invitation") == [ALMA, BO, DINA]
    for mail in invitations(year):
        listed = [str(one).removeprefix("mailto:") for one in attendees_in(mail)]
        assert set(listed) - {SALEN} == {to_whom(mail)} - {SALEN}
    subjects = {to_whom(mail): mail["Subject"] for mail in invitations(year)}
    assert subjects[DINA].startswith("Invitation: meeting of Medborgerforum Thu 11 Feb 2027")
    assert subjects[ALMA].startswith("Indkaldelse: møde i Medborgerforum tor. 11. feb. 2027")


def whoever_accedes_late_is_invited_alone(year):
    year.until("2026-12-21", "10:00")
    year.decide("cirklen", "2026", "send", {})
    year.until("2026-12-22", "10:00")
    assert year.told("charter_sent") == ["formand@cirklen.invalid"]
    year.decide("cirklen", "2026", "accede", {"acceded_by": "Carl Cirkelformand", "acceded_on": "2026-12-22"})
    year.until("2026-12-22", "11:00")
    assert year.told("invitation", since="2026-12-22") == [CARLA]


def members_propose_topics_and_say_what_they_need(year):
    first = year.meetings[0]

    # In good time everybody is asked for topics, each over a private link; there is no login.
    year.until("2026-12-30")
    assert year.told("topics_called") == [ALMA, BO, CARLA, DINA]
    alma, bo = (Visitor(year, address) for address in (ALMA, BO))
    alma.sends("topics", title="Unge og ensomhed", about="Hvad gør vi for dem, der sidder alene?")
    bo.sends("topics", title="Ny havn", about="Vi mangler plads til jollerne.")
    alma.sends("needs", needs=["vegetarian", "no_gluten"])
    bo.sends("needs", needs=["vegetarian"])

    # One topic is accepted, one declined with a reply; who proposed it is told.
    topics = {one["title"]: one for one in year.get(f"/forum/meetings/{first}/topics")["topics"]}
    for title, decision, reply in (
        ("Unge og ensomhed", "accepted", ""),
        ("Ny havn", "declined", "Det hører til i Kultur- og Fritidsudvalget."),
    ):
        topic = topics[title]
        decided = {"decision": decision, "reply": reply, "revision": topic["revision"]}
        year.post(f"/forum/topics/{topic['id']}/decision", decided)
    year.until("2026-12-30", "12:00")
    assert year.told("topic_answered") == [ALMA, BO]

    # A file that is not what its name says is refused; a real one goes with the meeting.
    assert sends_file(year, first, "oplaeg.pdf", b"MZ\x90\x00" + bytes(600))[1] == "disguised-file"
    assert sends_file(year, first, "oplaeg.pdf", PDF)[0] == 201
    assert "oplaeg.pdf" in alma.sees()


def the_first_meeting_is_held(year):
    first = year.meetings[0]

    # The clock releases the agenda: the accepted topic between the fixed items.
    year.until("2027-02-10")
    agenda = year.get(f"/meetings/{first}/agenda")
    assert agenda["state"] == "released"
    assert [one["heading"] for one in agenda["items"] if one["kind"] == "topic"] == ["Unge og ensomhed"]
    assert year.told("agenda_released") == [ALMA, BO, CARLA, DINA]

    # What people need is seen in numbers, and gone a week after the meeting.
    assert needs_at(year, first) == {"no_gluten": 1, "vegetarian": 2}
    year.until("2027-02-12", "10:00")
    people = year.get(f"/meetings/{first}/attendance")["attendees"]
    marks = [{"attendee": one["id"], "presence": "present"} for one in people if one["kind"] != "room"]
    minutes = year.put(f"/meetings/{first}/minutes/presence", {"marks": marks, "revision": 0})
    minutes = year.post(f"/meetings/{first}/minutes/review", {"revision": minutes["revision"]})
    approval = {"attendee": marks[0]["attendee"], "revision": minutes["revision"]}
    assert year.refused("POST", f"/meetings/{first}/minutes/approve", approval) == (409, "review-not-over")
    approval["reason"] = "Alle har læst det på mødet"
    assert year.post(f"/meetings/{first}/minutes/approve", approval)["state"] == "approved"
    year.until("2027-02-19", "12:00")
    assert needs_at(year, first) == {}


def a_new_charter_is_sent_round(year):
    year.until("2027-03-01", "10:00")
    assert year.refused("POST", "/forum/charters", {"version": "2027", "in_force_from": "2027-03-01"}) == (
        422,
        "charter-in-force-too-soon",
    )
    year.post("/forum/charters", {"version": "2027", "in_force_from": "2027-08-01"})
    year.until("2027-03-02")
    asked = [f"formand@{key}.invalid" for key in ("aaforeningen", "baadklubben", "cirklen")]
    assert year.told("charter_sent", since="2027-03-01") == sorted([*asked, DINA])

    # Until it is in force the old one counts: all four are invited to the meeting of May.
    year.decide(
        "aaforeningen", "2027", "accede", {"acceded_by": "Anders Aaformand", "acceded_on": "2027-03-02"}
    )
    dina = year.get("/forum/charter-list")["personal"][0]["accessions"]
    newest = next(one for one in dina if one["version"] == "2027")
    signed = {"acceded_by": "Dina Opdigtsen", "acceded_on": "2027-03-02", "revision": newest["revision"]}
    year.post(f"/forum/accessions/{newest['id']}/accede", signed)
    year.until("2027-03-19")
    assert year.told("invitation", since="2027-03-01") == [ALMA, BO, CARLA, DINA]

    # Those who have not answered are reminded, and nobody else.
    year.until("2027-04-12")
    assert set(year.told("charter_reminder")) == {"formand@baadklubben.invalid", "formand@cirklen.invalid"}


def an_organisation_leaves_and_its_member_alone_is_taken_off(year):
    first, second, _ = year.meetings
    year.until("2027-04-20", "10:00")
    leaving = {"reason": "Foreningen er nedlagt", "on": "2027-04-20"}
    assert year.decide("baadklubben", "2026", "end", leaving)["state"] == "ended"
    year.until("2027-04-21")
    assert year.told("invitation_cancellation") == [BO]
    assert year.told("invitation_update", since="2027-04-20") == []
    assert year.attending(second) == {"Alma": True, "Bo": False, "Carla": True, "Dina": True}

    # History stays: Bo was there in February.
    assert year.attending(first)["Bo"] is True


def by_the_third_meeting_only_those_who_acceded_anew_are_invited(year):
    third = year.meetings[2]
    year.until("2027-08-20")
    states = {key: year.accession(key, "2027")["state"] for key in ("aaforeningen", "baadklubben", "cirklen")}
    assert states == {"aaforeningen": "acceded", "baadklubben": "ended", "cirklen": "lapsed"}
    assert year.accession("cirklen", "2026")["state"] == "lapsed"
    assert year.told("invitation", since="2027-08-01") == [ALMA, DINA]
    year.until("2027-10-15")
    assert year.get(f"/meetings/{third}")["state"] == "held"


@dataclass
class Visitor:
    """A member at their own page, which opens by the link of their mail alone."""

    year: Year
    address: str

    @property
    def link(self):
        mail = next(one for one in invitations(self.year) if to_whom(one) == self.address)
        return re.search(r"/m/[a-z]+", mail.get_body(("plain",)).get_content())[0]

    def sees(self):
        return self.year.http.client.get(self.link).text

    def sends(self, what, **form):
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.sees())[1]
        answer = self.year.http.client.post(f"{self.link}/{what}", data={"csrf_token": token, **form})
        assert answer.status_code == 303, answer.text


def invitations(year):
    sent = [message for message in year.driven.messages("invitation") if message.state is State.SENT]
    return [message_from_bytes(year.driven.mail_of(message), policy=default) for message in sent]


def to_whom(mail):
    return mail["To"].addresses[0].addr_spec


def attendees_in(mail):
    part = next(one for one in mail.walk() if one.get_content_type() == "text/calendar")
    listed = icalendar.Calendar.from_ical(part.get_content()).walk("VEVENT")[0]["ATTENDEE"]
    return listed if isinstance(listed, list) else [listed]


def needs_at(year, meeting):
    counted = year.get(f"/forum/meetings/{meeting}/needs")["needs"]
    return {need: count for need, count in counted.items() if count}


def sends_file(year, meeting, name, content):
    response = year.http.send(
        f"/api/v1/forum/meetings/{meeting}/materials?name={name}", content, SECRETARIAT_OF_THE_FORUM
    )
    return response.status_code, (response.get_json().get("type") or "").rpartition(":")[2]
