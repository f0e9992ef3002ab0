"""A child on the pages: who has custody, whose consents are missing, and what stands still without them."""

import re
from datetime import UTC, datetime

import pytest

from agenda.access import actor_named
from agenda.cases.case import CaseState, Effort
from service.workflow.cases.showing import show_case

CITIZEN = {"name": "Barn Prøvesen", "born_on": "2017-05-01", "municipality": "København"}
A = "/api/v1"


@pytest.fixture
def reference(planned, clock, concern_form):
    """A child who wants a course, and whose notification is not settled."""
    concern = {**concern_form, "citizen": CITIZEN, "notification": "pending", "parties": ["ssp"]}
    reference = planned.post(f"{A}/concerns", concern).get_json()["reference"]
    with planned.service.unit(actor_named("secretariat")) as unit:
        case = show_case(unit, reference, "preparing", clock()).case
        for state in (CaseState.RELEASED, CaseState.DISCUSSED, CaseState.CONVERSATION):
            case.become(state)
        case.released_at, case.effort = clock(), Effort.CONVERSATION
    path = f"{A}/cases/{reference}"
    plan = {"party": "sof", "holder": "Holga Samtalesen", "place": "Prøvegade 1"}
    at = {"planned_at": "2026-11-12T14:00:00+01:00", "revision": revision(planned, reference)}
    one = planned.post(f"{path}/conversations", {**plan, **at}).get_json()["conversations"][0]
    clock.moment = datetime(2026, 11, 12, 15, tzinfo=UTC)
    report = {"outcome": "wants_course", "revision": one["revision"]}
    planned.post(f"{path}/conversations/{one['id']}/report", report)
    return reference


@pytest.fixture
def office(visit, reference):
    office = visit("secretariat")
    office.state_purpose(reference)
    return office


def revision(planned, reference):
    return planned.get(f"{A}/cases/{reference}?purpose=se").get_json()["revision"]


def settle(planned, reference):
    case = planned.get(f"{A}/cases/{reference}?purpose=se").get_json()
    settled = {"concern": case["concerns"][0]["id"], "notification": "made", "revision": case["revision"]}
    assert planned.post(f"{A}/cases/{reference}/notification", settled).status_code == 200


def opened(office, planned, reference, kind="mentor"):
    form = {"revision": revision(planned, reference), "course_kind": kind, "responsible": "sof"}
    return office.fill(f"/cases/{reference}/courses", **form)


def course_page(office, reference):
    page = office.see(f"/cases/{reference}/effort")
    return re.search(r'href="([^"]*/courses/[0-9a-f]+)"', page.text).group(1)


def registered(office, planned, reference, name):
    form = {"revision": revision(planned, reference), "kind": "holder", "representative_name": name}
    return office.fill(f"/cases/{reference}/representatives", **form)


def revision_in(page, action):
    return re.search(rf'action="[^"]*{action}">.*?name="revision" value="(\d+)"', page.text, re.DOTALL).group(
        1
    )


def test_no_course_is_opened_while_the_notification_is_unsettled_and_the_page_says_where(
    office, planned, reference
):
    page = office.see(f"/cases/{reference}/effort")
    assert "før underretningen om barnet er afklaret" in page.text
    refused = opened(office, planned, reference)
    assert (refused.status_code, "Afklar først, om der skal underrettes om barnet" in refused.text) == (
        409,
        True,
    )
    settle(planned, reference)
    assert opened(office, planned, reference).status_code == 303


def test_only_kinds_with_a_basis_for_children_are_offered_each_with_it(office, reference):
    page = office.see(f"/cases/{reference}/effort").text
    offered = page.partition('id="f-course_kind"')[2].partition("</select>")[0]
    assert ("Mentor – Frivillig støtte efter barnets lov" in offered, "§ 12 b" in offered) == (True, False)


def test_whose_consents_are_missing_is_shown_and_each_is_recorded_on_its_own(office, planned, reference):
    settle(planned, reference)
    opened(office, planned, reference)
    address = course_page(office, reference)
    assert "indehavere er ikke registreret" in office.read(address)
    for name in ("Mor Prøvesen", "Far Prøvesen"):
        registered(office, planned, reference, name)
    for name in ("Mor Prøvesen", "Far Prøvesen"):
        assert "Afventer samtykke" in office.read(address)
        page = office.see(address)
        (giver,) = re.findall(rf'value="(holder:[0-9a-f]+)"[^>]*>\s*<label[^>]*>{name}', page.text)
        form = {"giver": giver, "consent_on": "2026-11-12", "revision": revision_in(page, "/consent")}
        assert office.fill(f"{address}/consent", **form).status_code == 303
    words = office.read(address)
    assert ("I gang" in words, words.count("Samtykket står ved magt")) == (True, 2)


