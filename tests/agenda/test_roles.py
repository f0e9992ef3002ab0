"""Who may do what is one table, and what belongs to others looks absent."""

import pytest

from agenda.access import (
    CLOCK,
    MAY,
    ROOM_OF,
    Action,
    Actor,
    Belonging,
    OfAnotherOffice,
    Role,
    Room,
    RoomClosed,
    actor_named,
    check,
    check_office,
    check_open,
    check_own,
    check_party,
    check_reach,
    is_open,
    is_open_to,
    may,
)
from agenda.errors import Absent, Invalid, NotAllowed

SSP = Actor(Role.AGENCY, "ssp")
OF_CASES, OF_FORUM = Belonging(Role.SECRETARIAT, treats_cases=True), Belonging(Role.FORUM, treats_cases=False)


def test_every_action_has_its_row():
    assert set(MAY) == set(Action)


def test_nobody_but_the_clock_acts_by_its_right():
    assert [action for action, roles in MAY.items() if Role.CLOCK in roles] == []
    assert [action for action in Action if not may(CLOCK, action)] == []


@pytest.mark.parametrize(
    ("name", "actor"),
    [
        ("secretariat", Actor(Role.SECRETARIAT)),
        ("agency:ssp", SSP),
        ("forum", Actor(Role.FORUM)),
        ("auditor", Actor(Role.AUDITOR)),
    ],
)
def test_an_actor_is_read_as_it_is_written(name, actor):
    assert (actor_named(name), str(actor)) == (actor, name)


@pytest.mark.parametrize("name", ["", "clock", "agency", "agency:", "secretariat:ssp", "Forum", "police"])
def test_nobody_else_is_an_actor(name):
    with pytest.raises(Invalid) as refusal:
        actor_named(name)
    assert refusal.value.field == "as"


OF_A_CASE = {
    *(Action.TAKE_CONCERN, Action.READ_CASE, Action.DECIDE_CASE, Action.CLEAR_CASE),
    *(Action.READ_READINESS, Action.READ_LOOKUP, Action.ANSWER_LOOKUP, Action.STATE_CONSENT),
}


@pytest.mark.parametrize("role", [Role.FORUM, Role.AUDITOR])
def test_the_forum_and_the_auditor_reach_nothing_of_a_case(role):
    assert {action for action in OF_A_CASE if may(Actor(role), action)} == set()


def test_an_agency_answers_and_the_secretariat_does_not():
    assert may(SSP, Action.ANSWER_LOOKUP)
    assert not may(Actor(Role.SECRETARIAT), Action.ANSWER_LOOKUP)


def test_only_the_auditor_reads_the_record():
    assert MAY[Action.READ_RECORD] == {Role.AUDITOR}


def test_what_a_role_may_not_do_is_refused_by_name():
    with pytest.raises(NotAllowed) as refusal:
        check(SSP, Action.TAKE_CONCERN)
    assert (refusal.value.kind, refusal.value.code) == ("forbidden", "not-allowed")


def test_an_agency_reaches_its_own_requests():
    check_party(SSP, "ssp")
    check_party(Actor(Role.SECRETARIAT), "ssp")


def test_the_request_of_another_agency_looks_absent():
    with pytest.raises(Absent):
        check_party(SSP, "kf")


@pytest.mark.parametrize(
    ("actor", "body"),
    [
        (Actor(Role.SECRETARIAT), OF_CASES),
        (Actor(Role.SECRETARIAT), OF_FORUM),
        (Actor(Role.FORUM), OF_FORUM),
        (SSP, OF_CASES),
        (CLOCK, OF_CASES),
    ],
)
def test_the_dates_of_a_body_are_seen(actor, body):
    check_reach(actor, body)


@pytest.mark.parametrize(("actor", "body"), [(Actor(Role.FORUM), OF_CASES), (SSP, OF_FORUM)])
def test_the_body_of_the_others_looks_absent(actor, body):
    with pytest.raises(Absent):
        check_reach(actor, body)
    with pytest.raises(Absent):
        check_own(actor, body)


@pytest.mark.parametrize(
    ("actor", "body"), [(Actor(Role.SECRETARIAT), OF_CASES), (Actor(Role.FORUM), OF_FORUM), (CLOCK, OF_FORUM)]
)
def test_an_office_plans_its_own_bodies(actor, body):
    check_own(actor, body)


def test_and_none_of_another_offices_though_it_sees_the_dates():
    with pytest.raises(OfAnotherOffice):
        check_own(Actor(Role.SECRETARIAT), OF_FORUM)


@pytest.mark.parametrize(
    ("actor", "office"),
    [
        (Actor(Role.SECRETARIAT), Role.SECRETARIAT),
        (Actor(Role.FORUM), Role.FORUM),
        (SSP, Role.SECRETARIAT),
        (CLOCK, Role.FORUM),
    ],
)
def test_an_office_has_the_papers_of_its_own_bodies(actor, office):
    check_office(actor, office)


@pytest.mark.parametrize(
    ("actor", "office"), [(Actor(Role.SECRETARIAT), Role.FORUM), (Actor(Role.FORUM), Role.SECRETARIAT)]
)
def test_those_of_the_other_offices_look_absent(actor, office):
    with pytest.raises(Absent):
        check_office(actor, office)


def test_every_action_of_the_cases_or_the_forum_alone_belongs_to_their_room():
    alone = {action for action, roles in MAY.items() if roles in ({Role.FORUM}, {Role.MEMBER})}
    assert {action for action, room in ROOM_OF.items() if room is Room.FORUM} == alone
    assert {action for action, room in ROOM_OF.items() if room is Room.CASES} >= OF_A_CASE


@pytest.mark.parametrize(("action", "room"), ROOM_OF.items())
def test_in_a_closed_room_nothing_is_done_and_in_an_open_one_it_is(action, room):
    check_open(action, {room})
    with pytest.raises(RoomClosed):
        check_open(action, set(Room) - {room})


def test_what_is_nobodys_alone_is_done_with_every_room_closed():
    assert [action for action in Action if is_open(action, ())] == [a for a in Action if a not in ROOM_OF]


@pytest.mark.parametrize(
    ("role", "room"), [(Role.AGENCY, Room.CASES), (Role.FORUM, Room.FORUM), (Role.MEMBER, Room.FORUM)]
)
def test_who_has_one_room_alone_has_nothing_to_do_where_it_is_closed(role, room):
    assert (is_open_to(role, {room}), is_open_to(role, set(Room) - {room})) == (True, False)


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.AUDITOR, Role.CLOCK])
def test_everybody_else_has(role):
    assert is_open_to(role, ())
