"""What waits for a person at the forum's office: topics, unanswered Charters in numbers, meetings and mail."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time

from agenda.access import Action
from agenda.forum.accession import AccessionState
from agenda.forum.topic import WAIT_FOR_A_DECISION, Topic, TopicState
from agenda.meetings.meeting import AGENDA_DUE, TOPICS_CALLED, Meeting
from notifications.date_words import spoken
from service.database.forum.questions import accessions_worked, organisations_worked
from service.database.forum.topics import topics_at, topics_left
from service.database.meetings.agendas import new_versions
from service.database.meetings.questions import members
from service.workflow.meetings.kept_planned import shortages
from service.workflow.meetings.waiting import (
    Waiting,
    ahead_legibly,
    legibly,
    of_office,
    oldest_first,
    parts_of_office,
    told_together,
)
from service.workflow.unit import Unit

MIDNIGHT = time()


def waiting_for_the_forum(unit: Unit, now: datetime) -> list[Waiting]:
    """Oldest first. Of the Charter's list it says how many, and nobody's name."""
    unit.allow(Action.READ_TOPICS)
    unit.allow(Action.READ_MESSAGES)
    ahead, hidden = ahead_legibly(unit, now)
    own = legibly(
        now,
        _topics(unit, ahead, now),
        _left_topics(unit),
        _versions(unit, ahead),
        _accessions(unit, now),
        _shortages(unit, now),
        _languages(unit, now),
    )
    shared = of_office(unit, ahead, told_together(unit, parts_of_office(unit, now), now), now)
    return oldest_first([*own, *shared, *hidden])


def _topics(unit: Unit, ahead: Sequence[Meeting], now: datetime) -> Iterator[Waiting]:
    at = topics_at(unit.session, [meeting.id for meeting in ahead])
    for meeting in ahead:
        waits = WAIT_FOR_A_DECISION if _is_called(meeting, now) else {TopicState.PROPOSED}
        topics = [one for one in at.get(meeting.id, ()) if one.state in waits]
        if topics:
            since = min(one.decided_at or one.proposed_at for one in topics)
            yield Waiting("topics_to_answer", meeting.id, since, len(topics))


def _versions(unit: Unit, ahead: Sequence[Meeting]) -> Iterator[Waiting]:
    """Those that the clock will not release: what those invited have is the one before."""
    begun = new_versions(unit.session, [meeting.id for meeting in ahead])
    for meeting in ahead:
        milestone = meeting.milestone(AGENDA_DUE)
        is_left = milestone is None or not milestone.is_to_come
        if is_left and meeting.id in begun:
            yield Waiting("version_to_release", meeting.id, begun[meeting.id])


def _left_topics(unit: Unit) -> Iterator[Waiting]:
    """Of meetings that are over or off, while there is no next one for them to go along to."""
    by_meeting: dict[str, list[Topic]] = {}
    for topic in topics_left(unit.session, unit.settings.forum.body):
        by_meeting.setdefault(topic.meeting_id, []).append(topic)
    for meeting_id, topics in by_meeting.items():
        since = min(one.decided_at or one.proposed_at for one in topics)
        yield Waiting("topics_left", meeting_id, since, len(topics))


def _is_called(meeting: Meeting, now: datetime) -> bool:
    """What was put off to a meeting waits there once its topics are called for, and not half a year before."""
    called_at = meeting.due_at(TOPICS_CALLED)
    return called_at is not None and called_at <= now


def _shortages(unit: Unit, now: datetime) -> Iterator[Waiting]:
    today = unit.calendar.moment(unit.calendar.local(now).date(), MIDNIGHT)
    for short in shortages(unit, unit.settings.forum.body, now):
        yield Waiting("meetings_missing", "", today, short.wanted - short.meetings)


def _languages(unit: Unit, now: datetime) -> Iterator[Waiting]:
    """Whoever is written to in Danish since their language is none that is written."""
    today = unit.calendar.moment(unit.calendar.local(now).date(), MIDNIGHT)
    of_members = [one.language for one in members(unit.session, unit.settings.forum.body)]
    languages = [*of_members, *(one.language for one in organisations_worked(unit.session))]
    unknown = [language for language in languages if language != spoken(language)]
    if unknown:
        yield Waiting("unknown_language", "", today, len(unknown))


def _accessions(unit: Unit, now: datetime) -> Iterator[Waiting]:
    today = unit.calendar.local(now).date()
    sent = (one for one in accessions_worked(unit.session) if one.state is AccessionState.SENT)
    late = [one.reply_by for one in sent if one.reply_by is not None and one.reply_by < today]
    if late:
        yield Waiting("charter_unanswered", "", unit.calendar.moment(min(late), MIDNIGHT), len(late))
