"""Who sees the content of answers and concerns over HTTP, before the release and after it."""

from datetime import UTC, datetime, timedelta

import pytest

AFTER_RELEASE = datetime(2026, 11, 20, 12, tzinfo=UTC)
MEETING_ENDS = datetime(2026, 11, 24, 10, tzinfo=UTC)
OWN_WORDS = ("Opkalderens egne ord", "En lærer", "Uden oplysningerne")


def own_lookup(caller, role):
    return caller.get("/api/v1/lookups", role).get_json()["lookups"][0]["id"]


def answers_seen(caller, reference, role):
    shown = caller.get(f"/api/v1/cases/{reference}?purpose=sagsforberedelse", role).get_json()
    return {
        lookup["party"]: lookup["answers"][0]["protective_factors"]
        for lookup in shown["lookups"]
        if lookup["answers"]
    }


@pytest.fixture
def answered(planned, asked):
    for party in ("ssp", "sof", "dks", "kf", "bif"):
        given = {"kind": "relevant", "protective_factors": [f"set af {party}"]}
        planned.post(
            f"/api/v1/lookups/{own_lookup(planned, f'agency:{party}')}/answers", given, f"agency:{party}"
        )
    return asked


@pytest.fixture
def released(planned, clock, answered):
    clock.moment = AFTER_RELEASE
    planned.service.tick()
    return answered


def test_before_the_release_the_secretariat_sees_that_answers_came(planned, answered):
    assert answers_seen(planned, answered, "secretariat") == dict.fromkeys(("bif", "dks", "kf", "sof", "ssp"))


def test_from_the_release_on_the_secretariat_sees_their_content(planned, released):
    assert answers_seen(planned, released, "secretariat") == {
        party: [f"set af {party}"] for party in ("bif", "dks", "kf", "sof", "ssp")
    }


def test_before_the_release_an_agency_sees_its_own_answer_alone(planned, answered):
    assert answers_seen(planned, answered, "agency:ssp") == {"ssp": ["set af ssp"]}


@pytest.mark.parametrize(("seconds", "others"), [(-1, ["set af sof"]), (0, None), (1, None)])
def test_the_others_answers_are_hidden_again_some_days_after_the_meeting(planned, released, seconds, others):
    clock = planned.service.clock
    clock.moment = MEETING_ENDS
    planned.service.tick()
    clock.moment = MEETING_ENDS + timedelta(days=14, seconds=seconds)
    assert answers_seen(planned, released, "agency:ssp")["sof"] == others


def test_the_secretariat_reads_the_callers_own_words(planned, asked):
    text = planned.get(f"/api/v1/cases/{asked}?purpose=sagsforberedelse").text
    assert [word in text for word in OWN_WORDS] == [True, True, True]


def test_an_agency_reads_none_of_them(planned, asked):
    texts = [
        planned.get(f"/api/v1/cases/{asked}?purpose=svar", "agency:ssp").text,
        planned.get(f"/api/v1/lookups/{own_lookup(planned, 'agency:ssp')}", "agency:ssp").text,
    ]
    assert [word for word in OWN_WORDS for text in texts if word in text] == []


def test_a_case_is_not_read_without_a_purpose(planned, asked):
    refused = planned.get(f"/api/v1/cases/{asked}")
    assert (refused.status_code, refused.get_json(force=True)["errors"]) == (
        422,
        [{"field": "purpose", "remedy": "missing; add it"}],
    )


def test_what_a_case_was_read_for_is_in_the_record(planned, asked):
    planned.get(f"/api/v1/cases/{asked}?purpose=aktindsigt")
    newest = planned.get(f"/api/v1/record?about={asked}&limit=1", "auditor").get_json()["entries"][0]
    assert (newest["actor"], newest["action"], newest["purpose"]) == (
        "secretariat",
        "read_case",
        "aktindsigt",
    )


def test_a_search_by_cpr_is_recorded_though_it_found_nothing(planned):
    found = planned.post("/api/v1/cases/search", {"cpr": "020280-6002", "purpose": "aktindsigt"}).get_json()
    newest = planned.get("/api/v1/record?limit=1", "auditor").get_json()["entries"][0]
    assert (found, newest["action"], newest["facts"]) == ({"cases": []}, "search_by_cpr", {"found": 0})


def test_a_withdrawn_request_no_longer_tells_whom_it_was_about(planned, asked):
    lookup = own_lookup(planned, "agency:ssp")
    revision = planned.get(f"/api/v1/cases/{asked}?purpose=lukning").get_json()["revision"]
    planned.post(f"/api/v1/cases/{asked}/close", {"reason": "unfounded", "revision": revision})
    shown = planned.get(f"/api/v1/lookups/{lookup}", "agency:ssp").get_json()
    assert (shown["lookup"]["state"], shown["person"], shown["purpose"]) == ("withdrawn", None, None)
