"""What is set aside and what an outage swallowed, by the API: each office its own, tried again and seen by a person."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from agenda.access import CLOCK, Role
from agenda.outage import Outage, OutageNotice, Swallowed
from agenda.set_aside import SetAside

KE = "koordineringsenheden"


def piece(planned, piece_id="one", body_id=KE, **named):
    now = planned.service.clock()
    values = {"about": "KE-2026-0001", "party_id": "ssp", "fault": "InvalidTag", "failures": 3} | named
    with planned.service.unit(CLOCK) as unit:
        unit.session.add(
            SetAside(
                piece_id,
                "reminders",
                f"of {piece_id}",
                body_id,
                since=now - timedelta(hours=1),
                failed_at=now,
                next_try_at=now + timedelta(minutes=15),
                **values,
            )
        )


@pytest.fixture
def outage(planned):
    now = planned.service.clock()
    with planned.service.unit(CLOCK) as unit:
        unit.session.add(Outage("gap", now - timedelta(days=2), now - timedelta(days=1)))
        unit.session.flush()
        unit.session.add(OutageNotice("notice", "gap", Role.SECRETARIAT, now))
        due_at = now - timedelta(hours=30)
        for n, body_id in enumerate((KE, KE, "medborgerforum")):
            unit.session.add(
                Swallowed(
                    str(n), "gap", body_id, "reminder", f"KE-2026-000{n}", "ssp", due_at, is_missed=n > 0
                )
            )
    return "/api/v1/outages/gap/settle"


def test_what_is_set_aside_is_told_in_words_and_with_its_next_try(planned):
    piece(planned)
    (shown,) = planned.get("/api/v1/set-aside").json["set_aside"]
    assert shown == {
        "id": "one",
        "kind": "reminders",
        "kind_in_words": "Påmindelse om et svar",
        "body": KE,
        "about": "KE-2026-0001",
        "about_in_words": "KE-2026-0001",
        "party": "ssp",
        "since": "2026-11-09T08:00:00+01:00",
        "failed_at": "2026-11-09T09:00:00+01:00",
        "failures": 3,
        "next_try_at": "2026-11-09T09:15:00+01:00",
        "fault": "InvalidTag",
        "revision": 1,
    }


def test_each_office_sees_its_own_alone_and_nobody_else_any(planned):
    piece(planned)
    piece(planned, "two", "medborgerforum")
    for role, ids in (("secretariat", ["one"]), ("forum", ["two"])):
        listed = planned.get("/api/v1/set-aside", role).json["set_aside"]
        assert [one["id"] for one in listed] == ids
    for role in ("agency:ssp", "auditor"):
        assert planned.get("/api/v1/set-aside", role).status_code == 403
        assert planned.get("/api/v1/outages", role).status_code == 403
    assert planned.post("/api/v1/set-aside/two/retry", {"revision": 1}).status_code == 404


def test_a_person_has_it_tried_at_once_and_that_is_recorded(planned):
    piece(planned)
    answer = planned.post("/api/v1/set-aside/one/retry", {"revision": 1})
    assert (answer.status_code, answer.json["next_try_at"]) == (200, "2026-11-09T09:00:00+01:00")
    (entry,) = planned.get("/api/v1/record?about=KE-2026-0001", "auditor").json["entries"]
    assert (entry["actor"], entry["action"], entry["facts"]) == (
        "secretariat",
        "try_again",
        {"kind": "reminders", "failures": 3},
    )
    again = planned.post("/api/v1/set-aside/one/retry", {"revision": 1})
    assert (again.status_code, again.json["field"]) == (409, "revision")
    assert planned.post("/api/v1/set-aside/none/retry", {"revision": 1}).status_code == 404


def test_what_is_tried_and_is_due_no_more_is_gone_from_the_list(planned):
    piece(planned)
    planned.post("/api/v1/set-aside/one/retry", {"revision": 1})
    planned.service.tick()
    assert planned.get("/api/v1/set-aside").json == {"set_aside": []}


def test_an_outage_is_told_with_counts_and_lists_of_the_offices_own(planned, outage):
    (shown,) = planned.get("/api/v1/outages").json["outages"]
    assert (shown["missed_count"], shown["late_count"]) == (1, 1)
    assert shown["missed"] == [
        {
            "what": "reminder",
            "what_in_words": "Påmindelse",
            "body": KE,
            "about": "KE-2026-0001",
            "about_in_words": "KE-2026-0001",
            "party": "ssp",
            "due_at": "2026-11-08T03:00:00+01:00",
        }
    ]
    assert planned.get("/api/v1/outages", "forum").json == {"outages": []}


def test_it_is_settled_once_by_the_revision_that_was_seen(planned, outage):
    assert planned.post(outage, {"revision": 7}).status_code == 409
    settled = planned.post(outage, {"revision": 1})
    assert (settled.status_code, settled.json["settled_by"]) == (200, "secretariat")
    again = planned.post(outage, {"revision": settled.json["revision"]})
    assert (again.status_code, again.json["type"]) == (409, "urn:moedeklar:problem:outage-settled")
    assert planned.post(outage, {"revision": 1}, "forum").status_code == 404


def test_readyz_counts_what_is_set_aside_and_stays_ready(caller):
    ready = caller.client.get("/readyz")
    assert (ready.status_code, ready.json) == (200, {"status": "ok"})
    piece(caller)
    piece(caller, "two", "medborgerforum")
    ready = caller.client.get("/readyz")
    assert (ready.status_code, ready.json) == (200, {"status": "ok", "set_aside": 2})


def test_what_comes_is_shown_though_a_piece_breaks_and_that_it_waits_too(planned, asked):
    with planned.service.engine.begin() as connection:
        connection.execute(text("UPDATE concern SET urgency = 'nonsense'"))
    deeds = planned.get("/api/v1/upcoming?days=14").json["deeds"]
    waits = [(one["about"], one["why_in_words"]) for one in deeds if one["what"] == "try_again"]
    assert (asked, "det kunne ikke gøres og er sat til side, til det lykkes") in waits
    assert "pass_agenda_due" in {one["what"] for one in deeds}
    assert planned.get("/api/v1/set-aside").json == {"set_aside": []}
