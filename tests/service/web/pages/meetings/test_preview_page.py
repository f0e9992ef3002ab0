"""Before a meeting is moved or cancelled, a page shows what becomes of each deadline and case."""

import re

import pytest


@pytest.fixture
def office(visit):
    return visit("secretariat")


@pytest.fixture
def address(office, asked):
    return re.search(r"/meetings/[0-9a-f]{32}", office.see("/meetings").text).group(0)


def revision_of(page):
    return re.search(r'name="revision" value="(\d+)"', page.text).group(1)


def hidden_in(page):
    return dict(re.findall(r'<input type="hidden" name="(?!csrf_token)([a-z_]+)" value="([^"]*)"', page.text))


MOVE = {"starts_on": "2026-11-26", "starts_at": "10:00", "reason": "Lokalet er optaget"}


def test_a_move_is_shown_with_its_cases_and_done_only_when_it_is_confirmed(office, asked, address):
    shown = office.fill(f"{address}/move/preview", revision=revision_of(office.see(address)), **MOVE)
    words = ("Intet er ændret endnu", asked, "man. 23. nov. 2026 kl. 12.00", "SSP København")
    assert [word for word in words if word not in shown.text] == []
    assert "tir. 24. nov. 2026 kl. 9.00" in office.read(address)
    done = office.fill(f"{address}/move", **hidden_in(shown))
    assert (done.status_code, "tor. 26. nov. 2026 kl. 10.00" in office.read(address)) == (303, True)


def test_a_move_that_leaves_too_little_time_to_answer_asks_whether_to_go_on_with_gaps(office, asked, address):
    near = {"starts_on": "2026-11-10", "starts_at": "08:00", "reason": "Det haster"}
    shown = office.fill(f"{address}/move/preview", revision=revision_of(office.see(address)), **near)
    words = (f"Der er under en arbejdsdag til at svare i {asked}", "Gå videre med huller", 'name="with_gaps"')
    assert [word for word in words if word not in shown.text] == []
    refused = office.fill(f"{address}/move", **hidden_in(shown))
    is_told = "sæt kryds ved at gå videre med huller" in refused.text
    assert (refused.status_code, is_told) == (409, True)
    done = office.fill(f"{address}/move", with_gaps="yes", **hidden_in(shown))
    assert (done.status_code, "tir. 10. nov. 2026 kl. 8.00" in office.read(address)) == (303, True)


def test_a_move_that_leaves_time_asks_nothing(office, asked, address):
    shown = office.fill(f"{address}/move/preview", revision=revision_of(office.see(address)), **MOVE)
    assert "with_gaps" not in shown.text


def test_a_move_onto_a_part_of_another_meeting_is_shown_as_such(office, address):
    fields = {"starts_on": "2026-12-08", "starts_at": "10:00", "reason": "Lokalet er optaget"}
    revision = revision_of(office.see(address))
    shown = office.fill(f"{address}/move/preview", revision=revision, **fields)
    assert "Mødet overlapper med et andet af enhedens møder" in shown.text
    office.fill(f"{address}/move", **hidden_in(shown))
    assert "Mødet overlapper med et andet af enhedens møder" in office.read(address)


def test_a_cancellation_shows_the_meeting_each_case_goes_to(office, asked, address):
    revision = revision_of(office.see(address))
    shown = office.fill(f"{address}/cancel/preview", revision=revision, cancel_reason="For få sager")
    assert [word for word in (asked, "tir. 8. dec. 2026 kl. 9.00", "Aflyst") if word not in shown.text] == []
    office.fill(f"{address}/cancel", **hidden_in(shown))
    assert "For få sager" in office.read(address)


@pytest.mark.parametrize(
    ("step", "fields", "fault"),
    [
        ("move", {"starts_on": "2026-11-28", "starts_at": "10:00"}, "Skriv en begrundelse"),
        ("move", {"starts_on": "", "starts_at": ""}, "Skriv en dato og et klokkeslæt"),
        ("cancel", {"cancel_reason": ""}, "Skriv en begrundelse"),
        ("cancel", {"cancel_reason": "Om 010190-5001"}, "må ikke indeholde navn"),
        ("cancel", {"cancel_reason": "Få sager", "revision": "99"}, "En anden har ændret det imens"),
    ],
)
def test_what_cannot_be_is_told_on_the_meetings_own_page(office, address, step, fields, fault):
    given = {"revision": revision_of(office.see(address)), **fields}
    refused = office.fill(f"{address}/{step}/preview", **given)
    is_told = (fault in refused.text, "Handlinger" in refused.text)
    assert (refused.status_code in {409, 422}, is_told) == (True, (True, True))


def test_the_forum_is_shown_no_cases(visit, planned, asked):
    period = {"body": "medborgerforum", "from": "2027-02-01", "to": "2027-02-28"}
    plan = planned.post("/api/v1/plans", period, "forum").get_json()
    forum = visit("forum")
    (address,) = set(re.findall(r"/meetings/[0-9a-f]{32}", forum.see(f"/plans/{plan['id']}").text))
    shown = forum.fill(
        f"{address}/move/preview",
        revision=revision_of(forum.see(address)),
        starts_on="2027-02-18",
        starts_at="17:00",
    )
    assert (shown.status_code, "Sagerne" in shown.text) == (200, False)
