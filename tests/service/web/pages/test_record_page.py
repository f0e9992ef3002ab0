"""The record is narrowed to a case or an id; who is typed instead gets into no address, no page and no row."""

import pytest
from sqlalchemy import text

PERSONAL = ["010190-5001", "0101905001", "Testa Prøvesen", "Testa"]


@pytest.fixture
def auditor(visit, asked):
    return visit("auditor")


def read_about(planned):
    """What the record says that it was read about."""
    with planned.service.engine.connect() as connection:
        rows = connection.execute(text("SELECT about FROM record_entry WHERE action = 'read_record'"))
        return [about for (about,) in rows]


@pytest.mark.parametrize("typed", PERSONAL)
def test_a_person_typed_into_the_filter_is_refused_and_neither_kept_nor_repeated(auditor, planned, typed):
    refused = auditor.fill("/record", about=typed)
    assert (refused.status_code, refused.location, typed in refused.text) == (422, None, False)
    assert ('href="#f-about"' in refused.text, "Intet er registreret" in refused.text) == (True, False)
    assert read_about(planned) == []


@pytest.mark.parametrize("typed", PERSONAL)
def test_nor_is_a_person_in_the_address(auditor, planned, typed):
    refused = auditor.client.get("/record", query_string={"about": typed})
    assert (refused.status_code, typed in refused.text, read_about(planned)) == (422, False, [])


@pytest.mark.parametrize("typed", PERSONAL)
def test_nor_by_the_api(planned, asked, typed):
    for _ in range(2):
        refused = planned.call("GET", "/api/v1/record", role="auditor", query_string={"about": typed})
        assert (refused.status_code, refused.get_json(force=True)["field"], typed in refused.text) == (
            422,
            "about",
            False,
        )
    assert read_about(planned) == []


def test_a_reference_is_taken_posted_and_stands_in_the_address(auditor, planned, asked):
    answer = auditor.fill("/record", about=f" {asked} ")
    assert (answer.status_code, answer.location) == (303, f"/record?about={asked}")
    assert "take_concern" in auditor.read(answer.location)
    assert read_about(planned) == [asked]


def test_so_is_an_id_and_a_word_that_the_record_names(auditor, planned):
    meeting = planned.get("/api/v1/meetings?body=koordineringsenheden").get_json()["meetings"][0]["id"]
    for about in (meeting, "people"):
        assert auditor.fill("/record", about=about).location == f"/record?about={about}"
    assert "set_people" in auditor.read("/record?about=people")


def test_an_empty_filter_shows_all(auditor):
    assert auditor.fill("/record", about="").location == "/record"
