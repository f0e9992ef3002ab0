"""What has passed already is said before a meeting is confirmed or moved, and nothing of it happens by itself."""

import pytest

CASES = "koordineringsenheden"


@pytest.fixture
def office(visit):
    return visit("secretariat")


def first_meeting(planned):
    return planned.get(f"/api/v1/meetings?body={CASES}").get_json()["meetings"][0]["id"]


def test_a_meeting_called_late_says_what_has_passed_before_it_is_confirmed(office, planned):
    added = office.fill(
        "/meetings", body_id=CASES, starts_on="2026-11-10", starts_at="15:00", reason="En sag haster"
    )
    assert added.status_code == 303
    words = office.read(added.location)
    assert "disse frister allerede er passeret. Bekræftes det, sker intet af dette af sig selv" in words
    assert "Dagsorden frigives: Den frigives ikke af sig selv. Frigiv den i hånden" in words
    meeting = planned.get(f"/api/v1{added.location}").get_json()
    by_hand = {one["name"]: one["by_hand"] for one in meeting["milestones"] if one["by_hand"]}
    assert set(by_hand) == {"cut_off", "answers_due", "agenda_due"}


def test_confirmed_so_late_its_invitation_goes_at_once_and_not_on_a_day_that_has_passed(office, planned):
    fields = {"starts_on": "2026-11-10", "starts_at": "15:00", "reason": "En sag haster"}
    added = office.fill("/meetings", body_id=CASES, **fields)
    revision = planned.get(f"/api/v1{added.location}").get_json()["revision"]
    assert office.fill(f"{added.location}/confirm", revision=revision).status_code == 303
    assert "Indkaldelse Sendes straks" in office.read(added.location)


def test_a_meeting_called_in_time_says_nothing_of_the_kind(office, planned):
    added = office.fill(
        "/meetings", body_id=CASES, starts_on="2026-12-15", starts_at="15:00", reason="En sag haster"
    )
    assert "allerede er passeret" not in office.read(added.location)


def test_a_move_so_near_says_so_in_its_preview_by_page_and_api(office, planned):
    first = first_meeting(planned)
    revision = planned.get(f"/api/v1/meetings/{first}").get_json()["revision"]
    fields = {"starts_on": "2026-11-10", "starts_at": "15:00", "reason": "", "revision": revision}
    page = office.fill(f"/meetings/{first}/move/preview", **fields)
    assert (page.status_code, "disse frister allerede er passeret" in page.text) == (200, True)
    body = {"starts_at": "2026-11-10T15:00:00+01:00", "revision": revision}
    shown = planned.post(f"/api/v1/meetings/{first}/move/preview", body).get_json()
    missed = {one["name"]: one["is_missed"] for one in shown["deadlines"]}
    assert missed == {"cut_off": True, "answers_due": True, "agenda_due": True, "minutes_due": False}
