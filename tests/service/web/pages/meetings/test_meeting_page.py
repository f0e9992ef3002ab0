"""Meetings, plans and closed days on the pages: proposed, confirmed, moved, cancelled, each said in words."""

import re

import pytest

from agenda.access import CLOCK
from notifications.occasion import Occasion
from service.database.listing import Wanted, messages_page
from service.workflow.office import own_bodies


@pytest.fixture
def office(visit):
    return visit("secretariat")


@pytest.fixture
def address(office, planned):
    return re.search(r"/meetings/[0-9a-f]{32}", office.see("/meetings").text).group(0)


def revision_of(page):
    return re.search(r'name="revision" value="(\d+)"', page.text).group(1)


def test_a_meeting_shows_its_deadlines_and_how_each_was_counted(office, address):
    page = office.read(address)
    shown = (
        "Svarfrist : tor. 19. nov. 2026 kl. 12.00 (uge 47)",
        "tir. 24. nov. 2026 minus 3 arbejdsdage = tor. 19. nov.",
    )
    assert [words for words in shown if words not in page] == []


def test_a_moved_meeting_takes_its_deadlines_along(office, address):
    fields = {"starts_on": "2026-11-26", "starts_at": "10:00", "reason": "Lokalet er optaget"}
    moved = office.fill(f"{address}/move", revision=revision_of(office.see(address)), **fields)
    page = office.read(address)
    assert (
        moved.status_code,
        "tor. 26. nov. 2026 kl. 10.00" in page,
        "man. 23. nov. 2026 kl. 12.00" in page,
    ) == (
        303,
        True,
        True,
    )


@pytest.mark.parametrize(
    ("fields", "status", "fault"),
    [
        ({"starts_on": "2026-11-03", "starts_at": "10:00"}, 422, "Vælg et tidspunkt, der ligger forude"),
        ({"starts_on": "2026-11-28", "starts_at": "10:00"}, 422, "Skriv en begrundelse"),
        ({"starts_on": "2026-12-08", "starts_at": "09:00"}, 409, "Der er allerede et møde på det tidspunkt"),
        ({"starts_on": "", "starts_at": ""}, 422, "Skriv en dato og et klokkeslæt"),
        (
            {"starts_on": "2026-11-26", "starts_at": "10:00", "reason": "Om 010190-5001"},
            422,
            "må ikke indeholde navn",
        ),
    ],
)
def test_a_move_that_cannot_be_is_told_beside_its_field_and_moves_nothing(
    office, address, fields, status, fault
):
    refused = office.fill(f"{address}/move", revision=revision_of(office.see(address)), **fields)
    assert (refused.status_code, refused.text.count(fault)) == (status, 2)
    assert "tir. 24. nov. 2026 kl. 9.00" in office.read(address)


def test_a_cancelled_meeting_says_why(office, address):
    office.fill(f"{address}/cancel", revision=revision_of(office.see(address)), cancel_reason="For få sager")
    assert [w for w in ("Aflyst", "For få sager") if w not in office.read(address)] == []


def test_it_is_not_cancelled_without_a_reason_nor_on_an_old_reading(office, address):
    unexplained = office.fill(f"{address}/cancel", revision=revision_of(office.see(address)))
    outdated = office.fill(f"{address}/cancel", revision="999", cancel_reason="For få sager")
    assert (unexplained.status_code, outdated.status_code) == (422, 409)
    assert "Bekræftet" in office.read(address)


def test_whose_invitation_came_back_stands_as_not_reached_with_the_way_to_the_message(
    office, address, planned
):
    planned.service.tick()
    with planned.service.unit(CLOCK) as unit:
        about = Wanted(about=address.rpartition("/")[2])
        found = messages_page(unit.session, about, own_bodies(unit)).rows
        message = min((m for m in found if m.occasion is Occasion.INVITATION), key=lambda m: m.id)
        message.bounce("5.1.1")
    page = office.read(address)
    assert page.count("Ikke nået: kom retur") == page.count("Se beskeden") == 1


def test_where_everybody_was_reached_it_says_nothing_of_it(office, address):
    assert "Ikke nået" not in office.read(address)


def test_an_agency_sees_the_meetings_and_can_change_none(visit, address):
    agency = visit("agency:ssp")
    assert (agency.see(address).status_code, agency.fill(f"{address}/cancel").status_code) == (200, 403)
    assert "Deltagere" not in agency.read(address)


