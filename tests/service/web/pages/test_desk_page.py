"""The desk: what is next, what waits for a person, and what happens by itself."""

from datetime import UTC, datetime

from service.web.pages.waiting import gathered
from service.workflow.upcoming import Deed

AT = datetime(2026, 11, 20, 8, tzinfo=UTC)


def test_it_shows_the_next_meeting_with_readiness_and_what_comes(visit, asked):
    desk = visit("secretariat").read("/")
    assert [
        w for w in ("tir. 24. nov. 2026 kl. 9.00 (uge 48)", "Venter", "Påmindelse") if w not in desk
    ] == []


def test_an_empty_house_says_so_and_shows_the_way(visit_empty_house):
    desk = visit_empty_house("secretariat").read("/")
    assert ("Der er intet bekræftet møde forude." in desk, "Intet venter." in desk) == (True, True)


def test_a_case_whose_parties_nobody_confirmed_waits_for_a_person(visit, planned, concern_form):
    visitor = visit("secretariat")
    planned.post("/api/v1/concerns", {**concern_form, "confirmed_necessary": False})
    assert "Bekræft, hvem der skal spørges (KE-2026-0001)" in visitor.read("/")


def test_a_case_that_goes_its_way_does_not(visit, asked):
    assert "KE-2026-0001" not in visit("secretariat").read("/").partition("De næste 14 dage")[0]


def test_every_other_role_is_led_to_its_own_first_page(visit):
    firsts = [visit(role).see("/").location for role in ("agency:ssp", "forum", "auditor")]
    assert firsts == ["/lookups", "/forum/desk", "/record"]


def test_what_comes_names_the_meeting_it_is_about(visit, planned):
    comes = visit("secretariat").read("/").partition("De næste 14 dage")[2]
    assert "Mødeindkaldelse" in comes
    assert "Koordineringsenheden tir. 24. nov. 2026" in comes


def test_what_goes_to_several_at_once_is_one_line():
    deeds = [Deed(AT, "reminder", f"{who}@moedeklar.invalid", "ssp", "no_answer_yet") for who in ("a", "b")]
    assert [(one.to, one.about) for one in gathered(deeds)] == [
        (["a@moedeklar.invalid", "b@moedeklar.invalid"], ["ssp"])
    ]


def test_what_happens_at_another_moment_or_for_another_reason_is_not():
    deeds = [Deed(AT, "roll_over", "", "KE-2026-0001", why) for why in ("case_not_ready", "case_moved")]
    assert [one.about for one in gathered(deeds)] == [["KE-2026-0001"], ["KE-2026-0001"]]


def test_a_coming_meeting_to_which_too_few_have_said_yes_waits_for_a_person(visit, planned, clock):
    planned.service.tick()
    before = visit("secretariat").read("/")
    clock.moment = datetime(2026, 11, 10, 9, tzinfo=UTC)
    after = visit("secretariat").read("/")
    told = "For få myndigheder har sagt ja til mødet"
    assert (told in before, told in after) == (False, True)
