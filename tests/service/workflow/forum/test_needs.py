import pytest
from driven_service import local
from forum_scene import ALMA, BO, as_guest, attendee, called, first_meeting

from agenda.access import CLOCK, actor_named
from agenda.errors import NotAllowed
from agenda.forum.needs import NeedsAreClosed, UnknownNeed
from agenda.meetings.attendance import Answered, Attendee
from service.database.forum.topics import needs_of
from service.workflow.forum.needs import needs_counted, state_needs


@pytest.fixture
def forum(start_on):
    return called(start_on)


def counted(forum):
    with forum.service.unit(actor_named("forum")) as unit:
        return {need: n for need, n in needs_counted(unit, first_meeting(forum).id).items() if n}


def rows(forum):
    with forum.service.unit(CLOCK) as unit:
        return list(needs_of(unit.session, first_meeting(forum).id))


def test_needs_are_shown_as_totals(forum):
    as_guest(forum, state_needs, ["vegan", "arabic"])
    as_guest(forum, state_needs, ["vegan"], email=BO)
    assert counted(forum) == {"vegan": 2, "arabic": 1}


def test_what_is_said_again_takes_the_place_of_what_was_said(forum):
    as_guest(forum, state_needs, ["vegan", "arabic"])
    as_guest(forum, state_needs, ["step_free"])
    assert counted(forum) == {"step_free": 1}
    as_guest(forum, state_needs, [])
    assert rows(forum) == []


def test_whoever_stays_away_is_not_counted(forum):
    as_guest(forum, state_needs, ["vegan"])
    with forum.service.unit(CLOCK) as unit:
        unit.session.get_one(Attendee, attendee(forum).id).answered = Answered.DECLINED
    assert counted(forum) == {}


def test_the_row_does_not_say_whose_needs_they_are(forum):
    as_guest(forum, state_needs, ["vegan"])
    own = attendee(forum)
    (row,) = rows(forum)
    assert not {own.id, own.member_id, own.email} & {row.id, row.meeting_id, *row.chosen}


def test_a_week_after_the_meeting_the_clock_deletes_them_and_says_so(forum):
    as_guest(forum, state_needs, ["vegan"])
    forum.play_until(local("2027-02-18", "18:59"))
    assert len(rows(forum)) == 1
    forum.play_until(local("2027-02-18", "19:00"))
    assert rows(forum) == []
    assert [(e.action, e.facts["count"]) for e in forum.entries("forget_needs")] == [("forget_needs", 1)]


def test_only_what_is_on_offer_is_taken(forum):
    with pytest.raises(UnknownNeed):
        as_guest(forum, state_needs, ["champagne"])
    assert rows(forum) == []


def test_once_the_meeting_has_begun_nothing_more_is(forum):
    forum.clock.now = local("2027-02-11", "17:00")
    with pytest.raises(NeedsAreClosed):
        as_guest(forum, state_needs, ["vegan"])


def test_the_secretariat_of_the_cases_does_not_see_even_the_totals(forum):
    with pytest.raises(NotAllowed), forum.service.unit(actor_named("secretariat")) as unit:
        needs_counted(unit, first_meeting(forum).id)


def test_no_address_is_at_fault_for_another(forum):
    as_guest(forum, state_needs, ["vegan"], email=ALMA)
    as_guest(forum, state_needs, ["halal"], email=BO)
    assert counted(forum) == {"vegan": 1, "halal": 1}
