"""The minutes of a meeting as a verb takes them up: read, begun, or at the revision that was read."""

from collections.abc import Sequence
from datetime import datetime

from agenda.access import Action, Role, may
from agenda.meetings.agenda import AgendaItem
from agenda.meetings.meeting import Meeting, MeetingState
from agenda.meetings.minutes import Minutes, MinutesState, check_has_begun
from service.database.meetings.agendas import released_agenda
from service.database.meetings.minutes import NoSuchMinutes, agenda_of, minutes_of, minutes_to_change
from service.workflow.meetings.agenda_showing import ItemShown, items_shown
from service.workflow.meetings.reading import has_papers_for, papers_read
from service.workflow.unit import Unit

NOT_BEGUN = 0


def minutes_read(unit: Unit, meeting_id: str) -> Minutes:
    """The minutes as they stand; of a meeting without, those that could be begun, at revision 0.

    The agencies see them from the time they are out for comments.
    """
    unit.allow(Action.READ_MINUTES)
    meeting = papers_read(unit, meeting_id)
    minutes = minutes_of(unit.session, meeting.id)
    if minutes is None and meeting.is_off:
        raise NoSuchMinutes("nobody met: the meeting has no minutes", "minutes")
    is_draft = minutes is None or minutes.state is MinutesState.DRAFT
    if is_draft and unit.actor.role is Role.AGENCY:
        raise NoSuchMinutes("there are no minutes of the meeting for you yet", "minutes")
    return minutes or Minutes("", meeting.id, None, meeting.starts_at, revision=NOT_BEGUN)


def are_readable(unit: Unit, meeting: Meeting, now: datetime) -> bool:
    """Whether there is a page of minutes for the reader."""
    if not has_papers_for(unit, meeting):
        return False
    if meeting.starts_at > now or meeting.state not in {MeetingState.CONFIRMED, MeetingState.HELD}:
        return False
    minutes = minutes_of(unit.session, meeting.id)
    is_out = minutes is not None and minutes.state is not MinutesState.DRAFT
    return is_out or may(unit.actor, Action.CHANGE_MINUTES)


def minutes_state(unit: Unit, meeting: Meeting, now: datetime) -> MinutesState | None:
    """How far they are, for a list; None where there are none, or none for the reader."""
    minutes = minutes_of(unit.session, meeting.id)
    is_shown = may(unit.actor, Action.READ_MINUTES) and are_readable(unit, meeting, now)
    return minutes.state if minutes is not None and is_shown else None


def minutes_to_write(unit: Unit, meeting_id: str, revision: int, now: datetime) -> Minutes:
    """For the secretariat, at the revision that was read; where there are none they are begun."""
    unit.allow(Action.CHANGE_MINUTES)
    meeting = papers_read(unit, meeting_id)
    check_has_begun(meeting, now)
    minutes = minutes_to_change(unit.session, meeting.id)
    if minutes is None and revision == NOT_BEGUN:
        return begin_minutes(unit, meeting, now)
    if minutes is None:
        raise NoSuchMinutes("nobody has begun the minutes; send revision 0", "revision")
    minutes.expect(revision)
    return minutes


def begun_minutes(unit: Unit, meeting_id: str) -> Minutes:
    """Locked, so that what is decided on is what stands."""
    minutes = minutes_to_change(unit.session, papers_read(unit, meeting_id).id)
    if minutes is None:
        raise NoSuchMinutes("nobody has begun the minutes of the meeting", "minutes")
    return minutes


def open_minutes(unit: Unit, meeting: Meeting) -> Minutes | None:
    """Before anything is recorded of a meeting: what was approved stays, and what stands in draft is another now."""
    minutes = minutes_to_change(unit.session, meeting.id)
    if minutes is not None:
        minutes.change()
    return minutes


def begin_minutes(unit: Unit, meeting: Meeting, now: datetime) -> Minutes:
    agenda = released_agenda(unit.session, meeting.id)
    minutes = Minutes(unit.new_id(), meeting.id, agenda.id if agenda else None, now)
    unit.session.add(minutes)
    unit.session.flush()
    unit.record("begin_minutes", meeting.id, now)
    return minutes


def items_of(unit: Unit, minutes: Minutes) -> Sequence[AgendaItem]:
    """What the minutes are of, in order: none where the meeting had no agenda."""
    agenda = agenda_of(unit.session, minutes)
    return agenda.items if agenda else ()


def items_read(unit: Unit, minutes: Minutes) -> list[ItemShown]:
    """As `items_of`, for whoever reads them: an item that their agency is barred from is closed."""
    agenda = agenda_of(unit.session, minutes)
    return items_shown(unit, agenda) if agenda else []
