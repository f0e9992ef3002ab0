import re

import pytest
from api_samples import CONCERN

OTHER = {**CONCERN, "citizen": {**CONCERN["citizen"], "name": "Anden Prøvesen", "cpr": "020290-5002"}}


@pytest.fixture
def address(planned, asked):
    planned.post("/api/v1/concerns", OTHER)
    planned.service.tick()
    first = planned.get("/api/v1/meetings?body=koordineringsenheden").get_json()["meetings"][0]["id"]
    return f"/meetings/{first}/agenda"


@pytest.fixture
def office(visit):
    return visit("secretariat")


@pytest.fixture
def laid(office, address):
    """The page with its agenda laid out."""
    office.fill(address)
    return office.see(address)


def revision_of(page):
    return re.search(r'name="revision" value="(\d+)"', page.text).group(1)


def places(page):
    return re.findall(r'name="place-([0-9a-f]{32})"', page.text)


def order_of(page):
    return re.findall(r'<th scope="row">\d+\. (?:<a [^>]+>)?([^<\n]+)', page.text)


def test_before_there_is_one_the_page_says_when_it_comes_and_offers_to_lay_it(office, address):
    assert "Ingen dagsorden endnu" in office.read(address)
    assert office.fill(address).status_code == 303
    assert "Punkterne fylder 45 af mødets 120 minutter" in office.read(address)


def test_an_agency_reads_nothing_of_a_draft_and_changes_nothing(visit, address, laid):
    agency = visit("agency:ssp")
    assert "Den kan læses her, når den sendes til gennemlæsning" in agency.read(address)
    assert [agency.fill(f"{address}{path}").status_code for path in ("", "/order", "/release")] == [403] * 3


def test_an_item_is_moved_up_and_its_minutes_are_kept(office, address, laid):
    ids, before = places(laid), order_of(laid)
    minutes = {f"minutes-{item}": "12" for item in ids}
    moved = office.fill(f"{address}/order", revision=revision_of(laid), up=ids[2], **minutes)
    page = office.see(address)
    assert moved.status_code == 303
    assert order_of(page) == [before[0], before[2], before[1], *before[3:]]
    assert "Punkterne fylder 60 af mødets 120 minutter" in office.read(address)


def test_places_are_typed_and_whoever_is_moved_stands_where_it_was_typed(office, address, laid):
    ids, before = places(laid), order_of(laid)
    typed = {f"minutes-{item}": "12" for item in ids} | {f"place-{ids[0]}": "3"}
    office.fill(f"{address}/order", revision=revision_of(laid), **typed)
    assert order_of(office.see(address)) == [before[1], before[2], before[0], *before[3:]]


def test_of_two_secretaries_the_second_sees_how_it_stands_and_keeps_what_was_typed(visit, address, laid):
    ids, revision = places(laid), revision_of(laid)
    one, other = visit("secretariat"), visit("secretariat")
    typed = {f"minutes-{item}": "12" for item in ids}
    assert one.fill(f"{address}/order", revision=revision, up=ids[2], **typed).status_code == 303
    stood = order_of(one.see(address))
    typed = {f"minutes-{item}": "33" for item in ids}
    refused = other.fill(f"{address}/order", revision=revision, **typed)
    assert (refused.status_code, refused.text.count('value="33"')) == (409, len(ids))
    assert order_of(refused) == stood
    assert "En anden har ændret det imens" in refused.text
    again = other.fill(f"{address}/order", revision=revision_of(refused), **typed)
    assert again.status_code == 303


@pytest.mark.parametrize("minutes", ["", "0", "481", "mange"])
def test_a_time_box_that_is_none_is_told(office, address, laid, minutes):
    typed = {f"minutes-{item}": minutes for item in places(laid)}
    refused = office.fill(f"{address}/order", revision=revision_of(laid), **typed)
    assert (refused.status_code, "mellem 1 og 480 minutter" in refused.text) == (422, True)


@pytest.mark.parametrize("minutes", ["0", "mange", "9" * 5000])
def test_of_several_items_it_is_told_beside_which_the_minutes_are_wrong(office, address, laid, minutes):
    ids, headings = places(laid), order_of(laid)
    typed = {f"minutes-{item}": "12" for item in ids} | {f"minutes-{ids[2]}": minutes}
    refused = office.fill(f"{address}/order", revision=revision_of(laid), **typed)
    (leads_to,) = re.findall(r'href="#(f-[^"]+)"', refused.text)
    assert (refused.status_code, leads_to) == (422, f"f-minutes-{ids[2]}")
    assert re.findall(rf'id="{leads_to}" name="([^"]+)"', refused.text) == [f"minutes-{ids[2]}"]
    assert re.findall(r'id="e-(minutes-[^"]+)"', refused.text) == [f"minutes-{ids[2]}"]
    assert f"{headings[2]}: Giv punktet mellem 1 og 480 minutter." in refused.text


def test_too_long_an_agenda_is_told_in_words(office, address, laid):
    typed = {f"minutes-{item}": "40" for item in places(laid)}
    office.fill(f"{address}/order", revision=revision_of(laid), **typed)
    assert "For lang Punkterne fylder 200 af mødets 120 minutter, 80 for mange" in office.read(address)


