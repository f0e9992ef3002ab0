import re

import pytest
from api_samples import FORUM

from agenda.access import actor_named
from service.database.meetings.questions import members

CHARTER_LIST = "/api/v1/forum/charter-list"
LINK = re.compile(r'href="(/forum/(?:organisations|accessions|appointments)/[^"]+)"')


@pytest.fixture
def office(visit, planned):
    """The forum's secretariat, with one organisation that has acceded and one that has not been asked."""
    planned.call("PUT", CHARTER_LIST, FORUM, "forum")
    return visit("forum")


def links(office, path, kind):
    return [link for link in LINK.findall(office.see(path).text) if f"/{kind}/" in link]


def club(office):
    return next(one for one in links(office, "/forum", "organisations") if "eksempelklubben" in one)


def malene(office):
    organisation = next(one for one in links(office, "/forum", "organisations") if "proeveforeningen" in one)
    return links(office, organisation, "appointments")[0]


def decide(office, path, act, **fields):
    revision = re.search(r'name="revision" value="(\d+)"', office.see(path).text).group(1)
    return office.fill(f"{path}/{act}", revision=revision, **fields)


def test_the_list_says_who_has_acceded_and_who_may_be_invited(office):
    text = office.read("/forum")
    assert "Prøveforeningen ✓ Tiltrådt version 2026 1 af 1" in text
    assert "Eksempelklubben ○ Ikke sendt version 2026 0 af 0" in text
    assert "Mads Personlig ✓ Tiltrådt version 2026 1 af 1" in text


def test_the_list_says_that_reading_it_is_noted_and_it_is(office, visit):
    assert "Hver læsning noteres i loggen" in office.read("/forum")
    assert "read_charter_list" in visit("auditor").read("/record")


def test_the_charter_is_sent_answered_and_ended_on_its_page(office):
    (accession,) = links(office, club(office), "accessions")
    sent = decide(office, accession, "send", reply_by="2026-12-01")
    assert (sent.status_code, sent.location) == (303, accession)
    assert "Sendt, ikke besvaret" in office.read(accession)
    decide(office, accession, "accede", acceded_by="Erik Eksempel", acceded_on="2026-11-09")
    assert "tiltrådt af Erik Eksempel" in office.read(accession)
    decide(office, accession, "end", reason="Klubben er nedlagt")
    assert "Ophørt" in office.read(accession)
    office.fill(f"{club(office)}/accessions")
    assert len(links(office, club(office), "accessions")) == 2


def test_a_form_whose_charter_was_sent_meanwhile_says_so_and_keeps_the_day_that_was_typed(office):
    (accession,) = links(office, club(office), "accessions")
    old = re.search(r'name="revision" value="(\d+)"', office.see(accession).text).group(1)
    decide(office, accession, "send", reply_by="2026-12-01")
    refused = office.fill(f"{accession}/send", revision=old, reply_by="2026-02-30")
    assert (refused.status_code, "#f-reply_by" in refused.text) == (422, False)
    assert ("afgjort eller ændret imens" in refused.text, "2026-02-30" in refused.text) == (True, True)


def test_an_accession_dated_ahead_is_refused_beside_its_field_and_what_was_typed_stays(office):
    (accession,) = links(office, club(office), "accessions")
    refused = decide(office, accession, "accede", acceded_by="Erik Eksempel", acceded_on="2026-11-10")
    assert refused.status_code == 422
    assert 'id="e-acceded_on"' in refused.text
    assert 'value="Erik Eksempel"' in refused.text
    assert "Ikke sendt" in office.read(accession)


def test_a_decision_on_an_older_page_is_refused(office):
    (accession,) = links(office, club(office), "accessions")
    decide(office, accession, "send")
    refused = office.fill(f"{accession}/send", revision="1")
    assert (refused.status_code, "En anden har ændret det imens" in refused.text) == (409, True)


