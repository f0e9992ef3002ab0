"""The story of one concern over HTTP: from its intake to the end of a course, across four meetings.

Koordineringsenheden meets on 24 November, 8 and 22 December and 5 January. A teacher is worried; the unit wants to
know more, then recommends a conversation; the citizen wants a mentor; the course is followed up and ends.
"""

from dataclasses import dataclass, field

import pytest
from driven_service import Driven, local
from over_http import Http
from sample_people import KE, PARTIES, contact_of, deputy_of, member_of

from service.web.application import create_app

MONDAY = local("2026-11-09")
OFFICE = "vink@moedeklar.invalid"
PURPOSE = "?purpose=forberedelse"
PEOPLE = {
    "secretariat": {"name": "VINK, sekretariatet", "email": OFFICE},
    "bodies": {
        KE: {"organiser_name": "VINK", "organiser_email": "ke@moedeklar.invalid", "place": "Prøvegade 1"}
    },
    "parties": [
        {
            "id": party,
            "contact": {"name": f"Kontakt {party}", "email": contact_of(party)},
            "deputy": {"name": f"Suppleant {party}", "email": deputy_of(party)},
        }
        for party in PARTIES
    ],
    "members": [
        {"body": KE, "party": party, "name": f"Medlem {party}", "email": member_of(party)}
        for party in PARTIES
    ],
}
CONCERN = {
    "citizen": {"name": "Vigga Fortællersen", "cpr": "110171-5011", "municipality": "København"},
    "source_kind": "professional",
    "source": "En opdigtet lærer",
    "theme": "other",
    "words": "Hun trækker sig fra alle, hun kendte.",
    "urgency": "normal",
    "basis": "1",
    "purpose": "Tidlig forebyggende indsats",
    "necessity": "Kun parterne kan vide, om der er mere i det",
    "confirmed_necessary": True,
}
RISK, ORAL, GROUNDS = "Er set i et opdigtet netværk", "Har talt om at rejse", "Fraværet er uforklaret"
SAID_OF_THE_CITIZEN = ("Vigga", "110171", CONCERN["words"], RISK, ORAL, GROUNDS)


@dataclass
class Concern:
    """What the secretariat of the story has written down."""

    driven: Driven
    http: Http
    meetings: list[str] = field(default_factory=list)
    reference: str = ""

    def case(self, who="secretariat"):
        return self.http.get(f"/cases/{self.reference}{PURPOSE}", who)

    def decide(self, what, document):
        """As the case now stands, which is what the decision rests on."""
        return self.http.post(
            f"/cases/{self.reference}/{what}", {**document, "revision": self.case()["revision"]}
        )

    def answer(self, party, document):
        role = f"agency:{party}"
        (lookup,) = [one for one in self.http.get("/lookups", role)["lookups"] if one["state"] == "open"]
        self.http.post(f"/lookups/{lookup['id']}/answers", document, role)

    def until(self, on, at="09:00"):
        self.driven.play_until(local(on, at))


@pytest.fixture
def story(start_on):
    driven = start_on(MONDAY)
    return Concern(driven, Http(driven.service, create_app(driven.service).test_client()))


def test_one_concern_from_its_intake_to_the_end_of_a_course(story):
    a_concern_comes_and_every_party_is_asked(story)
    the_first_meeting_wants_to_know_more(story)
    its_minutes_are_approved_and_locked(story)
    the_second_meeting_recommends_a_conversation(story)
    the_citizen_comes_and_wants_a_mentor(story)
    bif_is_reminded_of_what_it_took_upon_itself(story)
    the_third_meeting_follows_the_course(story)
    by_the_fourth_meeting_the_course_has_ended(story)


