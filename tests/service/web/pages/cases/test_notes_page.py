"""A call between meetings is noted on a page of the case, and what it lacks is added beside it."""

import re
from datetime import UTC, datetime

import pytest

from notifications.confidentiality import statement

CALL = {"source": "+citizen", "note_words": "Borgeren ringede og vil gerne tale med os."}


@pytest.fixture
def office(visit, asked):
    visitor = visit("secretariat")
    visitor.state_purpose(asked)
    return visitor


def test_the_case_leads_to_its_notes_and_they_bear_the_statement(office, asked):
    assert f"/cases/{asked}/notes" in office.see(f"/cases/{asked}").text
    assert statement("da") in office.read(f"/cases/{asked}/notes")


def test_before_a_purpose_is_stated_nothing_is_shown(visit, asked):
    shown = visit("secretariat").see(f"/cases/{asked}/notes").text
    assert ("Hvad skal du bruge sagen til?" in shown, "Oplyst" in shown) == (True, False)


def test_a_call_is_noted_with_who_when_and_by_whom_and_where_it_goes(office, asked):
    called = {"said_on": "2026-11-08", "said_at": "20:15"}
    sent = office.fill(f"/cases/{asked}/notes", **CALL, **called)
    shown = office.read(f"/cases/{asked}/notes")
    assert sent.status_code == 303
    assert f"Fra Borgeren, søn. 8. nov. 2026 kl. 20.15 (uge 45) Oplyst {CALL['note_words']}" in shown
    assert "Følger sagen til mødet tir. 24. nov. 2026 kl. 9.00 (uge 48)" in shown
    assert "Noteret man. 9. nov. 2026 kl. 9.00 (uge 46) af sekretariatet" in shown


def test_somebody_is_named_to_the_secretariat_alone(office, asked, visit, planned, clock):
    given = {"source": "+somebody", "somebody": "Nabo Naboesen", "note_words": "Der er råb om natten."}
    office.fill(f"/cases/{asked}/notes", **given)
    for moment in (datetime(2026, 11, 20, 12, tzinfo=UTC), datetime(2026, 12, 4, 12, tzinfo=UTC)):
        clock.moment = moment
        planned.service.tick()
    agency = visit("agency:ssp")
    agency.state_purpose(asked)
    notes = f"/cases/{asked}/notes"
    lookup = re.search(r"/lookups/[0-9a-f]{32}", agency.see("/lookups").text).group(0)
    shown = [agency.read(address) for address in (notes, lookup)]
    assert ["Der er råb om natten." in each for each in shown] == [True, True]
    assert ["Naboesen" in each for each in shown] == [False, False]
    again = visit("secretariat")
    again.state_purpose(asked)
    assert "En anden person: Nabo Naboesen" in again.read(notes)


def test_what_nobody_said_comes_back_with_all_that_was_typed(office, asked):
    refused = office.fill(f"/cases/{asked}/notes", source="", note_words="Der er ro.")
    assert (refused.status_code, "Der er ro." in refused.text) == (422, True)
    assert "Vælg, hvem der sagde det" in refused.text


def test_a_note_that_is_too_long_is_refused_beside_its_field(office, asked):
    refused = office.fill(f"/cases/{asked}/notes", source="+citizen", note_words="x" * 4001)
    assert (refused.status_code, 'href="#f-note_words"' in refused.text) == (422, True)
    assert "Skriv højst 4000 tegn." in refused.text


def test_what_a_note_lacks_is_added_and_the_note_stays(office, asked):
    office.fill(f"/cases/{asked}/notes", **CALL)
    add = re.search(rf"/cases/{asked}/notes/([0-9a-f]+)/additions", office.see(f"/cases/{asked}/notes").text)
    office.fill(add.group(0), **{f"addition-{add.group(1)}": "Det var i går."})
    shown = office.read(f"/cases/{asked}/notes")
    assert f"Oplyst {CALL['note_words']} Tilføjet man. 9. nov. 2026 kl. 9.00 (uge 46) Det var i går." in shown


def test_an_agency_is_offered_no_form(asked, visit, office):
    office.fill(f"/cases/{asked}/notes", **CALL)
    agency = visit("agency:ssp")
    agency.state_purpose(asked)
    shown = agency.see(f"/cases/{asked}/notes").text
    assert (CALL["note_words"] in shown, "<form" in shown.partition("<main")[2]) == (False, False)
