"""What minutes say of a case is read on its page for a purpose, written over, and commented on."""

import re
from datetime import UTC, datetime

import pytest


@pytest.fixture
def address(planned, asked, clock):
    """Of a case whose meeting has begun."""
    for moment in (
        datetime(2026, 11, 20, 12, tzinfo=UTC),
        datetime(2026, 12, 4, 12, tzinfo=UTC),
        datetime(2026, 12, 8, 9, tzinfo=UTC),
    ):
        clock.moment = moment
        planned.service.tick()
    meeting = planned.get(f"/api/v1/cases/{asked}?purpose=referat").get_json()["meeting"]["id"]
    return f"/cases/{asked}/minutes/{meeting}"


@pytest.fixture
def office(visit, address):
    visitor = visit("secretariat")
    visitor.state_purpose(address.split("/")[2])
    return visitor


def test_before_a_purpose_is_stated_nothing_is_shown(visit, address):
    assert "Hvad skal du bruge sagen til?" in visit("secretariat").see(address).text


def test_the_text_is_written_and_two_at_once_are_told(office, address):
    written = office.fill(address, text="Drøftet kort.", revision="0")
    late = office.fill(address, text="Den anden", revision="99")
    assert (written.status_code, late.status_code) == (303, 409)
    assert "Drøftet kort." in office.see(address).text
    assert "rpl. § 115, stk. 2" in office.read(address)


def test_the_minutes_of_the_meeting_lead_to_it_and_an_agency_comments(office, address, visit):
    office.fill(address, text="Drøftet kort.", revision="0")
    minutes = f"/meetings/{address.rpartition('/')[2]}/minutes"
    page = office.see(minutes).text
    assert f'href="{address}"' in page
    office.fill(f"{minutes}/review", revision=re.search(r'name="revision" value="(\d+)"', page).group(1))
    agency = visit("agency:ssp")
    agency.state_purpose(address.split("/")[2])
    assert agency.fill(f"{address}/comments", comment="").status_code == 422
    agency.fill(f"{address}/comments", comment="Vi var enige.")
    assert [w for w in ("SSP København", "Vi var enige.") if w not in office.read(address)] == []
