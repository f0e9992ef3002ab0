import pytest
from agenda_scene import OTHER, RELEASE, answer, headings, nth, planned, read, take
from driven_service import Told, local
from sample_people import KE, PARTIES, citizen, concern, member_of
from sqlalchemy import update

from agenda.errors import ChangedMeanwhile
from agenda.meetings.agenda import (
    AgendaIsFrozen,
    AgendaState,
    BadTimeBox,
    ComesFromElsewhere,
    NothingReleasedYet,
    NoVersionBegun,
    OrderIncomplete,
    Placed,
)
from agenda.meetings.holding import MeetingHasBegun
from agenda.meetings.meeting import MeetingIsOver, ReasonMissing
from notifications.leaks import PersonalDataFound
from service.database.meetings.agenda_tables import agenda as agenda_table
from service.workflow.agendas import begin_version, compose_agenda, release_by_hand
from service.workflow.meetings.agenda_versions import VersionGiven, withdraw_version
from service.workflow.meetings.arranging import Arrangement, ItemGiven, add_item, arrange, take_off_item
from service.workflow.rescheduling import cancel_meeting

THIRD = concern(citizen("Tredje Prøvesen", "030390-5003"))
EVERYBODY = sorted(member_of(party_id) for party_id in PARTIES)


@pytest.fixture
def driven(start_on):
    return planned(start_on)


@pytest.fixture
def agenda(driven):
    """With two cases."""
    take(driven), take(driven, OTHER)
    return driven.do(compose_agenda, nth(driven, 0))


def order(agenda, *positions, minutes=10):
    items = {item.position: item.id for item in agenda.items}
    return tuple(Placed(items[at], minutes) for at in positions)


def test_the_order_and_the_time_boxes_are_the_secretariats(driven, agenda):
    before = headings(agenda)
    arranged = driven.do(arrange, nth(driven, 0), Arrangement(order(agenda, 1, 3, 2, 4, 5), agenda.revision))
    assert headings(arranged) == [before[0], before[2], before[1], before[3], before[4]]
    assert (arranged.minutes, [item.position for item in arranged.items]) == (50, [1, 2, 3, 4, 5])


@pytest.mark.parametrize("positions", [(1, 2, 3, 4), (1, 2, 3, 4, 5, 5), (1, 2, 3, 4, 4)])
def test_an_order_that_leaves_one_out_or_names_one_twice_changes_nothing(driven, agenda, positions):
    before = headings(agenda)
    with pytest.raises(OrderIncomplete):
        driven.do(arrange, nth(driven, 0), Arrangement(order(agenda, *positions), agenda.revision))
    assert headings(read(driven, nth(driven, 0))) == before


@pytest.mark.parametrize("minutes", [0, -5, 481])
def test_a_time_box_holds_some_minutes_and_not_days(driven, agenda, minutes):
    given = Arrangement(order(agenda, 1, 2, 3, 4, 5, minutes=minutes), agenda.revision)
    with pytest.raises(BadTimeBox):
        driven.do(arrange, nth(driven, 0), given)


def test_of_two_who_reorder_at_once_the_second_is_told_how_it_now_stands_and_nothing_is_lost(driven, agenda):
    first = Arrangement(order(agenda, 1, 3, 2, 4, 5), agenda.revision)
    second = Arrangement(order(agenda, 5, 4, 3, 2, 1, minutes=30), agenda.revision)
    won = driven.do(arrange, nth(driven, 0), first)
    with pytest.raises(ChangedMeanwhile) as refused:
        driven.do(arrange, nth(driven, 0), second)
    now = read(driven, nth(driven, 0))
    assert headings(now) == headings(won)
    assert refused.value.current == {
        "revision": now.revision,
        "state": "draft",
        "items": [{"item": item.id, "minutes": 10} for item in now.items],
    }
    again = Arrangement(second.items, now.revision)
    assert headings(driven.do(arrange, nth(driven, 0), again)) == headings(agenda)[::-1]


def test_composed_again_the_order_and_the_minutes_stay(driven, agenda):
    given = Arrangement(order(agenda, 1, 3, 2, 4, 5, minutes=7), agenda.revision)
    arranged = headings(driven.do(arrange, nth(driven, 0), given))
    third = take(driven, THIRD)
    composed = driven.do(compose_agenda, nth(driven, 0))
    assert headings(composed) == [*arranged[:3], third, *arranged[3:]]
    assert composed.minutes == 5 * 7 + 15


