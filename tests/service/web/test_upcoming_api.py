"""What comes by itself, where it is played beside the requests: nobody waits, and everybody hears as of when."""

from datetime import timedelta

import pytest
from api_samples import CONCERN
from foreseen import beside

SOON = timedelta(minutes=7)


@pytest.fixture
def foreseer(planned):
    """One that plays when the test has it play, and not by itself."""
    return beside(planned)


def about(answer):
    return {deed["about"] for deed in answer.get_json()["deeds"] if deed["what"] == "reminder"}


def test_until_it_has_been_played_the_api_says_when_to_ask_again(planned, foreseer):
    answer = planned.get("/api/v1/upcoming")
    assert (answer.status_code, answer.get_json()["type"], answer.headers["Retry-After"]) == (
        503,
        "urn:moedeklar:problem:not-foreseen-yet",
        "5",
    )


def test_what_was_played_last_is_shown_with_its_moment_until_it_is_played_again(planned, foreseer, clock):
    foreseer.renew()
    played_at = clock.moment
    clock.moment += SOON
    planned.post("/api/v1/concerns", CONCERN)
    before = planned.get("/api/v1/upcoming")
    foreseer.renew()
    after = planned.get("/api/v1/upcoming")
    assert [(one.get_json()["as_of"][11:16], about(one) == set()) for one in (before, after)] == [
        ("09:00", True),
        ("09:07", False),
    ]
    assert clock.moment - played_at == SOON


def test_who_asks_further_ahead_is_told_once_it_has_been_played_so_far(planned, foreseer):
    foreseer.renew()
    statuses = [planned.get(f"/api/v1/upcoming?days={days}").status_code for days in (14, 40)]
    foreseer.renew()
    later = planned.get("/api/v1/upcoming?days=40")
    assert (statuses, later.status_code, later.get_json()["days"]) == ([200, 503], 200, 40)


def test_nobody_but_an_office_is_told(planned, foreseer):
    foreseer.renew()
    assert [planned.get("/api/v1/upcoming", role).status_code for role in ("agency:ssp", "auditor")] == [
        403,
        403,
    ]


def test_each_office_is_told_its_own_half(planned, foreseer):
    foreseer.renew()
    own, other = (
        planned.get("/api/v1/upcoming", role).get_json()["deeds"] for role in ("secretariat", "forum")
    )
    assert ("invitation" in {deed["what"] for deed in own}, other) == (True, [])


def test_what_comes_each_working_day_is_one_deed_with_its_days(planned, clock):
    reference = planned.post("/api/v1/concerns", CONCERN).get_json()["reference"]
    deeds = planned.get("/api/v1/upcoming?days=21").get_json()["deeds"]
    told = {(d["repeats"], d["times"] > 1, d["last_at"] > d["at"]) for d in deeds}
    assert told == {("once", False, False), ("each_working_day", True, True)}
    assert reference == "KE-2026-0001"