def a_concern_comes_and_every_party_is_asked(story):
    http = story.http

    # The secretariat says who is who and confirms the winter's meetings.
    http.put("/people", PEOPLE)
    plan = http.post("/plans", {"body": KE, "from": "2026-11-24", "to": "2027-01-05"})
    http.post(f"/plans/{plan['id']}/confirm", {"revision": plan["revision"]})
    story.meetings = [meeting["id"] for meeting in plan["meetings"]]
    assert [meeting["starts_at"][:10] for meeting in plan["meetings"]] == [
        "2026-11-24",
        "2026-12-08",
        "2026-12-22",
        "2027-01-05",
    ]

    # A teacher calls. The concern lands on the first meeting, and every party is asked.
    taken = http.post("/concerns", CONCERN)
    story.reference = taken["reference"]
    assert (taken["gate"], taken["case"]["meeting"]["id"]) == ("taken", story.meetings[0])
    story.until("2026-11-10")
    assert [told.to for told in story.driven.told("lookup_request")] == [contact_of(p) for p in PARTIES]

    # Each answers in its own way. One may tell by word of mouth alone, and one declines: that is an answer too.
    story.answer("bif", {"kind": "nothing_registered"})
    story.answer("sof", {"kind": "not_relevant"})
    story.answer("ssp", {"kind": "relevant", "risk_factors": [RISK]})
    story.answer("kf", {"kind": "oral_only"})
    story.answer("dks", {"kind": "declines"})
    assert http.get("/readiness")["readiness"] == "ready"


def the_first_meeting_wants_to_know_more(story):
    http, (first, second, *_) = story.http, story.meetings

    # The agenda is laid out by rule: the case between the fixed items, by its reference alone.
    agenda = http.post(f"/meetings/{first}/agenda", None)
    assert [item["about"] for item in agenda["items"] if item["about"]] == [story.reference]
    assert [word for word in SAID_OF_THE_CITIZEN if word in str(agenda)] == []

    # Two secretaries give it another order at once: the second is told so, and nothing is lost.
    longer = [{"item": item["id"], "minutes": item["minutes"] + 5} for item in agenda["items"]]
    order = {"items": longer, "revision": agenda["revision"]}
    arranged = http.put(f"/meetings/{first}/agenda/order", order)
    assert http.refused("PUT", f"/meetings/{first}/agenda/order", order) == (409, "changed-meanwhile")
    assert arranged["minutes"] == agenda["minutes"] + 5 * len(longer) <= arranged["minutes_available"]

    # The parties read it through; it holds no answer, and a remark is for the secretariat.
    reviewed = http.post(f"/meetings/{first}/agenda/review", {"revision": arranged["revision"]})
    http.post(f"/meetings/{first}/agenda/comments", {"text": "Vi kommer ti minutter senere"}, "agency:kf")
    story.until("2026-11-17")
    assert {told.to for told in story.driven.told("agenda_for_review")} == {member_of(p) for p in PARTIES}
    assert RISK not in str(http.get(f"/meetings/{first}/agenda", "agency:kf"))

    # Released it is frozen, and from now on the parties read each other's answers.
    assert http.refused("POST", f"/meetings/{first}/agenda/release", {"revision": 1}) == (
        409,
        "changed-meanwhile",
    )
    released = http.post(f"/meetings/{first}/agenda/release", {"revision": reviewed["revision"]})
    assert released["state"] == "released"
    assert RISK in str(story.case("agency:kf"))
    late = {"heading": "Nyt lokale", "minutes": 5, "revision": released["revision"]}
    assert http.refused("POST", f"/meetings/{first}/agenda/items", late) == (422, "reason-missing")
    http.post(f"/meetings/{first}/agenda/items", {**late, "reason": "Lokalet er først givet i dag"})

    # An outcome is refused before the meeting.
    outcome = {"meeting": first, "kind": "conversation", "responsible": "sof", "grounds": GROUNDS}
    outcome["due_on"] = "2026-12-04"
    early = {**outcome, "revision": story.case()["revision"]}
    assert http.refused("POST", f"/cases/{story.reference}/outcomes", early) == (409, "meeting-not-begun")

    # At the meeting KF says what it would not write; who said it and when is kept with the words.
    story.until("2026-11-24", "09:30")
    said = {"meeting": first, "party": "kf", "words": ORAL, "said_at": "2026-11-24T09:20:00+01:00"}
    http.post(f"/cases/{story.reference}/notes", said)
    assert ORAL in str(story.case("agency:sof"))

    # The unit finds that it knows too little: SSP is asked again, for a reason of its own.
    story.until("2026-11-24", "10:00")
    more = {
        "meeting": first,
        "kind": "more_information",
        "responsible": "ssp",
        "grounds": GROUNDS,
        "dissents": [{"party": "dks", "words": "Der er viden nok"}],
        "lookups": [{"party": "ssp", "necessity": "Kun SSP kender skolegangen"}],
    }
    story.decide("outcomes", more)
    carried = story.case()
    assert (carried["state"], carried["meeting"]["id"]) == ("asking", second)
    assert [one["kind"] for one in carried["outcomes"]] == ["more_information"]


