"""What is typed into the forms of the pages is bounded, and holds nothing that no file or database can hold."""

import re

import pytest

KE = "koordineringsenheden"


@pytest.fixture
def address(planned):
    planned.service.tick()
    return f"/meetings/{first_meeting(planned)['id']}/agenda"


@pytest.fixture
def office(visit, address):
    visitor = visit("secretariat")
    visitor.fill(address)
    return visitor


def first_meeting(planned):
    return planned.get(f"/api/v1/meetings?body={KE}").get_json()["meetings"][0]


def add(office, address, **fields):
    revision = re.search(r'name="revision" value="(\d+)"', office.see(address).text).group(1)
    return office.fill(f"{address}/items", **{"minutes": "10", "revision": revision, **fields})


def headings(planned, address):
    return [item["heading"] for item in planned.get(f"/api/v1{address}").get_json()["items"]]


def test_a_heading_loses_control_characters_and_line_ends_and_is_written_to_every_file(
    planned, office, address
):
    add(office, address, heading="Nyt\x00 fra\r\nsekre\x0btariatet\x1b")
    assert "Nyt fra sekre tariatet" in headings(planned, address)
    assert [office.see(f"{address}.{kind}").status_code for kind in ("pdf", "docx", "html")] == [
        200,
        200,
        200,
    ]


def test_a_heading_is_two_hundred_letters_at_most_and_the_form_says_so(planned, office, address):
    before = headings(planned, address)
    refused = add(office, address, heading="x" * 201)
    assert (refused.status_code, headings(planned, address)) == (422, before)
    assert 'value="' + "x" * 201 in refused.text
    assert add(office, address, heading="x" * 200).status_code == 303


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "1999-12-31", "2100-01-01"])
def test_a_meeting_is_not_laid_in_a_year_that_nobody_plans(planned, office, day):
    fields = {"body_id": KE, "starts_on": day, "starts_at": "10:00", "reason": "Uden grund"}
    assert office.fill("/meetings", **fields).status_code == 422


@pytest.mark.parametrize("revision", ["9" * 5000, "99999999999", "-1", "²", ""])
def test_a_revision_that_is_no_number_of_ours_fits_no_reading(office, address, revision):
    assert add(office, address, heading="Nyt", revision=revision).status_code == 409


def test_a_text_without_end_is_refused(planned, office, address):
    meeting = first_meeting(planned)
    fields = {"revision": str(meeting["revision"]), "cancel_reason": "x" * 20_001}
    assert office.fill(f"/meetings/{meeting['id']}/cancel", **fields).status_code == 422
