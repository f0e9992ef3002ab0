"""What is done for a citizen, on the pages: a purpose first, then forms from the conversation to the end."""

import re
from datetime import UTC, datetime

import pytest

from agenda.access import actor_named
from agenda.cases.case import CaseState, Effort
from service.workflow.cases.showing import show_case


@pytest.fixture
def reference(planned, asked, clock):
    """A case for which the unit has recommended a conversation."""
    with planned.service.unit(actor_named("secretariat")) as unit:
        case = show_case(unit, asked, "preparing", clock()).case
        case.become(CaseState.RELEASED)
        case.become(CaseState.DISCUSSED)
        case.effort = Effort.CONVERSATION
        case.rest()
        case.released_at = clock()
    return asked


@pytest.fixture
def office(visit, reference):
    office = visit("secretariat")
    office.state_purpose(reference)
    return office


def form_of(page, action):
    """The hidden revision of the form that leads to an address ending so."""
    found = re.search(rf'action="[^"]*{action}">.*?name="revision" value="(\d+)"', page.text, re.DOTALL)
    return found.group(1)


def address_of(page, part):
    return re.search(rf'(?:action|href)="([^"]*{part})"', page.text).group(1)


PLAN = {
    "party": "sof",
    "holder": "Rådgiver Prøve Holdersen",
    "place": "Prøvegade 1",
    "planned_on": "2026-11-12",
    "planned_at": "14:00",
}


def plan(office, reference, **changes):
    page = office.see(f"/cases/{reference}/effort")
    revision = form_of(page, "/conversations")
    return office.fill(f"/cases/{reference}/conversations", revision=revision, **{**PLAN, **changes})


def report(office, reference, **fields):
    page = office.see(f"/cases/{reference}/effort")
    address = address_of(page, "/report")
    return office.fill(address, revision=form_of(page, "/report"), **fields)


def test_before_a_purpose_nothing_is_shown_and_afterwards_the_page_that_was_asked_for(visit, reference):
    office = visit("secretariat")
    page = office.see(f"/cases/{reference}/effort")
    assert ("Hvad skal du bruge sagen til?" in page.text, "Samtaler" in page.text) == (True, False)
    sent = office.fill(
        f"/cases/{reference}/purpose",
        purpose_chosen="Behandle sagen",
        then=f"/cases/{reference}/effort",
    )
    assert sent.location == f"/cases/{reference}/effort"
    elsewhere = office.fill(
        f"/cases/{reference}/purpose", purpose_chosen="Behandle sagen", then="https://example.invalid/"
    )
    assert elsewhere.location == f"/cases/{reference}"


def test_the_whole_way_from_the_conversation_to_the_end_of_the_course(office, planned, reference, clock):
    plan(office, reference)
    assert "Rådgiver Prøve Holdersen" in office.read(f"/cases/{reference}/effort")
    clock.moment = datetime(2026, 11, 12, 15, tzinfo=UTC)
    office.log_in("secretariat")
    office.state_purpose(reference)
    report(office, reference, outcome="wants_course", note="Vil gerne have en mentor")
    page = office.see(f"/cases/{reference}/effort")
    assert "Foregribende indsats" in page.text
    office.fill(
        f"/cases/{reference}/courses",
        revision=form_of(page, "/courses"),
        course_kind="mentor",
        responsible="sof",
    )
    course = address_of(office.see(f"/cases/{reference}/effort"), "/courses/[0-9a-f]+")
    page = office.see(course)
    refused = office.fill(f"{course}/consent", revision=form_of(page, "/consent"), consent_on="2026-11-12")
    assert (refused.status_code, "Vælg en af mulighederne" in refused.text) == (422, True)
    assert "Rådgivning efter serviceloven § 12 b" in page.text
    office.fill(
        f"{course}/consent", revision=form_of(page, "/consent"), giver="citizen:", consent_on="2026-11-12"
    )
    far = office.fill(
        f"{course}/status-days",
        revision=form_of(office.see(course), "/status-days"),
        status_on="2027-11-12",
        purpose="Status",
    )
    assert (far.status_code, "højst tre måneder fremme" in far.text) == (422, True)
    assert 'id="e-status_on"' in far.text
    page = office.see(course)
    given = re.search(r'name="consent" value="([0-9a-f]+)"', page.text).group(1)
    early = office.fill(
        f"{course}/withdrawal",
        revision=form_of(page, "/withdrawal"),
        consent=given,
        withdrawn_on="2026-11-11",
    )
    assert (early.status_code, "den dag, det blev givet" in early.text) == (422, True)
    assert 'id="e-withdrawn_on"' in early.text
    office.fill(
        f"{course}/end",
        revision=form_of(page, "/end"),
        reason="completed",
        ended_on="2026-11-12",
        closes_case="yes",
    )
    assert "Indsatsen er afsluttet" in office.read(f"/cases/{reference}")
    old = form_of(page, "/withdrawal")
    for act, field in (("status-days", "status_on"), ("withdrawal", "withdrawn_on")):
        gone = office.fill(
            f"{course}/{act}", revision=old, **{field: "2026-02-30", "purpose": "Se på planen"}
        )
        assert (gone.status_code, f"#f-{field}" in gone.text) == (422, False)
        assert ("afgjort eller ændret imens" in gone.text, "Se på planen" in gone.text) == (True, True)
        assert ("2026-02-30" in gone.text, "Vælg en dato, der findes" in gone.text) == (True, False)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"planned_on": "2026-11-08"}, "Vælg et tidspunkt, der ligger forude"),
        ({"planned_on": ""}, "Skriv en dato og et klokkeslæt"),
        ({"holder": " "}, "Skriv, hvem borgeren møder"),
        ({"party": ""}, "Vælg en af myndighederne"),
        ({"revision": "99"}, "En anden har ændret det imens"),
    ],
)
def test_a_conversation_that_cannot_be_keeps_what_was_typed(office, reference, changes, fault):
    page = office.see(f"/cases/{reference}/effort")
    given = {**PLAN, "revision": form_of(page, "/conversations"), **changes}
    refused = office.fill(f"/cases/{reference}/conversations", **given)
    assert (refused.status_code in {409, 422}, fault in refused.text) == (True, True)
    assert 'value="Prøvegade 1"' in refused.text


