"""What the forum wants on a meeting's agenda, and its release to those invited; again if it is moved."""

from datetime import datetime

from agenda.meetings.agenda import AgendaState, ItemKind, ItemWanted
from agenda.meetings.meeting import AGENDA_DUE, Meeting, MeetingState
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.forum.topics import accepted_topics
from service.database.meetings.agendas import newest_agenda_held
from service.workflow.forum.calling import Announcement, tell_those_invited
from service.workflow.meetings.agenda import compose, release
from service.workflow.meetings.agenda_versions import open_version
from service.workflow.meetings.deadlines import keep_again
from service.workflow.unit import Unit

MEETING_MOVED = "mødet er lagt på en anden dag"
TOPICS_CHANGED = "emnerne er ændret"


def wanted_of_topics(unit: Unit, meeting: Meeting) -> list[ItemWanted]:
    """The accepted topics, in the order in which they were proposed."""
    return [
        ItemWanted(ItemKind.TOPIC, topic.title, topic.id, topic.minutes)
        for topic in accepted_topics(unit.session, meeting.id)
    ]


def draft_of_topics(unit: Unit, meeting: Meeting, now: datetime) -> None:
    """No more topics are expected: the draft stands, for the forum's secretariat to look at before it is released."""
    if meeting.state is MeetingState.CONFIRMED:
        compose(unit, meeting, wanted_of_topics(unit, meeting), now)


def follow_topics(unit: Unit, meeting: Meeting, now: datetime) -> None:
    """A topic came or went after the release: a version with it lies ready, for the office to release."""
    newest = newest_agenda_held(unit.session, meeting.id)
    if newest is None or newest.state is not AgendaState.RELEASED:
        return
    wanted = wanted_of_topics(unit, meeting)
    if newest.about != {one.about for one in wanted}:
        open_version(unit, newest, TOPICS_CHANGED, now)
        compose(unit, meeting, wanted, now)


def release_again(unit: Unit, meeting: Meeting, before: datetime, now: datetime) -> None:
    """What was released for the day it lay on before is released anew at the new day's milestone."""
    was_on, is_on = (unit.calendar.local(moment).date() for moment in (before, meeting.starts_at))
    if meeting.body_id == unit.settings.forum.body and is_on != was_on:
        keep_again(unit, meeting, AGENDA_DUE, was_on, now)


def release_to_members(unit: Unit, meeting: Meeting, now: datetime) -> None:
    """By the clock at its milestone, or as an act before it; those invited are told where they can read it."""
    if meeting.state is not MeetingState.CONFIRMED:
        return
    newest = newest_agenda_held(unit.session, meeting.id)
    if newest is not None and newest.state is AgendaState.RELEASED:
        open_version(unit, newest, MEETING_MOVED, now)
    agenda = compose(unit, meeting, wanted_of_topics(unit, meeting), now)
    release(unit, agenda, now)
    said = Announcement(Occasion.AGENDA_RELEASED, Reason.AGENDA_RELEASED, str(agenda.version))
    tell_those_invited(unit, meeting, said, now)
