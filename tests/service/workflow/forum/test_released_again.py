"""The agenda of a meeting that is moved after its release, and topics that are decided on after it."""

from datetime import timedelta

import pytest
from driven_service import Told, local
from forum_scene import ALMA, BO, CALLED_AT, as_guest, called, first_meeting
from sample_people import FORUM

from agenda.access import actor_named
from agenda.forum.topic import TopicGiven, TopicState
from agenda.meetings.meeting import AGENDA_DUE, CUT_OFF, MINUTES_DUE, TOPICS_CALLED
from service.database.forum.topics import topics_of
from service.database.meetings.agendas import agendas_of, released_agenda
from service.workflow.agendas import compose_agenda, release_by_hand
from service.workflow.forum.topics import Decision, decide, propose, propose_over_link
from service.workflow.forum.waiting import waiting_for_the_forum
from service.workflow.meetings.changing import Times
from service.workflow.rescheduling import move_meeting

ACCEPT = Decision(TopicState.ACCEPTED)
RELEASED_AT = local("2027-01-28", "12:00")
AHEAD = {TOPICS_CALLED: CALLED_AT, CUT_OFF: local("2027-01-14", "16:00"), AGENDA_DUE: RELEASED_AT}


@pytest.fixture
def released(start_on):
    """A topic on the agenda, which is out for 11 February."""
    forum = called(start_on)
    topic = as_guest(forum, propose_over_link, TopicGiven("Det første emne"))
    as_forum(forum, decide, topic.id, ACCEPT, topic.revision)
    forum.play_until(RELEASED_AT)
    return forum


def as_forum(forum, verb, *args):
    return forum.do(verb, *args, as_="forum")


def moved(forum, on, at="17:00"):
    meeting = first_meeting(forum)
    as_forum(forum, move_meeting, meeting.id, Times(local(on, at)), meeting.revision)


def accepted(forum, title="Et senere emne"):
    topic = as_forum(forum, propose, first_meeting(forum).id, TopicGiven(title), None)
    return as_forum(forum, decide, topic.id, ACCEPT, topic.revision)


def holds(forum):
    """The version that holds, and the topics on it."""
    with forum.service.unit(actor_named("forum")) as unit:
        agenda = released_agenda(unit.session, first_meeting(forum).id)
        return agenda.version, [item.heading for item in agenda.items if item.about]


def versions(forum):
    with forum.service.unit(actor_named("forum")) as unit:
        return [(one.version, str(one.state)) for one in agendas_of(unit.session, first_meeting(forum).id)]


def milestones(forum):
    return {one.name: one.done_at for one in first_meeting(forum).milestones}


def left(forum):
    """What the desk leaves to a person of what lay in the past."""
    with forum.service.unit(actor_named("forum")) as unit:
        by_hand = [
            one.what for one in waiting_for_the_forum(unit, forum.now) if one.what == "release_by_hand"
        ]
    return by_hand + [one.name for one in first_meeting(forum).missed]


def waiting(forum):
    with forum.service.unit(actor_named("forum")) as unit:
        return [one for one in waiting_for_the_forum(unit, forum.now) if one.what == "version_to_release"]


def test_a_meeting_moved_after_its_agenda_was_released_has_it_released_again_at_the_new_day(released):
    moved(released, "2027-03-11")
    released.play_until(local("2027-02-01"))
    accepted(released)
    assert holds(released) == (1, ["Det første emne"])
    released.play_until(local("2027-02-25", "12:00"))
    assert holds(released) == (2, ["Det første emne", "Et senere emne"])
    again = [told for told in released.told("agenda_released") if told.at > "2027-02-01"]
    assert again == [Told("2027-02-25 12:00", "agenda_released", to) for to in (ALMA, BO)]
    assert waiting(released) == []


def test_and_the_same_agenda_too_since_it_was_for_another_day(released):
    moved(released, "2027-03-11")
    released.play_until(local("2027-02-26"))
    assert holds(released) == (2, ["Det første emne"])


@pytest.mark.parametrize(("on", "at"), [("2027-02-11", "18:00"), ("2027-02-09", "17:00")])
def test_but_not_where_the_day_is_the_same_or_nearer_than_its_release(released, on, at):
    moved(released, on, at)
    released.play_until(local(on, "16:00"))
    assert (holds(released)[0], len(released.told("agenda_released"))) == (1, 2)


@pytest.mark.parametrize("away", ["2027-02-12", "2027-03-11"])
@pytest.mark.parametrize("after", [timedelta(minutes=2), timedelta(hours=20)])
def test_moved_there_and_back_its_release_is_as_it_was(released, away, after):
    released.play_until(local("2027-01-28", "13:00"))
    moved(released, away)
    released.play_until(released.now + after)
    moved(released, "2027-02-11")
    assert milestones(released) == {**AHEAD, MINUTES_DUE: None}
    assert left(released) == []
    released.play_until(local("2027-02-11", "16:00"))
    assert (holds(released)[0], len(released.told("agenda_released"))) == (1, 2)


def test_and_so_is_one_that_was_made_ahead_of_its_day(start_on):
    forum = called(start_on)
    forum.play_until(local("2027-01-20"))
    agenda = as_forum(forum, compose_agenda, first_meeting(forum).id)
    as_forum(forum, release_by_hand, first_meeting(forum).id, agenda.revision)
    moved(forum, "2027-03-11")
    moved(forum, "2027-04-08")
    moved(forum, "2027-02-11")
    forum.play_until(local("2027-02-11", "16:00"))
    assert (holds(forum)[0], len(forum.told("agenda_released"))) == (1, 2)


def test_moved_away_and_then_nearer_than_its_release_it_stands_too(released):
    moved(released, "2027-03-11")
    moved(released, "2027-02-09")
    released.play_until(local("2027-02-09", "16:00"))
    assert (left(released), holds(released)[0], len(released.told("agenda_released"))) == ([], 1, 2)


def test_moved_away_back_and_away_it_is_released_again(released):
    for on in ("2027-03-11", "2027-02-11", "2027-03-11"):
        moved(released, on)
    released.play_until(local("2027-02-26"))
    assert (holds(released)[0], len(released.told("agenda_released"))) == (2, 4)


def test_a_topic_accepted_after_the_release_opens_a_version_that_waits_to_be_released(released):
    accepted(released)
    assert (holds(released)[0], versions(released)) == (1, [(2, "draft"), (1, "released")])
    (one,) = waiting(released)
    assert one.about == first_meeting(released).id
    with released.service.unit(actor_named("forum")) as unit:
        revision = agendas_of(unit.session, one.about)[0].revision
    as_forum(released, release_by_hand, one.about, revision)
    assert (holds(released), waiting(released)) == ((2, ["Det første emne", "Et senere emne"]), [])


def test_and_one_that_is_put_off_after_it_leaves_it_likewise(released):
    with released.service.unit(actor_named("forum")) as unit:
        (topic,) = topics_of(unit.session, first_meeting(released).id)
    as_forum(released, decide, topic.id, Decision(TopicState.PUT_OFF, "Der er for mange."), topic.revision)
    assert versions(released)[0] == (2, "draft")
    assert Told("2027-01-28 12:00", "agenda_released", ALMA) in released.told("agenda_released")


def test_what_is_declined_changes_no_agenda(released):
    topic = as_forum(released, propose, first_meeting(released).id, TopicGiven("Et andet"), None)
    as_forum(
        released, decide, topic.id, Decision(TopicState.DECLINED, "Hører til andetsteds"), topic.revision
    )
    assert versions(released) == [(1, "released")]
    assert len(released.meetings(FORUM)) == 3
