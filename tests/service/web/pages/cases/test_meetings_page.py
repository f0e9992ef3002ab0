"""What is said, recommended and agreed at meetings is kept on a case's page, and an owner settles its actions."""

import re
from datetime import UTC, datetime

import pytest

from notifications.confidentiality import statement

OUTCOME = {
    "kind": "conversation",
    "responsible": "sof",
    "acts_on": "2026-12-22",
    "grounds": "Der er grund til en samtale.",
}


@pytest.fixture
def at_meeting(planned, asked, clock):
    """The case has been released, in spite of silent agencies, and its meeting has begun."""
    for moment in (datetime(2026, 11, 20, 12, tzinfo=UTC), datetime(2026, 12, 4, 12, tzinfo=UTC)):
        clock.moment = moment
        planned.service.tick()
    clock.moment = datetime(2026, 12, 8, 9, tzinfo=UTC)
    planned.service.tick()
    return asked


@pytest.fixture
def office(visit, at_meeting):
    visitor = visit("secretariat")
    visitor.state_purpose(at_meeting)
    return visitor


def page(visitor, reference):
    return visitor.see(f"/cases/{reference}/meetings")


def send(visitor, reference, to, **fields):
    shown = page(visitor, reference).text
    named = {n: re.search(f'name="{n}" value="([^"]+)"', shown).group(1) for n in ("revision", "meeting_id")}
    return visitor.fill(f"/cases/{reference}/{to}", **named, **fields)


def action_of(visitor):
    return re.search(r"/actions/[0-9a-f]{32}", visitor.see("/actions").text).group(0)


def test_before_a_purpose_is_stated_nothing_is_shown_and_then_this_very_page(visit, at_meeting):
    visitor = visit("secretariat")
    asking = page(visitor, at_meeting)
    assert "Hvad skal du bruge sagen til?" in asking.text
    then = re.search(r'name="then" value="([^"]+)"', asking.text).group(1)
    went = visitor.fill(f"/cases/{at_meeting}/purpose", purpose_chosen="Behandle sagen", then=then)
    assert went.location == f"/cases/{at_meeting}/meetings"


def test_an_outcome_is_kept_with_who_is_responsible_and_the_statement_stands_above_it(office, at_meeting):
    sent = send(office, at_meeting, "outcomes", **OUTCOME)
    shown = office.read(f"/cases/{at_meeting}/meetings")
    wanted = ("Samtale", "Socialforvaltningen", "Der var enighed", OUTCOME["grounds"], statement("da"))
    assert (sent.status_code, [word for word in wanted if word not in shown]) == (303, [])


def test_dissent_is_noted_by_who_dissents_and_in_their_words(office, at_meeting):
    send(office, at_meeting, "outcomes", **OUTCOME, dissent_kf="Vi ser ingen grund.")
    shown = office.read(f"/cases/{at_meeting}/meetings")
    assert "Uenighed er noteret" in shown
    assert "Kriminalforsorgen: Vi ser ingen grund." in shown


def test_an_outcome_that_lacks_something_comes_back_with_all_that_was_typed(office, at_meeting):
    refused = send(office, at_meeting, "outcomes", **OUTCOME | {"kind": "handed_over"})
    assert (refused.status_code, "Udfaldet kræver, at dette er udfyldt." in refused.text) == (422, True)
    assert OUTCOME["grounds"] in refused.text


def correction_of(visitor, reference):
    return re.search(rf"/cases/{reference}/outcomes/[^/]+/correction", page(visitor, reference).text).group(0)


def test_a_wrong_outcome_is_corrected_on_a_page_that_holds_it(office, at_meeting):
    send(office, at_meeting, "outcomes", **OUTCOME | {"kind": "no_conversation"})
    there = correction_of(office, at_meeting)
    shown = office.see(there).text
    assert (OUTCOME["grounds"] in shown, statement("da") in office.read(there)) == (True, True)
    revision = re.search(r'name="revision" value="([^"]+)"', shown).group(1)
    went = office.fill(there, **OUTCOME, reason="Forkert felt.", revision=revision)
    assert went.location == f"/cases/{at_meeting}/meetings"
    told = office.read(f"/cases/{at_meeting}/meetings")
    wanted = ("Udfaldet er rettet.", "Gælder ikke", "Forkert felt.", "Ingen samtale", "Samtale")
    assert [word for word in wanted if word not in told] == []


def test_a_correction_that_says_not_why_comes_back_with_all_that_was_typed(office, at_meeting):
    send(office, at_meeting, "outcomes", **OUTCOME | {"kind": "no_conversation"})
    there = correction_of(office, at_meeting)
    revision = re.search(r'name="revision" value="([^"]+)"', office.see(there).text).group(1)
    refused = office.fill(there, **OUTCOME | {"grounds": "Nye ord"}, reason="", revision=revision)
    assert (refused.status_code, "Nye ord" in refused.text) == (422, True)
    assert "Skriv en sætning om, hvad der var forkert." in refused.text


def test_an_agency_is_offered_no_correction(office, at_meeting, visit):
    send(office, at_meeting, "outcomes", **OUTCOME)
    agency = visit("agency:ssp")
    agency.state_purpose(at_meeting)
    assert "Ret udfaldet" not in page(agency, at_meeting).text


