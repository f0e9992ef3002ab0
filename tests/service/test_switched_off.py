"""A body that is switched off is left out everywhere; what it had stays as it is, and nobody else notices."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from driven_service import local
from forum_scene import CALLED_AT, called, token_of
from sample_people import (
    FORUM,
    KE,
    concern,
    confirmed,
    delegate,
    everybody,
    forum_house,
    member,
    member_of,
    set_everybody,
)
from whole_house import House

from agenda.access import CLOCK, Action, RoomClosed, actor_named
from agenda.errors import Absent
from agenda.meetings.meeting import MeetingState
from agenda.meetings.plan import ClosedDate
from service.database.meetings import questions
from service.database.meetings.questions import NoSuchBody
from service.shown.about import about_in_words
from service.workflow.cases.intake import take_concern
from service.workflow.desk import waiting_for_a_person
from service.workflow.forum.charter_list import charter_list
from service.workflow.meetings import planning
from service.workflow.meetings.changing import Times, add_extraordinary
from service.workflow.meetings.reading import bodies_of, meeting_read, meetings_of, plans_of
from service.workflow.people import BodyGiven, BodySwitchedOff, PeopleGiven, set_people
from service.workflow.rescheduling import (
    cancel_meeting,
    close_day,
    confirm_meeting,
    confirm_plan,
    move_meeting,
    open_day,
)

FORUM_OFF = "[bodies.medborgerforum]\nactive = false\n"
CASES_OFF = "[bodies.koordineringsenheden]\nactive = false\n"
THIRD = """
[bodies.nabonetvaerk]
name = "Nabonetværk"
series = { rule = "even_weeks", weekday = "thursday", starts = "10:00", ends = "11:00" }
lead_times.cut_off = { working_days = -5, at = "12:00" }
lead_times.agenda_due = { working_days = -1, at = "12:00" }
lead_times.minutes_due = { working_days = 5, at = "12:00" }
"""
NOVEMBER = local("2026-11-09")


@pytest.fixture
def with_forum(new_service):
    """A forum with a year of meetings, the topics of the first called for, beside a case body with meetings."""
    driven = called(new_service)
    driven.plan(KE, "2027-01-01", "2027-06-30")
    driven.tick()
    return driven


@pytest.fixture
def without_forum(with_forum, new_service):
    """The same store, its forum switched off from here on."""
    return new_service(CALLED_AT, config=FORUM_OFF, folder=with_forum.service.folder)


@pytest.fixture
def only_plain(new_service):
    return new_service(NOVEMBER, config=CASES_OFF + FORUM_OFF + THIRD)


def statuses(driven, role, part):
    return {each.status for each in House(driven.service).everything(role) if part in each.address}


def logins(driven):
    page = House(driven.service).app.test_client().get("/login").text
    return [role for role in ("secretariat", "agency:ssp", "forum", "auditor") if f'value="{role}"' in page]


def navigation(driven, role):
    page = House(driven.service)._logged_in(role).get("/", follow_redirects=True).text  # noqa: SLF001
    return page.partition("Hovedmenu")[2].partition("</nav>")[0]


# Where the forum is switched off


def test_its_pages_and_its_routes_are_absent(without_forum):
    assert statuses(without_forum, "secretariat", "/forum") == {404}
    paths = House(without_forum.service).app.test_client().get("/openapi/openapi.json").get_json()["paths"]
    assert [path for path in paths if "/forum/" in path] == []
    assert "/api/v1/cases" in paths


def test_nobody_logs_in_as_its_office_and_who_had_is_let_in_no_more(with_forum, without_forum):
    assert (logins(with_forum), logins(without_forum)) == (
        ["secretariat", "agency:ssp", "forum", "auditor"],
        ["secretariat", "agency:ssp", "auditor"],
    )
    assert statuses(without_forum, "forum", "/api/v1/me") == {401}


def test_a_members_private_link_leads_nowhere(with_forum, without_forum):
    token = token_of(with_forum)
    before, after = (
        House(each.service).app.test_client().get(f"/m/{token}") for each in (with_forum, without_forum)
    )
    assert (before.status_code, after.status_code) == (200, 404)


def test_its_meetings_and_plans_are_nobodys(without_forum):
    meeting = without_forum.meetings(FORUM)[0]
    with without_forum.service.unit(actor_named("secretariat")) as unit:
        assert [body.id for body in bodies_of(unit)] == [KE]
        for read, key in ((meetings_of, FORUM), (meeting_read, meeting.id), (plans_of, FORUM)):
            with pytest.raises(Absent):
                read(unit, key)
    with pytest.raises(Absent):
        without_forum.do(planning.propose, FORUM, planning.Period())


def test_a_verb_of_its_own_is_refused_to_whoever_calls_it(without_forum):
    with pytest.raises(RoomClosed) as refused:
        without_forum.do(charter_list, as_="forum")
    assert "switched off in the settings" in refused.value.remedy


def test_nothing_is_set_of_it_and_the_refusal_names_key_and_remedy(without_forum):
    with pytest.raises(BodySwitchedOff) as refused:
        without_forum.do(set_people, forum_house())
    assert (refused.value.field, refused.value.remedy) == (
        "bodies.medborgerforum",
        "leave out medborgerforum, or switch it on in the settings: bodies.medborgerforum.active",
    )
    with pytest.raises(BodySwitchedOff):
        without_forum.do(set_people, PeopleGiven(members=(member("carl", FORUM),)))


def test_the_clock_does_nothing_for_it_and_goes_on_for_the_others(without_forum):
    before = len(without_forum.messages())
    without_forum.play_until(local("2027-03-01"))
    sent = without_forum.messages()[before:]
    assert {one.body_id for one in sent} == {KE}
    states = {(m.body_id, m.state) for m in without_forum.meetings(FORUM)}
    assert states == {(FORUM, MeetingState.CONFIRMED)}
    assert MeetingState.HELD in {m.state for m in without_forum.meetings(KE)}


def test_the_timer_is_not_woken_by_what_is_left_undone(without_forum):
    without_forum.play_until(local("2027-03-01"))
    assert without_forum.tick() > without_forum.now


def test_a_closed_day_moves_none_of_its_deadlines(with_forum, new_service):
    meeting = with_forum.meetings(FORUM)[0]
    before = {one.name: one.due_at for one in meeting.milestones}
    driven = new_service(CALLED_AT, config=FORUM_OFF, folder=with_forum.service.folder)
    cut_off = driven.calendar.local(before["cut_off"]).date()
    driven.do(close_day, ClosedDate(cut_off, "lukkedag"))
    assert {one.name: one.due_at for one in driven.meeting(meeting.id).milestones} == before


def test_a_day_that_is_closed_is_put_before_no_office_whose_bodies_are_switched_off(with_forum, new_service):
    driven = new_service(CALLED_AT, config=FORUM_OFF, folder=with_forum.service.folder)
    driven.do(close_day, ClosedDate(date(2027, 1, 20), "lukkedag"))
    driven.tick()
    assert driven.told("day_put_before") == []


def test_and_to_whoever_has_one_it_is(with_forum):
    with_forum.do(close_day, ClosedDate(date(2027, 1, 20), "lukkedag"))
    with_forum.tick()
    assert [told.to for told in with_forum.told("day_put_before")] == ["forum@moedeklar.invalid"]


def test_what_is_to_be_forgotten_of_its_members_is_forgotten_all_the_same(with_forum, new_service):
    driven = new_service(CALLED_AT, config=FORUM_OFF, folder=with_forum.service.folder)
    names = [work.name for work in driven.service.clockwork.works]
    assert {"needs", "forum_contacts"} <= set(names)
    assert {"accessions", "appointments"} & set(names) == set()


def test_whoever_starts_the_service_is_told_what_lies_there(without_forum):
    (said,) = without_forum.service.told_at_start()
    assert said == (
        "bodies.medborgerforum: it is switched off, and 3 of its meetings lie ahead, 0 of its messages wait: nobody"
        " is invited, reminded or told; to call the meetings off, switch it on first"
    )


def test_switched_on_again_it_is_as_it_was(with_forum, without_forum, new_service):
    without_forum.play_until(local("2027-01-05"))
    driven = new_service(without_forum.now, folder=with_forum.service.folder)
    driven.play_until(local("2027-02-12"))
    assert driven.meetings(FORUM)[0].state is MeetingState.HELD
    assert driven.service.told_at_start() == []


# Where the body that treats cases is switched off


@pytest.fixture
def without_cases(new_service):
    """A case with requests out, and then no cases any more."""
    driven = new_service(NOVEMBER)
    set_everybody(driven, delegate("ssp"))
    driven.plan(KE, "2026-11-24", "2026-12-22")
    driven.do(take_concern, confirmed(concern()))
    driven.tick()
    return new_service(NOVEMBER, config=CASES_OFF + THIRD, folder=driven.service.folder)


def test_its_pages_and_routes_are_absent_and_the_desk_stays(without_cases):
    for part in ("/cases", "/concerns", "/lookups", "/readiness", "/actions"):
        assert (part, statuses(without_cases, "secretariat", part)) == (part, {404})
    desk = House(without_cases.service)._logged_in("secretariat").get("/")  # noqa: SLF001
    assert desk.status_code == 200
    assert "Tag imod en bekymring" not in desk.text
    assert "Ny bekymring" not in navigation(without_cases, "secretariat")
    assert "Skrivebord" in navigation(without_cases, "secretariat")


def test_no_agency_logs_in(without_cases):
    assert logins(without_cases) == ["secretariat", "forum", "auditor"]
    assert statuses(without_cases, "agency:ssp", "/api/v1/me") == {401}


def test_no_agency_is_reminded_and_nothing_waits_for_a_person(without_cases):
    before = len(without_cases.messages())
    without_cases.play_until(local("2026-12-01"))
    assert without_cases.messages()[before:] == []
    assert without_cases.do(waiting_for_a_person) == []


def test_no_concern_is_taken(without_cases):
    with pytest.raises(RoomClosed):
        without_cases.do(take_concern, confirmed(concern()))


def test_the_record_keeps_what_was_done(without_cases):
    with without_cases.service.unit(CLOCK) as unit:
        assert about_in_words(unit, "KE-2026-0001") == "KE-2026-0001"
    assert statuses(without_cases, "auditor", "/record") == {200}


# Where a plain body is the only one


def test_a_plain_body_alone_is_planned_invited_to_and_held(only_plain):
    given = everybody(member("ane", "nabonetvaerk"))
    only_plain.do(set_people, replace(given, bodies=(("nabonetvaerk", given.bodies[0][1]),)))
    plan = only_plain.do(
        planning.propose, "nabonetvaerk", planning.Period(date(2026, 11, 9), date(2026, 12, 31))
    )
    only_plain.do(confirm_plan, plan.id)
    only_plain.play_until(local("2026-11-28"))
    states = [m.state for m in only_plain.meetings("nabonetvaerk")]
    assert states[0] is MeetingState.HELD
    told = {(str(m.occasion), m.body_id) for m in only_plain.messages()}
    assert told == {("invitation", "nabonetvaerk"), ("minutes_wanted", "nabonetvaerk")}
    assert logins(only_plain) == ["secretariat", "auditor"]
    found = list(House(only_plain.service).everything("secretariat"))
    assert {each.status for each in found} <= {200, 403, 404, 409}
    assert "Nabonetværk" in next(each.text for each in found if each.address == "/meetings")
    assert next(each for each in found if each.address == "/").status == 200


def test_the_store_holds_no_body_that_was_never_active(only_plain):
    with only_plain.service.unit(actor_named("secretariat")) as unit:
        unit.allow(Action.SEE_DESK)
        assert [body.id for body in bodies_of(unit)] == ["nabonetvaerk"]
    assert only_plain.meetings(KE) == only_plain.meetings(FORUM) == []
    assert only_plain.service.told_at_start() == []


def test_a_day_of_its_clock_runs_without_a_fault(only_plain):
    only_plain.play_until(NOVEMBER + timedelta(days=400))
    assert {one.body_id for one in only_plain.messages()} <= {"nabonetvaerk"}


# A body that is no longer in the settings at all


@pytest.fixture
def without_third(new_service):
    """A house of three bodies, whose third is taken out of the settings while its meetings lie ahead."""
    driven = new_service(NOVEMBER, config=THIRD)
    set_everybody(driven, member("ssp"), member("nabo", "nabonetvaerk"))
    network = BodyGiven("VINK", "nabo@moedeklar.invalid", "Nabohuset")
    driven.do(set_people, PeopleGiven(bodies=(("nabonetvaerk", network),)))
    for body_id in (KE, "nabonetvaerk"):
        driven.plan(body_id, "2026-11-23", "2026-12-31")
    driven.do(planning.propose, "nabonetvaerk", planning.Period(date(2027, 1, 1), date(2027, 3, 31)))
    driven.tick()
    return new_service(NOVEMBER + timedelta(hours=1), folder=driven.service.folder)


@pytest.mark.parametrize("role", ["secretariat", "agency:ssp", "forum", "auditor"])
def test_taken_out_of_the_settings_it_makes_no_page_and_no_route_fail(without_third, role):
    failed = [one.address for one in House(without_third.service).everything(role) if one.status >= 500]
    assert failed == []


def test_taken_out_of_the_settings_it_keeps_nobody_else_from_closing_days_and_planning(without_third):
    on = date(2026, 12, 3)  # a Thursday on which it would meet
    assert without_third.do(close_day, ClosedDate(on, "Flytning")) == []
    without_third.do(open_day, on)
    plan = without_third.do(planning.propose, KE, planning.Period())
    without_third.do(confirm_plan, plan.id)
    first = without_third.meetings(KE)[0]
    without_third.do(move_meeting, first.id, Times(local("2026-11-26")), first.revision)
    called_too = without_third.do(add_extraordinary, KE, Times(local("2026-12-03", "10:00")))
    without_third.do(confirm_meeting, called_too.id)
    without_third.play_until(local("2026-12-04"))
    assert without_third.meetings(KE)[0].state is MeetingState.HELD


def test_taken_out_of_the_settings_its_meetings_are_nobodys_and_stay(without_third):
    its = without_third.meetings("nabonetvaerk")
    without_third.service.follow_settings()
    without_third.play_until(local("2026-12-04"))
    assert [(m.state, m.revision) for m in without_third.meetings("nabonetvaerk")] == [
        (m.state, m.revision) for m in its
    ]
    for verb in (
        lambda unit, now: confirm_meeting(unit, its[-1].id, now),
        lambda unit, now: cancel_meeting(unit, its[0].id, "Ingen sager", its[0].revision, now),
    ):
        with pytest.raises(Absent):
            without_third.do(verb)


def test_taken_out_of_the_settings_nothing_is_set_of_it_as_of_one_that_never_was(without_third):
    def its_members():
        with without_third.service.unit(CLOCK) as unit:
            return [one.email for one in questions.members(unit.session, "nabonetvaerk")]

    for body_id in ("nabonetvaerk", "unknown"):
        for given in (
            PeopleGiven(members=(member("anden", body_id),)),
            PeopleGiven(bodies=((body_id, BodyGiven(place="Et andet sted")),)),
        ):
            with pytest.raises(NoSuchBody) as refused:
                without_third.do(set_people, given)
            assert refused.value.remedy == "name one of the configured bodies"
    assert its_members() == [member_of("nabo")]


def test_taken_out_of_the_settings_it_is_said_at_start(without_third):
    (said,) = without_third.service.told_at_start()
    assert said.startswith("bodies.nabonetvaerk: it is no longer set")


def test_set_again_it_goes_on_where_it_was(without_third, new_service):
    again = new_service(NOVEMBER + timedelta(hours=2), config=THIRD, folder=without_third.service.folder)
    again.service.follow_settings()
    assert again.service.told_at_start() == []
    again.play_until(local("2026-12-04"))
    assert again.meetings("nabonetvaerk")[0].state is MeetingState.HELD