def test_an_extraordinary_meeting_is_proposed_and_then_confirmed(office, planned):
    given = {
        "body_id": "koordineringsenheden",
        "starts_on": "2026-11-18",
        "starts_at": "13:00",
        "reason": "Haster",
    }
    office.fill("/meetings", **given)
    address = re.search(r"/meetings/[0-9a-f]{32}", office.see("/meetings").text).group(0)
    office.fill(f"{address}/confirm", revision=revision_of(office.see(address)))
    assert "Ekstraordinært møde" in office.read(address)
    assert "Bekræftet" in office.read(address)


def test_a_plan_is_proposed_reviewed_with_what_was_left_out_and_confirmed(office, planned):
    office.fill("/plans", body_id="koordineringsenheden", first_on="2027-07-01", last_on="2027-08-31")
    address = re.findall(r"/plans/[0-9a-f]{32}", office.see("/plans").text)[-1]
    page = office.read(address)
    assert ("Udeladte datoer" in page, "er uden møder" in page) == (True, True)
    office.fill(f"{address}/confirm", revision=revision_of(office.see(address)))
    assert "Bekræftet" in office.read(address)


def test_a_plan_can_be_taken_back_and_then_not_be_confirmed(office, planned):
    office.fill("/plans", body_id="koordineringsenheden", first_on="2027-03-01", last_on="2027-04-30")
    address = re.findall(r"/plans/[0-9a-f]{32}", office.see("/plans").text)[-1]
    revision = revision_of(office.see(address))
    office.fill(f"{address}/withdraw", revision=revision)
    assert office.fill(f"{address}/confirm", revision=revision).status_code == 409
    assert "Trukket tilbage" in office.read(address)


def test_days_that_are_planned_already_are_not_planned_again(office, planned):
    refused = office.fill(
        "/plans", body_id="koordineringsenheden", first_on="2026-12-01", last_on="2027-01-31"
    )
    assert (refused.status_code, refused.text.count("Nogle af dagene er allerede planlagt")) == (409, 2)


def test_the_forum_sees_its_own_meetings_and_none_of_the_cases(visit, planned):
    page = visit("forum").read("/meetings")
    assert ("Medborgerforum" in page, "Koordineringsenheden" in page) == (True, False)


def test_a_day_is_closed_and_opened_again_and_deadlines_follow(office, address):
    office.fill("/closed-days", on="2026-11-20", name="Planlagt oprydning")
    closed = office.read(address)
    office.fill("/closed-days/2026-11-20/open")
    opened = office.read(address)
    answers_due = "Svarfrist : {} kl. 12.00"
    assert answers_due.format("ons. 18. nov. 2026") in closed
    assert answers_due.format("tor. 19. nov. 2026") in opened


@pytest.mark.parametrize(("on", "status"), [("2026-11-01", 422), ("2026-11-21", 409), ("", 422)])
def test_a_day_that_has_passed_or_is_closed_or_is_none_is_not_closed(office, planned, on, status):
    assert office.fill("/closed-days", on=on).status_code == status


def test_the_room_is_shown_apart_with_its_own_answer(office, address, planned):
    planned.service.tick()
    page = office.read(address)
    assert "Lokale Rådhuset, lokale 1 ○ Lokalet har ikke svaret" in page
    assert "lokale1@moedeklar.invalid" not in page


def test_a_deputy_is_invited_in_one_step_and_shown_beside_whom_they_stand_in_for(office, address, planned):
    planned.service.tick()
    offered = office.see(address).text
    attendee = re.search(
        r'name="attendee_id" value="([0-9a-f]{32})">\s*<button class="plain">Indkald Stedfortræder sof',
        offered,
    ).group(1)
    assert office.fill(f"{address}/deputy", attendee_id=attendee).status_code == 303
    assert "Stedfortræder sof Stedfortræder for Medlem sof" in office.read(address)


@pytest.mark.parametrize(
    ("named", "fault"),
    [
        ({"deputy_name": "Vera Vikar"}, "Skriv et navn og en adresse"),
        ({"deputy_name": "X", "deputy_email": "medlem.sof@moedeklar.invalid"}, "er allerede indkaldt"),
    ],
)
def test_somebody_who_cannot_stand_in_is_told_beside_the_field(office, address, planned, named, fault):
    planned.service.tick()
    attendee = re.search(r'name="attendee_id" value="([0-9a-f]{32})"', office.see(address).text).group(1)
    refused = office.fill(f"{address}/deputy", attendee_id=attendee, **named)
    assert (refused.status_code in {409, 422}, refused.text.count(fault)) == (True, 2)
