"""The desk: what is next, what waits for a person, and what happens by itself."""

from datetime import UTC, datetime, timedelta

import pytest
from foreseen import beside

from service.web.pages.waiting import gathered
from service.workflow.series import Series
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


def once(deed):
    return Series(deed, 1, deed.at)


def test_what_goes_to_several_at_once_is_one_line():
    deeds = [Deed(AT, "reminder", f"{who}@moedeklar.invalid", "ssp", "no_answer_yet") for who in ("a", "b")]
    assert [(one.to, one.about) for one in gathered(map(once, deeds), UTC)] == [
        (["a@moedeklar.invalid", "b@moedeklar.invalid"], ["ssp"])
    ]


def test_what_happens_at_another_moment_or_for_another_reason_is_not():
    deeds = [Deed(AT, "roll_over", "", "KE-2026-0001", why) for why in ("case_not_ready", "case_moved")]
    assert [one.about for one in gathered(map(once, deeds), UTC)] == [["KE-2026-0001"], ["KE-2026-0001"]]


def test_what_comes_each_working_day_is_not_one_line_with_what_comes_once():
    deed = Deed(AT, "reminder", "a@moedeklar.invalid", "ssp", "no_answer_yet")
    daily = Series(deed, 3, AT + timedelta(days=4), is_over=False)
    assert [one.repeats for one in gathered([once(deed), daily], UTC)] == [
        "",
        "hver arbejdsdag kl. 8.00, indtil svaret er kommet",
    ]


def test_a_coming_meeting_to_which_too_few_have_said_yes_waits_for_a_person(visit, planned, clock):
    planned.service.tick()
    before = visit("secretariat").read("/")
    clock.moment = datetime(2026, 11, 10, 9, tzinfo=UTC)
    after = visit("secretariat").read("/")
    told = "For få myndigheder har sagt ja til mødet"
    assert (told in before, told in after) == (False, True)


def test_until_what_comes_has_been_played_the_desk_says_so_and_shows_the_rest(planned, visit):
    beside(planned)
    desk = visit("secretariat").read("/")
    assert ("Det regnes ud lige nu." in desk, "Intet, som tingene står nu." in desk) == (True, False)
    assert "tir. 24. nov. 2026 kl. 9.00 (uge 48)" in desk


@pytest.mark.parametrize(("role", "path"), [("secretariat", "/"), ("forum", "/forum/desk")])
def test_it_then_shows_what_was_played_last_with_its_moment(planned, visit, clock, role, path):
    beside(planned).renew()
    clock.moment = datetime(2026, 11, 9, 8, 7, tzinfo=UTC)
    assert "Som det så ud man. 9. nov. 2026 kl. 9.00 (uge" in visit(role).read(path)


def test_what_comes_each_working_day_is_one_line(visit, asked):
    comes = visit("secretariat").read("/").partition("De næste 14 dage")[2]
    assert comes.count("hver arbejdsdag kl. 9.00, indtil svaret er kommet") == 1
