"""The minutes on their page: presence, notes, comments, approval, and the files, each said in words."""

import re
from datetime import UTC, datetime

import pytest
from markupsafe import escape

RELEASED = datetime(2026, 11, 20, 11, tzinfo=UTC)
BEGUN = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)


@pytest.fixture
def office(visit):
    return visit("secretariat")


@pytest.fixture
def address(office, planned, clock):
    """The first meeting, with an agenda, while it goes on."""
    meeting = re.search(r"/meetings/[0-9a-f]{32}", office.see("/meetings").text).group(0)
    for moment in (clock.moment, RELEASED, BEGUN):
        clock.moment = moment
        planned.service.tick()
    office.log_in("secretariat")
    return f"{meeting}/minutes"


def revision_of(page):
    return re.search(r'name="revision" value="(\d+)"', page.text).group(1)


def places(page):
    return re.findall(r'name="presence\.([0-9a-f]{32})\."', page.text)


def notes(page):
    return re.findall(r'<textarea form="notes" id="f-text-\w*" name="text-(\w*)"', page.text)


def fill(office, address, step, **fields):
    return office.fill(f"{address}/{step}", revision=revision_of(office.see(address)), **fields)


def send(office, address):
    first = places(office.see(address))[0]
    fill(office, address, "presence", **{f"presence.{first}.": "present", "rest": "present"})
    fill(office, address, "review")
    return first


def test_the_meeting_leads_to_its_minutes_once_it_has_begun(office, address):
    meeting = address.removesuffix("/minutes")
    assert f'href="{address}"' in office.see(meeting).text
    later = re.findall(r"/meetings/[0-9a-f]{32}", office.see("/meetings").text)[-1]
    assert "Fremmøde og referat" not in office.read(later)


def test_presence_is_marked_for_the_meeting_and_otherwise_for_an_item(office, address):
    page = office.see(address)
    first = places(page)[0]
    item = re.search(rf'name="presence\.{first}\.([0-9a-f]{{32}})"', page.text).group(1)
    marked = fill(
        office,
        address,
        "presence",
        **{f"presence.{first}.": "present", f"presence.{first}.{item}": "apologies"},
    )
    after = office.see(address).text
    assert marked.status_code == 303
    assert re.search(rf'name="presence\.{first}\.".*?value="present" selected', after, re.DOTALL)
    assert re.search(rf'name="presence\.{first}\.{item}".*?value="apologies" selected', after, re.DOTALL)


def test_a_presence_that_is_none_is_refused(office, address):
    first = places(office.see(address))[0]
    assert fill(office, address, "presence", **{f"presence.{first}.": "asleep"}).status_code == 422


def test_a_note_is_kept_and_one_with_a_number_in_it_comes_back_with_its_fault(office, address):
    fill(office, address, "notes", **{"text-": "Mødet begyndte til tiden."})
    refused = fill(office, address, "notes", **{"text-": "010190-5001 var der"})
    assert (refused.status_code, "010190-5001 var der" in refused.text) == (422, True)
    assert "må ikke indeholde navn eller CPR-nummer" in refused.text
    assert "Mødet begyndte til tiden." in office.see(address).text


def test_two_who_write_at_once_are_told(office, address):
    before = revision_of(office.see(address))
    office.fill(f"{address}/notes", **{"revision": before, "text-": "Den første"})
    late = office.fill(f"{address}/notes", **{"revision": before, "text-": "Den anden"})
    assert (late.status_code, "En anden har ændret det imens" in late.text) == (409, True)
    assert "Den anden" in late.text


def test_all_that_was_typed_is_saved_whichever_button_is_pressed(office, address):
    first, second = notes(office.see(address))[:2]
    fill(office, address, "notes", **{f"text-{first}": "Til det ene", f"text-{second}": "Til det andet"})
    after = office.see(address).text
    assert ("Til det ene" in after, "Til det andet" in after) == (True, True)


def test_a_text_that_was_not_touched_does_not_overwrite_somebody_elses(office, address):
    first, second = notes(office.see(address))[:2]
    stale = {"revision": revision_of(office.see(address)), f"text-{first}": "", f"shown-{first}": ""}
    fill(office, address, "notes", **{f"text-{first}": "Den andens"})
    mine = {f"text-{second}": "Min", f"shown-{second}": ""}
    refused = office.fill(f"{address}/notes", **stale, **mine)
    assert (refused.status_code, "Den andens" in refused.text, "Min" in refused.text) == (409, True, True)
    office.fill(f"{address}/notes", **stale | mine | {"revision": revision_of(refused)})
    after = office.see(address).text
    assert (">\nDen andens<" in after, ">\nMin<" in after) == (True, True)


def test_it_goes_out_for_comments_and_an_agency_writes_one(office, address, visit):
    send(office, address)
    agency = visit("agency:ssp")
    agency.fill(f"{address}/comments", item="", comment="Vi gik kl. 10")
    assert [w for w in ("SSP København", "Vi gik kl. 10") if w not in office.read(address)] == []


def test_a_draft_looks_absent_to_an_agency(office, address, visit):
    agency = visit("agency:ssp")
    assert agency.see(address).status_code == 404
    assert "Fremmøde og referat" not in agency.read(address.removesuffix("/minutes"))


def test_it_is_approved_locked_and_reopened_with_a_reason(office, address):
    first = send(office, address)
    refused = fill(office, address, "approve", attendee_id=first)
    assert (refused.status_code, "Kommenteringen er ikke slut" in refused.text) == (409, True)
    fill(office, address, "approve", attendee_id=first, why_early="Alle har læst det")
    page = office.read(address)
    assert ("Godkendt og låst" in page, "Gem fremmødet" in page) == (True, False)
    assert fill(office, address, "reopen", reason="").status_code == 422
    fill(office, address, "reopen", reason="Et fremmøde mangler")
    assert "Genåbnet tir. 24. nov. 2026" in office.read(address)


def test_minutes_that_somebody_else_reopened_meanwhile_say_so_and_keep_the_reason_that_was_typed(
    office, address
):
    first = send(office, address)
    fill(office, address, "approve", attendee_id=first, why_early="Alle har læst det")
    old, typed = revision_of(office.see(address)), "Et fremmøde <mangler> " * 25
    fill(office, address, "reopen", reason="Et fremmøde mangler")
    refused = office.fill(f"{address}/reopen", revision=old, reason=typed)
    assert (refused.status_code, "#f-reason" in refused.text, "for lang" in refused.text) == (
        422,
        False,
        False,
    )
    assert ("afgjort eller ændret imens" in refused.text, str(escape(typed)) in refused.text) == (True, True)
    stale = office.fill(f"{address}/reopen", revision=old, reason="Et kort ord")
    assert (stale.status_code, "Et kort ord" in stale.text) == (409, True)


@pytest.mark.parametrize(
    ("extension", "begins"), [("pdf", b"%PDF"), ("docx", b"PK"), ("html", b"<!DOCTYPE"), ("json", b"{")]
)
def test_agenda_and_minutes_are_fetched_as_files(office, address, extension, begins):
    for kind in ("minutes", "agenda"):
        fetched = office.see(f"{address.removesuffix('minutes')}{kind}.{extension}")
        name = f"{kind}-koordineringsenheden-2026-11-24.{extension}"
        assert fetched.headers["Content-Disposition"] == f"attachment; filename={name}"
        assert fetched.data.startswith(begins)


def test_a_file_of_another_kind_there_is_none(office, address):
    assert office.see(f"{address}.odt").status_code == 404
