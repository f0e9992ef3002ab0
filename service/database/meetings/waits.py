"""What waits for a person because of some bodies' meetings and mail, and of the clock, all as parts of one question."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from sqlalchemy import String, case, cast, func, literal, select

from agenda.access import Role
from agenda.meetings.laid_aside import AsideKind
from agenda.meetings.meeting import MINUTES_DUE, MeetingState
from agenda.meetings.plan import PlanState
from notifications.message import WANT_A_PERSON
from service.database.engine import Moment
from service.database.meetings.entries import changed_by_hand_part
from service.database.meetings.minutes_tables import minutes
from service.database.meetings.tables import day_off, meeting, milestone, plan, unmatched_reply
from service.database.outages import outage_notice, swallowed
from service.database.outbox import message
from service.database.set_aside import set_aside
from service.database.waits import Part, part

Bodies = Collection[str]
MOST_REPLIES = 50
REPLIES_SHOWN_FOR = timedelta(days=14)


def parts_of_meetings(own: Bodies, office: Role, today: date, now: datetime) -> list[Part]:
    """Of what was changed by hand it is told whether there is any."""
    return [
        select(*part("confirm_plan", plan.c.id, plan.c.proposed_at)).where(
            plan.c.body_id.in_(own), plan.c.state == PlanState.PROPOSED
        ),
        select(*part("was_it_held", meeting.c.id, meeting.c.ends_at)).where(
            meeting.c.body_id.in_(own), meeting.c.state == MeetingState.IN_QUESTION
        ),
        _minutes_chased(own),
        changed_by_hand_part(now),
        _days_put_before(office, today, now),
    ]


def parts_of_mail(own: Bodies, now: datetime) -> list[Part]:
    oldest, count = func.min(message.c.due_at), func.count()
    wanted = message.c.state.in_(WANT_A_PERSON), message.c.body_id.in_(own)
    to_see = select(*part("messages_to_see", literal(""), oldest, count=count)).where(*wanted)
    return [_unmatched(own, now), to_see.having(func.count() > 0)]


def parts_of_clock(own: Bodies, office: Role) -> list[Part]:
    aside = part("set_aside", literal(""), func.min(set_aside.c.since), count=func.count())
    missed = (
        select(func.count())
        .where(
            swallowed.c.outage_id == outage_notice.c.outage_id,
            swallowed.c.body_id.in_(own),
            swallowed.c.is_missed,
        )
        .scalar_subquery()
    )
    return [
        select(*aside).where(set_aside.c.body_id.in_(own)).having(func.count() > 0),
        select(*part("outage", literal(""), outage_notice.c.found_at, count=missed)).where(
            outage_notice.c.office == office, outage_notice.c.settled_at.is_(None)
        ),
    ]


def _minutes_chased(own: Bodies) -> Part:
    since = func.coalesce(milestone.c.due_at, meeting.c.ends_at)
    is_due = (milestone.c.meeting_id == meeting.c.id) & (milestone.c.name == MINUTES_DUE)
    return (
        select(*part("minutes_wanted", meeting.c.id, since))
        .join_from(minutes, meeting, meeting.c.id == minutes.c.meeting_id)
        .outerjoin(milestone, is_due)
        .where(minutes.c.chase_at.is_not(None), meeting.c.body_id.in_(own))
    )


def _days_put_before(office: Role, today: date, now: datetime) -> Part:
    """What another office has put before this one, of days ahead."""
    since = func.coalesce(day_off.c.put_before_at, literal(now, Moment))
    ahead = (day_off.c.office == office, day_off.c.put_before.is_not(None), day_off.c.on > today)
    return select(*part("day_put_before", cast(day_off.c.on, String), since)).where(*ahead)


def _unmatched(own: Bodies, now: datetime) -> Part:
    reply = unmatched_reply.c
    newest = (
        select(reply.id, reply.kind, reply.received_at)
        .join_from(unmatched_reply, meeting, meeting.c.id == reply.meeting_id, isouter=True)
        .where(reply.settled_at.is_(None), func.coalesce(meeting.c.body_id, "").in_(own))
        .order_by(reply.received_at.desc(), reply.id)
        .limit(MOST_REPLIES)
        .subquery()
    )
    what = case((newest.c.kind == AsideKind.REPORT, "unmatched_report"), else_="unmatched_reply")
    is_new = newest.c.received_at > now - REPLIES_SHOWN_FOR
    return select(*part(what, newest.c.id, newest.c.received_at)).where(
        newest.c.kind != AsideKind.AUTOMATIC, is_new
    )
