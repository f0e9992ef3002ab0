"""One fortnight of Koordineringsenheden over HTTP: from people to the release of the agenda."""

import pytest
from driven_service import Told, local
from over_http import Http
from sample_people import KE, PARTIES, contact_of, deputy_of, member_of

from service.web.application import create_app

MONDAY = local("2026-11-09")
OFFICE = "vink@moedeklar.invalid"
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
    "members": [{"body": KE, "party": "ssp", "name": "Medlem ssp", "email": member_of("ssp")}],
}
CONCERN = {
    "citizen": {"name": "Testa Prøvesen", "cpr": "010190-5001", "municipality": "København"},
    "source_kind": "professional",
    "source": "En lærer",
    "theme": "other",
    "words": "Opkalderens egne ord",
    "urgency": "normal",
    "basis": "1",
    "purpose": "Forebyggende indsats",
    "necessity": "Uden oplysningerne kan behovet ikke vurderes",
    "confirmed_necessary": True,
}


@pytest.fixture
def driven(start_on):
    return start_on(MONDAY)


@pytest.fixture
def http(driven):
    return Http(driven.service, create_app(driven.service).test_client())


def test_a_fortnight_from_people_to_release(driven, http):
    # Monday: the secretariat says who is who, and confirms the winter's meetings.
    assert http.call("PUT", "/people", PEOPLE)[0] == 200
    plan = http.post("/plans", {"body": KE, "from": "2026-11-24", "to": "2026-12-22"})
    http.post(f"/plans/{plan['id']}/confirm", {"revision": plan["revision"]})
    driven.tick()
    assert [t.to for t in driven.told("invitation")] == [member_of("ssp")] * 3

    # A concern comes: it lands on the first meeting, and every party is asked the same moment.
    taken = http.post("/concerns", CONCERN)
    assert (taken["gate"], taken["reference"], taken["case"]["meeting"]["starts_at"]) == (
        "taken",
        "KE-2026-0001",
        "2026-11-24T09:00:00+01:00",
    )
    driven.tick()
    assert [t.to for t in driven.told("lookup_request")] == [contact_of(party) for party in PARTIES]

    # Four agencies answer within the week, each in its own way; nobody sees the others' words yet.
    kinds = {"bif": "nothing_registered", "dks": "declines", "kf": "oral_only", "ssp": "relevant"}
    for party, kind in kinds.items():
        given = {"kind": kind} | (
            {"risk_factors": ["Er holdt op med at komme"]} if kind == "relevant" else {}
        )
        role = f"agency:{party}"
        lookup = http.get("/lookups", role)["lookups"][0]["id"]
        http.post(f"/lookups/{lookup}/answers", given, role)
    shown = http.get("/readiness")
    assert (shown["readiness"], [m["party"] for m in shown["cases"][0]["missing"]]) == ("waiting", ["sof"])
    assert "Er holdt op" not in str(http.get("/cases/KE-2026-0001?purpose=forberedelse"))

    # The fifth is chased at nine on three mornings, and at the deadline its deputy hears, and the secretariat.
    driven.play_until(local("2026-11-19", "13:00"))
    sof = contact_of("sof")
    assert driven.told("reminder", "escalation") == [
        Told("2026-11-17 09:00", "reminder", sof),
        Told("2026-11-18 09:00", "reminder", sof),
        Told("2026-11-19 09:00", "reminder", sof),
        Told("2026-11-19 12:00", "escalation", deputy_of("sof")),
        Told("2026-11-19 12:00", "escalation", OFFICE),
    ]
    assert http.get("/readiness")["readiness"] == "overdue"

    # It answers in the afternoon; the meeting is ready, and nobody is chased any more.
    late = http.get("/lookups", "agency:sof")["lookups"][0]["id"]
    http.post(f"/lookups/{late}/answers", {"kind": "not_relevant"}, "agency:sof")
    assert http.get("/readiness")["readiness"] == "ready"

    # Friday at noon the clock releases the answers: now they can be read, and no longer amended.
    driven.play_until(local("2026-11-20", "12:00"))
    assert [t.to for t in driven.told("agenda_released")] == [member_of("ssp")]
    assert "Er holdt op" in str(http.get("/cases/KE-2026-0001?purpose=forberedelse"))
    status, problem = http.call(
        "POST", f"/lookups/{late}/answers", {"kind": "declines", "amends": 1}, "agency:sof"
    )
    assert (status, problem["type"].rpartition(":")[2]) == (409, "answer-after-release")

    # Tuesday the case is discussed, and what was read of it is on record.
    driven.play_until(local("2026-11-24", "11:00"))
    assert http.get("/cases/KE-2026-0001?purpose=opfølgning")["state"] == "discussed"
    reads = [e for e in driven.entries("read_case") if e.actor == "secretariat"]
    assert [e.purpose for e in reads] == ["forberedelse", "forberedelse", "opfølgning"]


def test_a_fortnight_in_which_one_agency_stays_silent_does_not_hold_the_case_for_ever(driven, http):
    http.call("PUT", "/people", PEOPLE)
    plan = http.post("/plans", {"body": KE, "from": "2026-11-24", "to": "2026-12-22"})
    http.post(f"/plans/{plan['id']}/confirm", {"revision": plan["revision"]})
    http.post("/concerns", {**CONCERN, "parties": ["ssp"]})
    driven.play_until(local("2026-11-20", "12:00"))
    rolled = http.get("/cases/KE-2026-0001?purpose=forberedelse")
    assert (rolled["state"], rolled["rolled_over"], rolled["meeting"]["iso_week"]) == ("asking", 1, 50)
    driven.play_until(local("2026-12-04", "12:00"))
    released = http.get("/cases/KE-2026-0001?purpose=forberedelse")
    assert (released["state"], released["has_gaps"]) == ("released", True)
    assert http.get("/readiness")["readiness"] == "ready_with_gaps"