def test_an_item_is_added_and_taken_off(office, address, laid):
    given = {"heading": "Nyt fra VINK", "minutes": "10", "revision": revision_of(laid)}
    assert office.fill(f"{address}/items", **given).status_code == 303
    page = office.see(address)
    assert "Nyt fra VINK" in page.text
    item = re.search(r'name="item" value="([0-9a-f]{32})"[^>]*>Fjern<span class="unseen">: Nyt', page.text)
    office.fill(f"{address}/items/remove", item=item.group(1), revision=revision_of(page))
    assert "Nyt fra VINK" not in office.read(address)


def test_an_item_that_names_a_citizen_is_refused_beside_its_field(office, address, laid):
    given = {"heading": "Om Testa Prøvesen", "minutes": "10", "revision": revision_of(laid)}
    refused = office.fill(f"{address}/items", **given)
    assert (refused.status_code, 'id="e-heading"' in refused.text) == (422, True)


def test_the_parties_remark_during_the_review(visit, office, address, laid):
    office.fill(f"{address}/review", revision=revision_of(laid))
    agency = visit("agency:ssp")
    assert "Til gennemlæsning" in agency.read(address)
    assert agency.fill(f"{address}/comments", text="Mere tid, tak", item="").status_code == 303
    assert "SSP København" in office.read(address)
    assert "Mere tid, tak" in office.read(address)
    assert "Mere tid, tak" not in visit("agency:kf").read(address)
    refused = agency.fill(f"{address}/comments", text="", item="")
    assert (refused.status_code, "Skriv en bemærkning" in refused.text) == (422, True)


def test_it_is_not_released_while_answers_are_awaited(office, address, laid):
    refused = office.fill(f"{address}/release", revision=revision_of(laid))
    assert (refused.status_code, "ikke alle har svaret" in refused.text) == (409, True)


def test_an_addendum_takes_a_reason_and_a_new_version_too(office, planned):
    last = planned.get("/api/v1/meetings?body=koordineringsenheden").get_json()["meetings"][-1]["id"]
    address = f"/meetings/{last}/agenda"
    office.fill(address)
    assert office.fill(f"{address}/release", revision=revision_of(office.see(address))).status_code == 303
    assert "Frigivet" in office.read(address)
    given = {"heading": "Ekstra", "minutes": "5", "revision": revision_of(office.see(address))}
    assert office.fill(f"{address}/items", **given).status_code == 422
    office.fill(f"{address}/items", **given, addendum_reason="Kom til i dag")
    assert "Kom til i dag" in office.read(address)
    revision = revision_of(office.see(address))
    assert office.fill(f"{address}/versions", revision=revision).status_code == 422
    office.fill(f"{address}/versions", revision=revision, reason="Rækkefølgen ændres")
    page = office.read(address)
    assert [
        words for words in ("Ny udgave: Rækkefølgen ændres", "Udgave 1", "Udgave 2") if words not in page
    ] == []
    assert "Erstattet" not in page
    assert "Frigivet" in office.read(f"{address}?version=1")
    office.fill(f"{address}/versions/withdraw", revision=revision_of(office.see(address)))
    page = office.read(address)
    assert ("Udgave 2" in page, "Frigivet" in page, "Begynd en ny udgave" in page) == (False, True, True)


def test_who_is_kept_out_is_told_beside_the_item_and_their_agency_sees_a_closed_one(
    visit, office, address, laid, asked
):
    item = re.search(r'<option value="([0-9a-f]{32})"[^>]*>' + asked, laid.text).group(1)
    member = re.search(r'<option value="([0-9a-f]{32})"[^>]*>Medlem ssp', laid.text).group(1)
    assert office.fill(f"{address}/exclusions", excluded_item=item, attendee_id=member).status_code == 303
    page = office.see(address)
    assert "Inhabil: Medlem ssp" in page.text
    office.fill(f"{address}/review", revision=revision_of(page))
    closed, open_to = visit("agency:ssp").read(address), visit("agency:sof").read(address)
    assert ("Lukket punkt" in closed, asked in closed) == (True, False)
    assert ("Lukket punkt" in open_to, asked in open_to) == (False, True)
    lift = re.search(r'action="(/meetings/[^"]+/lift)"', page.text).group(1)
    assert office.fill(lift).status_code == 303
    assert "Inhabil: Medlem ssp" not in office.see(address).text


def test_the_agenda_of_the_cases_looks_absent_to_the_forum(visit, address, laid):
    assert visit("forum").see(address).status_code == 404


def test_a_guest_is_invited_to_one_item_and_taken_off_it(office, address, laid, asked):
    item = re.search(r'<option value="([0-9a-f]{32})"[^>]*>' + asked, laid.text).group(1)
    given = {"guest_item": item, "authority": "Psykiatrien", "basis": "psp"}
    unclear = office.fill(f"{address}/guests", **given, name="Vera Gæst")
    assert (unclear.status_code, 'id="e-email"' in unclear.text) == (422, True)
    office.fill(f"{address}/guests", **given, name="Vera Gæst", email="vera@moedeklar.invalid")
    page = office.see(address)
    assert "Gæst: Vera Gæst, Psykiatrien" in page.text
    withdraw = re.search(r'action="(/meetings/[^"]+/withdraw)"', page.text).group(1)
    assert office.fill(withdraw).status_code == 303
    assert "Vera Gæst" not in office.see(address).text


@pytest.mark.parametrize("version", ["9" * 5000, "9" * 30, "0"])
def test_a_version_that_there_is_not_is_no_version(office, address, laid, version):
    assert "Ingen dagsorden endnu" in office.read(f"{address}?version={version}")