def its_minutes_are_approved_and_locked(story):
    http, first = story.http, story.meetings[0]
    story.until("2026-11-25", "10:00")
    attendees = http.get(f"/meetings/{first}/attendance")["attendees"]
    of_party = {
        party: one["id"] for party in PARTIES for one in attendees if one["name"] == f"Medlem {party}"
    }

    # Who was there, and who sent apologies with what they knew.
    marks = [{"attendee": of_party[party], "presence": "present"} for party in ("dks", "kf", "sof", "ssp")]
    marks.append({"attendee": of_party["bif"], "presence": "informed"})
    minutes = http.put(f"/meetings/{first}/minutes/presence", {"marks": marks, "revision": 0})

    # The minutes are drafted from what was recorded: the case by its reference and outcome, and no word of it.
    file = http.open("GET", f"/api/v1/meetings/{first}/minutes/file?format=json").get_data(as_text=True)
    assert story.reference in file
    assert [word for word in (*SAID_OF_THE_CITIZEN, CONCERN["source"]) if word in file] == []

    # All may remark on them; only somebody who was there may approve them, and then they are locked.
    path = f"/meetings/{first}/minutes"
    reviewed = http.post(f"{path}/review", {"revision": minutes["revision"]})
    http.post(f"{path}/comments", {"text": "Vi kom ti minutter over"}, "agency:kf")
    absent = {"attendee": of_party["bif"], "revision": reviewed["revision"]}
    assert http.refused("POST", f"{path}/approve", absent) == (409, "was-not-there")
    there = {"attendee": of_party["ssp"], "revision": reviewed["revision"]}
    assert http.refused("POST", f"{path}/approve", there, "agency:ssp") == (409, "review-not-over")
    for party in ("dks", "kf", "sof"):
        said = {"party": party, "revision": reviewed["revision"]}
        http.post(f"{path}/endorsements", said, f"agency:{party}")
    approved = http.post(f"{path}/approve", there, "agency:ssp")
    assert (approved["state"], approved["approved_by"]) == ("approved", of_party["ssp"])
    late = {"text": "Endnu et ord", "revision": approved["revision"]}
    assert http.refused("PUT", f"{path}/notes", late) == (409, "minutes-are-locked")


def the_second_meeting_recommends_a_conversation(story):
    http, (_, second, *_) = story.http, story.meetings

    # SSP alone is asked this time; the others are left in peace.
    story.until("2026-11-25", "12:00")
    asked = [told.to for told in story.driven.told("lookup_request", since=local("2026-11-24"))]
    assert asked == [contact_of("ssp")]
    story.answer("ssp", {"kind": "relevant", "protective_factors": ["Kommer igen i skole"]})

    # The case comes by itself on the second meeting's agenda, as carried over.
    story.until("2026-12-04", "12:00")
    (item,) = [one for one in http.get(f"/meetings/{second}/agenda")["items"] if one["about"]]
    assert (item["about"], item["kind"]) == (story.reference, "carried_over")

    # The unit agrees on a conversation; it recommends, and SOF is the authority that acts.
    story.until("2026-12-08", "10:00")
    story.decide(
        "outcomes",
        {
            "meeting": second,
            "kind": "conversation",
            "responsible": "sof",
            "grounds": "Hun har selv søgt hjælp",
            "due_on": "2026-12-18",
        },
    )
    assert story.case()["state"] == "conversation"

    # BIF takes an action upon itself.
    agreed = {"meeting": second, "owner": "bif", "what": "Finde en praktikplads", "due_on": "2026-12-18"}
    http.post(f"/cases/{story.reference}/actions", agreed)


