"""What may be read of bodies, plans, meetings, attendance and closed days, and by whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from agenda.access import Action, check_office, is_own, may_reach
from agenda.errors import passes
from agenda.meetings.attendance import Attendee, check_may_answer
from agenda.meetings.body import Body
from agenda.meetings.laid_aside import UnmatchedReply
from agenda.meetings.meeting import Meeting, MeetingState
from agenda.meetings.plan import Plan
from agenda.meetings.quorum import Attendance, NotReached
from agenda.paging import Page
from scheduler.named_days import NamedDays, holding
from service.database.meetings import attending, listed, questions
from service.workflow.meetings.attending import attendance_by_party
from service.workflow.office import own_bodies
from service.workflow.unit import Unit

MOST_REPLIES = 200


@dataclass(frozen=True)
class PlanShown:
    """A plan, and all that came of it: the meetings as they now stand."""

    plan: Plan
    meetings: Sequence[Meeting]

    @property
    def proposed(self) -> list[Meeting]:
        """Those that wait for the plan's confirmation."""
        return [one for one in self.meetings if one.state is MeetingState.PROPOSED]


def bodies_of(unit: Unit) -> list[Body]:
    """The bodies whose meetings the actor may read; the case body first for those who have it."""
    unit.allow(Action.READ_MEETINGS)
    active = unit.settings.bodies
    known = (body for body in questions.bodies(unit.session) if body.id in active)
    return [body for body in known if may_reach(unit.actor, unit.settings.belonging_of(body.id))]


def own_bodies_of(unit: Unit) -> list[Body]:
    """Those of them whose meetings the actor's office plans."""
    own = own_bodies(unit)
    return [body for body in bodies_of(unit) if body.id in own]


def body_read(unit: Unit, body_id: str) -> Body:
    unit.allow(Action.READ_MEETINGS)
    unit.check_reach(body_id)
    return questions.body_named(unit.session, body_id)


def meetings_of(unit: Unit, body_id: str, since: datetime | None = None) -> Sequence[Meeting]:
    unit.allow(Action.READ_MEETINGS)
    unit.check_reach(body_id)
    questions.body_named(unit.session, body_id)
    return questions.meetings_listed(unit.session, body_id, since)


def meetings_listed(unit: Unit, wanted: listed.MeetingsWanted, now: datetime) -> Page[Meeting]:
    """Coming, over or all of a body's, a page at a time."""
    unit.allow(Action.READ_MEETINGS)
    unit.check_reach(wanted.body_id)
    questions.body_named(unit.session, wanted.body_id)
    return listed.meetings_page(unit.session, wanted, now)


def meetings_seen_ahead(unit: Unit, now: datetime) -> list[Meeting]:
    """Of all bodies whose dates the actor sees."""
    unit.allow(Action.READ_MEETINGS)
    ahead = questions.meetings_ahead(unit.session, unit.settings.bodies, now)
    return [one for one in ahead if may_reach(unit.actor, unit.settings.belonging_of(one.body_id))]


def meeting_read(unit: Unit, meeting_id: str) -> Meeting:
    unit.allow(Action.READ_MEETINGS)
    meeting = questions.meeting_named(unit.session, meeting_id)
    unit.check_reach(meeting.body_id)
    return meeting


def papers_read(unit: Unit, meeting_id: str) -> Meeting:
    """The meeting, for whoever has to do with its papers: agenda and minutes, guests, and who is kept out of what.

    The secretariat sees on which days the forum meets; all else of a body's meetings is its own office's.
    """
    meeting = meeting_read(unit, meeting_id)
    check_office(unit.actor, unit.settings.office_of(meeting.body_id))
    return meeting


def has_papers_for(unit: Unit, meeting: Meeting) -> bool:
    return is_own(unit.actor, unit.settings.office_of(meeting.body_id))


def attendance_of(unit: Unit, meeting_id: str) -> Sequence[Attendee]:
    """Who is invited is told to the body's own office."""
    unit.allow(Action.READ_ATTENDANCE)
    return questions.attendees(unit.session, papers_read(unit, meeting_id).id)


def not_reached_of(unit: Unit, meeting_id: str) -> NotReached:
    """Those invited who have not heard of it, because it was refused or came back."""
    lost = attending.not_reached_at(unit.session, [meeting_id])
    return {one.id: lost[one.id] for one in attendance_of(unit, meeting_id) if one.id in lost}


def party_attendance_of(unit: Unit, meeting_id: str) -> Attendance | None:
    unit.allow(Action.READ_ATTENDANCE)
    return attendance_by_party(unit, papers_read(unit, meeting_id))


def plans_of(unit: Unit, body_id: str) -> Sequence[Plan]:
    unit.allow(Action.CHANGE_MEETINGS)
    unit.check_own(body_id)
    return questions.plans(unit.session, body_id)


def plan_read(unit: Unit, plan_id: str) -> PlanShown:
    unit.allow(Action.CHANGE_MEETINGS)
    plan = questions.plan_named(unit.session, plan_id)
    unit.check_own(plan.body_id)
    return PlanShown(plan, listed.meetings_of_plan(unit.session, plan))


def warnings_of(unit: Unit, meeting: Meeting) -> list[tuple[date, NamedDays]]:
    """The school holidays and observances a meeting ahead falls together with; they are never in the way."""
    is_own_meeting = has_papers_for(unit, meeting)
    if not is_own_meeting or not meeting.is_ahead or meeting.body_id not in unit.settings.bodies:
        return []
    on = unit.calendar.local(meeting.starts_at).date()
    return [(on, days) for days in holding(on, unit.settings.warned_of(meeting.body_id))]


def beside_of(unit: Unit, meeting: Meeting) -> list[Meeting]:
    """The body's other meetings that a meeting ahead falls together with in part; they are never in the way either."""
    is_met = meeting.is_ahead and not meeting.is_written
    return list(listed.beside(unit.session, meeting)) if is_met and has_papers_for(unit, meeting) else []


def unmatched_of(unit: Unit) -> Sequence[UnmatchedReply]:
    """Calendar replies that belong to nobody, to meetings of the office's own or to none; newest first."""
    unit.allow(Action.READ_MESSAGES)
    return attending.unmatched_replies(unit.session, MOST_REPLIES, own_bodies(unit))


def candidates_for(unit: Unit, reply: UnmatchedReply, now: datetime) -> list[Attendee]:
    """Whose answer it may be: anybody's who is invited to the meeting it is about, while that is to come.

    The likeliest comes first.
    """
    unit.allow(Action.READ_MESSAGES)
    if reply.meeting_id is None or reply.answered is None:
        return []
    meeting = questions.meeting_named(unit.session, reply.meeting_id)
    if not passes(lambda: check_may_answer(meeting, now)):
        return []
    invited = [a for a in questions.attendees(unit.session, reply.meeting_id) if a.is_invited]
    return sorted(invited, key=lambda attendee: -reply.likelihood(attendee.email))