def test_an_orientation_left_out_takes_its_reason_and_stands_with_its_day(office, reference):
    page = office.see(f"/cases/{reference}/effort")
    given = {
        "revision": form_of(page, "/orientations"),
        "orientation": "omitted",
        "exemption": "2",
        "reassess_on": "2026-12-09",
    }
    refused = office.fill(f"/cases/{reference}/orientations", **given)
    assert (refused.status_code, "skriv en begrundelse" in refused.text) == (422, True)
    office.fill(f"/cases/{reference}/orientations", **given, reason="Det ville skade indsatsen")
    page = office.read(f"/cases/{reference}/effort")
    assert [w for w in ("Undladt", "Det ville skade indsatsen", "ons. 9. dec. 2026") if w not in page] == []


def test_the_letters_are_pages_to_print_and_files_whose_names_say_nothing_of_anybody(office, reference):
    plan(office, reference)
    page = office.see(f"/cases/{reference}/effort")
    invitation = address_of(page, "/conversations/[0-9a-f]+/letter")
    assert "Kære Testa Prøvesen" in office.read(invitation)
    assert "Dear Testa Prøvesen" in office.read(f"{invitation}?language=en")
    file = office.see(f"{invitation}.pdf")
    assert (file.data[:5], file.content_type) == (b"%PDF-", "application/pdf")
    assert file.headers["Content-Disposition"] == f'inline; filename="{reference}-da.pdf"'
    assert "Dine rettigheder" in office.read(f"/cases/{reference}/orientations/letter")
    assert office.see(f"/cases/{reference}/orientations/letter.pdf").data[:5] == b"%PDF-"


def test_an_agency_sees_its_own_conversation_and_decides_nothing(office, visit, reference):
    plan(office, reference)
    agencies = {party: visit(f"agency:{party}") for party in ("sof", "kf")}
    seen = {}
    for party, agency in agencies.items():
        agency.state_purpose(reference)
        seen[party] = agency.read(f"/cases/{reference}/effort")
    assert ["Holdersen" in seen["sof"], "Holdersen" in seen["kf"]] == [True, False]
    assert "Planlæg en samtale" not in seen["sof"]
    assert agencies["sof"].fill(f"/cases/{reference}/conversations", **PLAN).status_code == 403


def test_an_adult_under_guardianship_is_registered_with_who_consents(office, reference):
    page = office.see(f"/cases/{reference}/effort")
    assert "Værgemål" in page.text
    given = {"kind": "guardian", "representative_name": "Værge Prøvesen"}
    path, revision = f"/cases/{reference}/representatives", form_of(page, "/representatives")
    unsaid = office.fill(path, revision=revision, **given)
    assert (unsaid.status_code, "sig om en værge, hvem der samtykker" in unsaid.text) == (422, True)
    office.fill(path, revision=revision, **given, guardian_consents="both")
    assert "Både borgeren og værgen samtykker" in office.read(f"/cases/{reference}/effort")