def the_citizen_comes_and_wants_a_mentor(story):
    http = story.http

    # She is to be told of the case when it can be said to her face, which is soon (dbl. § 22).
    put_off = {
        "kind": "postponed",
        "exemption": "1",
        "reason": "Siges ved samtalen",
        "reassess_on": "2026-12-15",
    }
    story.decide("orientations", put_off)

    # SOF invites her by a letter that is printed, and never mailed.
    plan = {"party": "sof", "holder": "Holga Samtalesen", "place": "Prøvegade 2"}
    effort = story.decide("conversations", {**plan, "planned_at": "2026-12-15T13:00:00+01:00"})
    (conversation,) = effort["conversations"]
    path = f"/cases/{story.reference}/conversations/{conversation['id']}"
    letter = http.get(f"{path}/letter")
    assert "Holga Samtalesen" in str(letter["blocks"])
    assert [told for told in story.driven.told() if told.to not in known_addresses()] == []

    # What has yet to be held has no outcome; held, it has: she wants a course.
    report = {"outcome": "wants_course", "revision": conversation["revision"]}
    assert http.refused("POST", f"{path}/report", report) == (422, "conversation-ahead")
    story.until("2026-12-15", "14:00")
    http.post(f"{path}/report", report)
    story.decide("orientations", {"kind": "given", "given_on": "2026-12-15"})

    # A mentor is found. A consent that was never given can't be withdrawn, and with the citizen's own the course runs.
    (course,) = story.decide("courses", {"kind": "mentor", "responsible": "sof", "aim": "Et år i skole"})[
        "courses"
    ]
    path = f"/cases/{story.reference}/courses/{course['id']}"
    withdrawal = {"consent": "nobodys", "on": "2026-12-15", "revision": course["revision"]}
    assert http.refused("POST", f"{path}/withdrawal", withdrawal) == (404, "no-such-consent")
    consent = {"by": "citizen", "on": "2026-12-15", "revision": course["revision"]}
    (running,) = http.post(f"{path}/consent", consent)["courses"]
    assert (running["state"], running["line"], story.case()["state"]) == ("running", "anticipatory", "course")

    # How it goes is to be heard soon. Not in a year; and a Sunday becomes the Monday after, which is said.
    in_a_year = {"on": "2027-12-20", "purpose": "Hvordan går det?", "revision": story.case()["revision"]}
    refused = http.refused("POST", f"/cases/{story.reference}/follow-ups", in_a_year)
    assert refused == (422, "follow-up-too-far")
    soon = story.decide("follow-ups", {"on": "2026-12-20", "purpose": "Er mentoren fundet?"})
    assert (soon["on"], soon["meeting"]["id"]) == ("2026-12-21", story.meetings[2])


def bif_is_reminded_of_what_it_took_upon_itself(story):
    http = story.http
    story.until("2026-12-18", "10:00")
    assert {told.to for told in story.driven.told("action_reminder")} == {contact_of("bif")}

    # Circumstances have changed: it is no longer possible, and that takes a reason.
    (own,) = http.get("/actions", "agency:bif")["actions"]
    path = f"/actions/{own['id']}/settle"
    ended = {"state": "no_longer_possible", "revision": own["revision"]}
    assert http.refused("POST", path, ended, "agency:bif") == (422, "reason-missing")
    http.post(path, {**ended, "reason": "Hun er begyndt i skole"}, "agency:bif")


def the_third_meeting_follows_the_course(story):
    http, (*_, third, fourth) = story.http, story.meetings

    # By itself the case is on the agenda again, to be followed up.
    agenda = http.post(f"/meetings/{third}/agenda", None)
    assert [(one["about"], one["kind"]) for one in agenda["items"] if one["about"]] == [
        (story.reference, "follow_up")
    ]
    story.until("2026-12-22", "10:00")
    (open_one,) = [one for one in story.case()["follow_ups"] if one["state"] == "open"]
    settled = {"state": "discussed", "revision": open_one["revision"]}
    http.post(f"/follow-ups/{open_one['id']}/settle", settled)

    # It goes well; once more after New Year's Day, which is closed.
    later = story.decide("follow-ups", {"on": "2027-01-01", "purpose": "Kan forløbet slutte?"})
    assert (later["on"], later["meeting"]["id"]) == ("2027-01-04", fourth)


def by_the_fourth_meeting_the_course_has_ended(story):
    http, fourth = story.http, story.meetings[3]
    story.until("2027-01-05", "10:00")
    assert [one["kind"] for one in http.get(f"/meetings/{fourth}/agenda")["items"] if one["about"]] == [
        "follow_up"
    ]

    # The course has done what it was for; with it the case closes.
    (course,) = http.get(f"/cases/{story.reference}/effort{PURPOSE}")["courses"]
    end = {"reason": "completed", "on": "2027-01-05", "closes_case": True, "revision": course["revision"]}
    (ended,) = http.post(f"/cases/{story.reference}/courses/{course['id']}/end", end)["courses"]
    closed = story.case()
    assert (ended["state"], closed["state"]) == ("ended", "closed")


def known_addresses():
    return {OFFICE, *(address(party) for party in PARTIES for address in (contact_of, deputy_of, member_of))}