def test_somebody_is_appointed_and_the_last_day_is_set(office):
    person = {"name": "Maja Opdigtet", "email": "maja@eksempelklubben.invalid", "role": "deputy"}
    office.fill("/forum/appointments", organisation_id="eksempelklubben", first_on="2027-01-01", **person)
    (appointment,) = links(office, club(office), "appointments")
    assert "Maja Opdigtet – Indkaldes ikke" in office.read(appointment)
    decide(office, appointment, "end", last_on="2027-12-31")
    assert "til og med fre. 31. dec. 2027" in office.read(appointment)


def test_overlapping_periods_of_the_chair_are_refused_and_nobody_is_appointed(office):
    person = {"name": "Maja Opdigtet", "email": "maja@eksempelklubben.invalid", "role": "chair"}
    refused = office.fill("/forum/appointments", first_on="2027-01-01", **person)
    assert (refused.status_code, "Pladsen er optaget" in refused.text) == (409, True)
    assert "Maja Opdigtet" not in office.read("/forum")


@pytest.mark.parametrize(
    ("path", "fields", "field"),
    [
        ("/forum/organisations", {"name": "", "contact_name": "A", "contact_email": "a@b.invalid"}, "name"),
        ("/forum/organisations", {"name": "Klub"}, "contact_name"),
        (
            "/forum/organisations",
            {"name": "Klub", "contact_name": "A", "contact_email": "a"},
            "contact_email",
        ),
        ("/forum/charters", {"version": "20 27", "in_force_from": "2027-03-01"}, "version"),
        ("/forum/charters", {"version": "2027"}, "in_force_from"),
        ("/forum/charters", {"version": "2027", "in_force_from": "2026-11-09"}, "in_force_from"),
        ("/forum/charters", {"version": "7", "in_force_from": "2027-03-01", "link": "javascript:"}, "link"),
        ("/forum/appointments", {"role": "member"}, "name"),
        ("/forum/appointments", {"name": "A", "email": "a@b.invalid", "role": "konge"}, "role"),
    ],
)
def test_what_is_missing_or_wrong_is_told_beside_its_field(office, path, fields, field):
    refused = office.fill(path, **fields)
    assert refused.status_code == 422
    assert f'id="e-{field}"' in refused.text


def test_a_new_version_is_published_and_the_round_begins(office):
    office.fill("/forum/charters", version="2027", in_force_from="2027-03-01")
    text = office.read("/forum")
    assert "Prøveforeningen … Sendt, ikke besvaret version 2027, svar senest søn. 28. feb. 2027" in text
    assert "Eksempelklubben ○ Ikke sendt version 2027" in text


def test_a_version_is_published_once(office):
    refused = office.fill("/forum/charters", version="2026", in_force_from="2027-03-01")
    assert (refused.status_code, 'id="e-version"' in refused.text) == (409, True)


def test_an_organisation_is_added_and_not_written_to(office):
    person = {"contact_name": "Karl Klub", "contact_email": "karl@klub.invalid"}
    office.fill("/forum/organisations", name="Ny klub", **person)
    assert "Ny klub ○ Ikke sendt version 2026 0 af 0" in office.read("/forum")


@pytest.mark.parametrize("role", ["secretariat", "agency:ssp", "auditor"])
def test_the_pages_are_for_the_forums_secretariat_alone(office, visit, role):
    paths = ["/forum", club(office), *links(office, club(office), "accessions"), "/forum/appointments"]
    assert {visit(role).see(path).status_code for path in paths} == {403}


def test_the_navigation_of_one_room_leads_nobody_to_the_other(app, visit):
    pages = {role: visit(role).see("/meetings").text for role in ("secretariat", "forum")}
    assert ('href="/forum"' in pages["secretariat"], 'href="/cases"' in pages["forum"]) == (False, False)
    assert ('href="/forum"' in pages["forum"], 'href="/cases"' in pages["secretariat"]) == (True, True)