def test_an_item_of_ones_own_stands_before_any_other_business_and_can_be_taken_off(driven, agenda):
    given = ItemGiven("Nyt fra VINK", 10, agenda.revision, "News of VINK")
    added = driven.do(add_item, nth(driven, 0), given)
    assert headings(added)[3:] == ["Nyt fra VINK", "Eventuelt", "Næste møde"]
    item = added.items[3]
    assert headings(driven.do(take_off_item, nth(driven, 0), item.id, added.revision)) == headings(agenda)


def test_a_case_is_not_taken_off_but_moved_to_another_meeting(driven, agenda):
    with pytest.raises(ComesFromElsewhere):
        driven.do(take_off_item, nth(driven, 0), agenda.items[1].id, agenda.revision)


def test_a_heading_that_names_a_citizen_is_refused(driven, agenda):
    with pytest.raises(PersonalDataFound):
        driven.do(add_item, nth(driven, 0), ItemGiven("Om Testa Prøvesen", 10, agenda.revision))


def test_the_agenda_of_a_meeting_that_is_over_stays_as_it_was(driven, agenda):
    meeting = driven.meetings(KE)[0]
    driven.do(cancel_meeting, meeting.id, "Sygdom", meeting.revision)
    with pytest.raises(MeetingIsOver):
        driven.do(arrange, meeting.id, Arrangement(order(agenda, 1, 2, 3, 4, 5), agenda.revision))
    with pytest.raises(MeetingIsOver):
        driven.do(compose_agenda, meeting.id)


@pytest.fixture
def released(driven):
    """The agenda of a meeting with one case, released by the clock; the next minute has come."""
    answer(driven, take(driven))
    driven.play_until(RELEASE)
    driven.clock.now = local("2026-11-20", "12:01")
    return read(driven, nth(driven, 0))


def test_what_is_released_keeps_its_order(driven, released):
    with pytest.raises(AgendaIsFrozen):
        driven.do(arrange, nth(driven, 0), Arrangement(order(released, 4, 3, 2, 1), released.revision))
    with pytest.raises(AgendaIsFrozen):
        driven.do(take_off_item, nth(driven, 0), released.items[0].id, released.revision)


def test_what_comes_after_release_is_an_addendum_at_the_end_and_those_invited_are_told(driven, released):
    given = ItemGiven("Ekstra punkt", 5, released.revision, reason="Et nyt projekt er begyndt")
    agenda = driven.do(add_item, nth(driven, 0), given)
    added = agenda.items[-1]
    assert (added.heading, added.reason, added.added_at) == (
        "Ekstra punkt",
        "Et nyt projekt er begyndt",
        driven.now,
    )
    assert (agenda.state, agenda.version) == (AgendaState.RELEASED, 1)
    driven.play_until(local("2026-11-20", "12:10"))
    assert driven.told("agenda_changed") == [
        Told("2026-11-20 12:06", "agenda_changed", to) for to in EVERYBODY
    ]


def test_an_addendum_without_a_reason_changes_nothing_and_tells_nobody(driven, released):
    with pytest.raises(ReasonMissing):
        driven.do(add_item, nth(driven, 0), ItemGiven("Ekstra punkt", 5, released.revision, reason=" "))
    driven.tick()
    assert headings(read(driven, nth(driven, 0))) == headings(released)
    assert driven.told("agenda_changed") == []


def test_a_new_version_is_a_draft_while_the_released_one_holds(driven, released):
    newer = driven.do(
        begin_version, nth(driven, 0), VersionGiven("Rækkefølgen skal ændres", released.revision)
    )
    assert (newer.version, newer.state, newer.reason) == (2, AgendaState.DRAFT, "Rækkefølgen skal ændres")
    seen = read(driven, nth(driven, 0), "agency:ssp")
    assert (seen.version, seen.state) == (1, AgendaState.RELEASED)
    reordered = driven.do(arrange, nth(driven, 0), Arrangement(order(newer, 2, 1, 3, 4), newer.revision))
    driven.do(release_by_hand, nth(driven, 0), reordered.revision)
    driven.play_until(local("2026-11-20", "12:10"))
    assert [read(driven, nth(driven, 0), version=n).state for n in (1, 2)] == [
        AgendaState.SUPERSEDED,
        AgendaState.RELEASED,
    ]
    assert read(driven, nth(driven, 0), "agency:ssp").version == 2
    assert driven.told("agenda_changed") == [
        Told("2026-11-20 12:06", "agenda_changed", to) for to in EVERYBODY
    ]