def test_the_child_is_no_choice_and_no_way_around_it(office, planned, reference):
    settle(planned, reference)
    opened(office, planned, reference)
    registered(office, planned, reference, "Mor Prøvesen")
    address = course_page(office, reference)
    page = office.see(address)
    assert 'value="citizen:"' not in page.text
    form = {"giver": "citizen:", "consent_on": "2026-11-12", "revision": revision_in(page, "/consent")}
    refused = office.fill(f"{address}/consent", **form)
    assert (refused.status_code, "samtykket ikke deres at give" in refused.text) == (409, True)
    assert 'id="e-giver"' in refused.text


def test_a_new_holder_pauses_a_running_course_and_the_desk_says_so(office, planned, reference):
    settle(planned, reference)
    opened(office, planned, reference)
    registered(office, planned, reference, "Mor Prøvesen")
    address = course_page(office, reference)
    page = office.see(address)
    giver = re.search(r'value="(holder:[0-9a-f]+)"', page.text).group(1)
    form = {"giver": giver, "consent_on": "2026-11-12", "revision": revision_in(page, "/consent")}
    office.fill(f"{address}/consent", **form)
    registered(office, planned, reference, "Far Prøvesen")
    assert "Forløbet står på pause" in office.read(address)
    assert "Et forløb står på pause og venter på et nyt samtykke" in office.read("/")


def test_a_name_that_may_be_somebodys_is_refused_beside_its_field(office, planned, reference):
    refused = registered(office, planned, reference, "Mette Hansen")
    assert (refused.status_code, 'id="e-representative_name"' in refused.text) == (422, True)
    assert 'value="Mette Hansen"' in refused.text


def test_a_holder_is_stated_rightly_and_ended(office, planned, reference):
    registered(office, planned, reference, "Mor Prøvesen")
    page = office.see(f"/cases/{reference}/effort")
    address = re.search(r'action="([^"]*/representatives/[0-9a-f]+)"', page.text).group(1)
    given = {"kind": "holder", "representative_name": "Mor Prøvesen-Berg"}
    office.fill(address, revision=revision_in(page, "/representatives/[0-9a-f]+"), **given)
    page = office.see(f"/cases/{reference}/effort")
    assert "Mor Prøvesen-Berg" in page.text
    office.fill(f"{address}/end", revision=revision_in(page, "/end"))
    assert "Ophørt tor. 12. nov. 2026" in office.read(f"/cases/{reference}/effort")


def test_to_whom_a_letter_goes_is_asked_before_it_is_shown(office, planned, reference):
    registered(office, planned, reference, "Mor Eksempelsen")
    letter = f"/cases/{reference}/orientations/letter"
    asked = office.see(letter)
    assert (asked.status_code, "Hvem skal brevet til?" in asked.text, "Kære" in asked.text) == (
        409,
        True,
        False,
    )
    assert office.see(f"{letter}.pdf").status_code == 409
    path, form = f"{letter}/addressee", {"revision": revision(planned, reference)}
    unsaid = office.fill(path, **form)
    assert (unsaid.status_code, 'id="e-addressee"' in unsaid.text) == (422, True)
    why = office.fill(path, **form, addressee="nobody")
    assert (why.status_code, 'id="e-reason"' in why.text) == (422, True)
    holder = re.search(r'value="(holder:[0-9a-f]+)"', asked.text).group(1)
    assert office.fill(path, **form, addressee=holder).location == letter
    assert "Kære Mor Eksempelsen" in office.read(letter)
    assert "til indehaver af forældremyndigheden: Mor Eksempelsen" in office.read(
        f"/cases/{reference}/effort"
    )


def test_that_none_goes_stands_on_the_page_with_its_reason(office, planned, reference):
    letter = f"/cases/{reference}/orientations/letter"
    form = {"revision": revision(planned, reference), "addressee": "nobody", "reason": "Aftalt med skolen"}
    office.fill(f"{letter}/addressee", **form)
    page = office.read(f"/cases/{reference}/effort")
    assert [words for words in ("Brevet: sendes ikke", "Aftalt med skolen") if words not in page] == []
    assert "Det er besluttet, at der ikke sendes et brev" in office.read(letter)