def test_an_accession_entered_by_mistake_is_taken_back_and_entered_anew(office):
    (accession,) = links(office, club(office), "accessions")
    decide(office, accession, "accede", acceded_by="Erik Forkert", acceded_on="2026-11-09")
    decide(office, accession, "take-back")
    text = office.read(accession)
    assert ("Erik Forkert" in text, "○ Ikke sendt" in text) == (False, True)
    decide(office, accession, "accede", acceded_by="Erik Rigtig", acceded_on="2026-11-08")
    assert "tiltrådt af Erik Rigtig" in office.read(accession)


def test_what_is_taken_back_on_an_older_page_is_refused_and_stays(office):
    (accession,) = links(office, club(office), "accessions")
    decide(office, accession, "accede", acceded_by="Erik Eksempel", acceded_on="2026-11-09")
    refused = office.fill(f"{accession}/take-back", revision="1")
    assert (refused.status_code, "En anden har ændret det imens" in refused.text) == (409, True)
    assert "tiltrådt af Erik Eksempel" in office.read(accession)


def test_a_personal_member_is_asked_again_on_the_page_of_an_accession_that_is_over(office):
    (accession,) = links(office, "/forum", "accessions")
    assert "Spørg igen" not in office.read(accession)
    decide(office, accession, "end", reason="Trådte ud")
    assert office.fill(f"{accession}/again").status_code == 303
    assert "Mads Personlig ○ Ikke sendt" in office.read("/forum")


def test_an_organisations_contact_is_changed_and_by_two_at_once_the_second_is_told(office):
    given = {"name": "Eksempelklubben", "contact_name": "Nanna Ny", "contact_email": "nanna@klub.invalid"}
    page = club(office)
    decide(office, page, "change", **given, language="en")
    assert "Nanna Ny" in office.read(page)
    refused = office.fill(f"{page}/change", **given | {"contact_name": "Anden Ny"}, revision="1")
    assert (refused.status_code, "En anden har ændret det imens" in refused.text) == (409, True)
    assert "Kontaktperson Nanna Ny" in office.read(page)


def test_a_members_name_is_mended_and_by_two_at_once_the_second_is_told(office):
    mads = next(
        one for page in links(office, "/forum", "accessions") for one in links(office, page, "appointments")
    )
    email = "mads@moedeklar.invalid"
    decide(office, mads, "member", name="Mads Rettet", email=email)
    assert "Mads Rettet" in office.read(mads)
    refused = office.fill(f"{mads}/member", name="Mads Anden", email=email, revision="1")
    assert (refused.status_code, "En anden har ændret det imens" in refused.text) == (409, True)


def test_another_members_address_is_nobodys_new_one(office):
    (mads,) = (
        one for page in links(office, "/forum", "accessions") for one in links(office, page, "appointments")
    )
    refused = decide(office, mads, "member", name="Mads", email="malene@proeveforeningen.invalid")
    assert (refused.status_code, 'id="e-email"' in refused.text) == (409, True)


def test_a_language_that_is_none_of_ours_is_refused_beside_its_field_and_not_stored(office, planned):
    member = malene(office)
    named = {"name": "Malene Medborger", "email": "malene@proeveforeningen.invalid"}
    refused = decide(office, member, "member", **named, language="klingonsk")
    assert (refused.status_code, 'href="#f-language"' in refused.text) == (422, True)
    listed = planned.get(CHARTER_LIST, "forum").text
    assert "klingonsk" not in listed


def test_one_that_was_stored_wrongly_before_is_shown_where_it_can_be_mended(office, planned):
    with planned.service.unit(actor_named("forum")) as unit:
        for one in members(unit.session, "medborgerforum"):
            one.language = "klingonsk"
    member = malene(office)
    assert "Et sprog er skrevet forkert" in office.read("/forum/desk")
    assert "Sproget er skrevet forkert" in office.read(member)
    named = {"name": "Malene Medborger", "email": "malene@proeveforeningen.invalid"}
    decide(office, member, "member", **named, language="en")
    assert "Sproget er skrevet forkert" not in office.read(member)