def test_a_new_version_takes_a_reason_and_something_that_was_released(driven, released):
    with pytest.raises(ReasonMissing):
        driven.do(begin_version, nth(driven, 0), VersionGiven("", released.revision))
    newer = driven.do(begin_version, nth(driven, 0), VersionGiven("Et punkt udgår", released.revision))
    with pytest.raises(NothingReleasedYet):
        driven.do(begin_version, nth(driven, 0), VersionGiven("Et til", newer.revision))


def test_a_meeting_that_has_begun_takes_no_new_version(driven, released):
    driven.clock.now = driven.meeting(nth(driven, 0)).starts_at
    with pytest.raises(MeetingHasBegun):
        driven.do(begin_version, nth(driven, 0), VersionGiven("Et punkt udgår", released.revision))
    assert read(driven, nth(driven, 0)).version == 1


def newer_version(driven, reason="Rækkefølgen skal ændres"):
    revision = read(driven, nth(driven, 0)).revision
    return driven.do(begin_version, nth(driven, 0), VersionGiven(reason, revision))


def test_a_new_version_that_is_taken_back_was_told_to_nobody_and_the_released_one_is_the_newest(
    driven, released
):
    newer = newer_version(driven)
    newest = driven.do(withdraw_version, nth(driven, 0), newer.revision)
    assert (newest.version, newest.state) == (1, AgendaState.RELEASED)
    assert read(driven, nth(driven, 0)).version == 1
    driven.play_until(local("2026-11-20", "12:10"))
    assert driven.told("agenda_changed") == []


def test_after_one_that_was_taken_back_another_may_be_begun_and_released(driven, released):
    driven.do(withdraw_version, nth(driven, 0), newer_version(driven).revision)
    newer = newer_version(driven, "Et punkt udgår")
    assert newer.version == 3
    driven.do(release_by_hand, nth(driven, 0), newer.revision)
    assert read(driven, nth(driven, 0), "agency:ssp").reason == "Et punkt udgår"


def test_what_is_released_or_the_first_draft_is_not_taken_back(driven, released):
    with pytest.raises(NoVersionBegun):
        driven.do(withdraw_version, nth(driven, 0), released.revision)
    first = driven.do(compose_agenda, nth(driven, 1))
    with pytest.raises(NoVersionBegun):
        driven.do(withdraw_version, nth(driven, 1), first.revision)


def test_a_new_version_that_was_never_released_is_none_of_the_agendas_of_a_meeting_that_is_over(
    driven, released
):
    newer_version(driven)
    driven.play_until(local("2026-11-24", "11:00"))
    assert read(driven, nth(driven, 0)).version == 1


def test_nor_is_one_that_an_earlier_release_left_open_at_a_meeting_that_was_over_by_then(driven, released):
    newer = newer_version(driven)
    driven.play_until(local("2026-11-24", "11:00"))
    as_left(driven, newer)
    assert read(driven, nth(driven, 0)).version == 2
    driven.service.follow_settings()
    assert read(driven, nth(driven, 0)).version == 1
    withdrawn = [one for one in driven.entries("withdraw_version") if one.about == nth(driven, 0)]
    assert [one.facts["version"] for one in withdrawn] == [2, 2]
    driven.service.follow_settings()
    assert len(driven.entries("withdraw_version")) == 2


def test_one_that_is_open_at_a_meeting_to_come_stays_open_at_a_start(driven, released):
    newer_version(driven)
    driven.service.follow_settings()
    assert read(driven, nth(driven, 0)).version == 2


def as_left(driven, version):
    """As it lay in the store before versions were put away with their meeting."""
    with driven.service.engine.begin() as connection:
        connection.execute(update(agenda_table).where(agenda_table.c.id == version.id).values(state="draft"))