def test_more_information_asks_those_for_whom_somebody_says_why(office, at_meeting, visit):
    more = OUTCOME | {"kind": "more_information", "lookup_ssp": "Kun SSP kender skolegangen"}
    send(office, at_meeting, "outcomes", **more)
    assert "Under forberedelse" in office.read(f"/cases/{at_meeting}")
    agency = visit("agency:ssp")
    address = re.search(r"/lookups/[0-9a-f]{32}", agency.see("/lookups").text).group(0)
    assert "Nødvendighed Kun SSP kender skolegangen" in agency.read(address)


def test_a_follow_up_on_a_closed_day_says_that_it_was_moved_and_why(office, at_meeting):
    send(office, at_meeting, "follow-ups", follow_up_on="2026-12-24", purpose="Status på samtalen")
    shown = office.read(f"/cases/{at_meeting}/meetings")
    assert "man. 28. dec. 2026 (uge 53)" in shown
    assert "flyttet fra tor. 24. dec. 2026 (uge 52) : juleaftensdag er lukket" in shown
    assert "tir. 5. jan. 2027 kl. 9.00" in shown


def test_an_action_due_on_a_closed_day_says_that_it_was_moved_and_so_does_its_owners_page(
    office, visit, at_meeting
):
    send(office, at_meeting, "actions", owner="sof", what="Kontakt til skolen", due_on="2026-12-24")
    owner = visit("agency:sof")
    for shown in (office.read(f"/cases/{at_meeting}/meetings"), owner.read(action_of(owner))):
        assert "man. 28. dec. 2026 (uge 53)" in shown
        assert "– flyttet fra tor. 24. dec. 2026 (uge 52)" in shown


def test_a_follow_up_in_a_year_is_refused_beside_its_field(office, at_meeting):
    refused = send(office, at_meeting, "follow-ups", follow_up_on="2027-12-08", purpose="Status")
    assert (refused.status_code, 'href="#f-follow_up_on"' in refused.text) == (422, True)
    assert "Vælg en dag højst tre måneder fremme." in refused.text


def test_a_follow_up_falls_away_when_somebody_says_so(office, at_meeting):
    send(office, at_meeting, "follow-ups", follow_up_on="2026-12-10", purpose="Status på samtalen")
    shown = page(office, at_meeting).text
    address = re.search(rf"/cases/{at_meeting}/follow-ups/[0-9a-f]+", shown).group(0)
    revision = re.search(rf'{address}".*?name="revision" value="(\d+)"', shown, re.DOTALL).group(1)
    office.fill(address, became="dropped", revision=revision)
    assert "– Bortfaldet tor. 10. dec. 2026" in office.read(f"/cases/{at_meeting}/meetings")


def test_an_oral_note_is_kept_with_its_source_and_time(office, at_meeting):
    said = {"source": "+agency", "agency": "Psykiatrien", "said_at": "09:30"}
    send(office, at_meeting, "meetings/notes", **said, note_words="Vi kender familien.")
    shown = office.read(f"/cases/{at_meeting}/meetings")
    assert "Psykiatrien, tir. 8. dec. 2026 kl. 9.30 (uge 50) Sagt Vi kender familien." in shown


def test_a_note_that_nobody_said_is_refused_and_kept_in_the_form(office, at_meeting):
    refused = send(office, at_meeting, "meetings/notes", note_words="Vi kender familien.")
    assert (refused.status_code, "Vi kender familien." in refused.text) == (422, True)
    assert "Vælg, hvem der sagde det" in refused.text


def test_an_owner_sees_what_was_agreed_and_settles_it(office, at_meeting, visit):
    send(office, at_meeting, "actions", owner="kf", what="Kontakt til skolen", due_on="2026-12-18")
    owner = visit("agency:kf")
    address = action_of(owner)
    shown = owner.see(address)
    assert "Kontakt til skolen" in shown.text
    revision = re.search(r'name="revision" value="(\d+)"', shown.text).group(1)
    refused = owner.fill(address, became="not_done", revision=revision)
    assert (refused.status_code, "Skriv en begrundelse." in refused.text) == (422, True)
    owner.fill(address, became="not_done", reason="Sygdom", revision=revision)
    assert "Hvorfor ikke Sygdom" in owner.read(address)
    assert "✕ Ikke gjort Kontakt til skolen" in office.read(f"/cases/{at_meeting}/meetings")


def test_the_list_of_actions_says_nothing_of_what_is_to_be_done_and_shows_no_agency_anothers(
    office, at_meeting, visit
):
    send(office, at_meeting, "actions", owner="kf", what="Kontakt til skolen", due_on="2026-12-18")
    assert "Kontakt til skolen" not in office.see("/actions").text
    other = visit("agency:ssp")
    assert "Der er ingen aftalte handlinger." in other.read("/actions")
    assert other.see(action_of(office)).status_code == 404


def test_an_agency_reads_what_was_said_and_decides_nothing(office, at_meeting, visit):
    send(office, at_meeting, "outcomes", **OUTCOME)
    agency = visit("agency:ssp")
    agency.state_purpose(at_meeting)
    shown = page(agency, at_meeting).text
    assert (OUTCOME["grounds"] in shown, "<form" in shown.partition("<main")[2]) == (True, False)
