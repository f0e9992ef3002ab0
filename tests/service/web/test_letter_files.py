"""Letters to the citizen as files over HTTP, to the secretariat alone, and who an attendee comes for."""

from io import BytesIO

import pytest
from docx import Document

BEGINNINGS = {"pdf": b"%PDF", "html": b"<!doctype html>", "docx": b"PK"}


@pytest.fixture
def path(asked):
    return f"/api/v1/cases/{asked}/orientations/letter"


@pytest.mark.parametrize("wanted", sorted(BEGINNINGS))
def test_a_letter_is_fetched_in_each_format_under_a_name_that_tells_of_nobody(planned, path, asked, wanted):
    fetched = planned.get(f"{path}/file?format={wanted}")
    assert fetched.status_code == 200
    assert fetched.data.lower().startswith(BEGINNINGS[wanted].lower())
    assert fetched.headers["Content-Disposition"] == f"attachment; filename={asked}-da.{wanted}"


def test_it_says_the_same_in_each_and_in_the_language_asked_for(planned, path):
    read = planned.get(f"{path}?language=en").get_json()
    as_json = planned.get(f"{path}/file?format=json&language=en").get_json()
    docx = Document(BytesIO(planned.get(f"{path}/file?format=docx&language=en").data))
    written = {paragraph.text for paragraph in docx.paragraphs}
    assert [block["text"] for block in as_json["blocks"]] == [block["text"] for block in read["blocks"]]
    assert read["title"] in written


@pytest.mark.parametrize(
    ("query", "role", "status"),
    [("?format=odt", "secretariat", 422), ("", "secretariat", 422), ("?format=pdf", "agency:ssp", 403)],
)
def test_another_format_is_refused_and_so_is_an_agency(planned, path, query, role, status):
    assert planned.get(f"{path}/file{query}", role).status_code == status


def test_an_agency_is_named_beside_each_who_comes_for_it_and_beside_no_guest(planned, asked):
    planned.service.tick()
    meeting = planned.get("/api/v1/meetings?body=koordineringsenheden").get_json()["meetings"][0]["id"]
    agenda = planned.post(f"/api/v1/meetings/{meeting}/agenda", None).get_json()
    item = next(one["id"] for one in agenda["items"] if one["about"] == asked)
    person = {"name": "Gæst Gæstesen", "email": "gaest@moedeklar.invalid"}
    guest = {"person": person, "authority": "Psykiatrien", "basis": "psp"}
    planned.post(f"/api/v1/meetings/{meeting}/agenda/items/{item}/guests", guest)
    attendees = planned.get(f"/api/v1/meetings/{meeting}/attendance").get_json()["attendees"]
    sof = next(one for one in attendees if one["party"] == "sof")
    deputy = {"person": {"name": "Suppleant", "email": "suppleant@moedeklar.invalid"}}
    invited = planned.post(f"/api/v1/meetings/{meeting}/attendees/{sof['id']}/deputy", deputy).get_json()
    assert (invited["kind"], invited["party"]) == ("deputy", "sof")
    assert {one["kind"]: one["party"] for one in attendees if one["kind"] == "guest"} == {"guest": None}
