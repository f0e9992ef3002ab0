"""What is asked of the tables of people, plans and meetings; each question has a name."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session, joinedload
from sqlalchemy.orm.attributes import flag_modified

from agenda.access import Role
from agenda.errors import Absent
from agenda.meetings.attendance import Attendee
from agenda.meetings.body import Body, Office
from agenda.meetings.day_off import DayOff
from agenda.meetings.meeting import Meeting, MeetingState, Milestone
from agenda.meetings.member import Member
from agenda.meetings.party import Contact, Party
from agenda.meetings.plan import Plan, PlanState
from service.database.meetings import tables

OFFICE_ID = "secretariat"


class NoSuchBody(Absent):
    pass


class NoSuchMeeting(Absent):
    pass


class NoSuchMember(Absent):
    pass


class NoSuchParty(Absent):
    pass


class NoSuchPlan(Absent):
    pass


def closed_dates(session: Session, office: Role) -> dict[date, str]:
    """The days an office has closed to its bodies, with their names."""
    return {day.on: day.name for day in days_off(session, office) if day.is_closed}


def days_off(session: Session, office: Role) -> Sequence[DayOff]:
    """The days an office has closed, or has before it since another did."""
    question = select(DayOff).where(tables.day_off.c.office == office)
    return session.scalars(question.order_by(tables.day_off.c.on)).all()


def day_off(session: Session, on: date, office: Role) -> DayOff | None:
    return session.get(DayOff, (on, office))


def body_named(session: Session, body_id: str) -> Body:
    found = session.get(Body, body_id)
    if found is None:
        raise NoSuchBody("name one of the configured bodies", "body")
    return found


def bodies(session: Session) -> Sequence[Body]:
    return session.scalars(select(Body).order_by(tables.body.c.id)).all()


def office(session: Session) -> Office:
    return session.get_one(Office, OFFICE_ID)


def party_named(session: Session, party_id: str) -> Party:
    found = session.get(Party, party_id)
    if found is None:
        raise NoSuchParty("name one of the parties", "party")
    return found


def parties(session: Session) -> Sequence[Party]:
    return session.scalars(select(Party).order_by(tables.party.c.id)).all()


def valid_parties(session: Session, on: date) -> list[Party]:
    return [party for party in parties(session) if party.is_valid(on)]


def contact_named(session: Session, contact_id: str) -> Contact | None:
    return session.get(Contact, contact_id)


def members(session: Session, body_id: str) -> Sequence[Member]:
    question = select(Member).where(tables.member.c.body_id == body_id)
    return session.scalars(question.order_by(tables.member.c.name, tables.member.c.id)).all()


def members_on(session: Session, body_id: str, on: date) -> list[Member]:
    """Those who are members that day: with a party that has ended its members end too."""
    ended = set(session.scalars(select(tables.party.c.id).where(tables.party.c.valid_until < on)))
    return [one for one in members(session, body_id) if one.is_valid(on) and one.party_id not in ended]


def bodies_of_parties(session: Session, party_ids: Collection[str]) -> set[str]:
    """The bodies in which some parties have members."""
    question = select(tables.member.c.body_id).where(tables.member.c.party_id.in_(party_ids))
    return set(session.scalars(question))


def member_named(session: Session, member_id: str) -> Member:
    found = session.get(Member, member_id)
    if found is None:
        raise NoSuchMember("name one of the members", "member")
    return found


def touch(meeting: Meeting) -> None:
    """Let its revision tell that something of it was done, though no column of its own changed."""
    flag_modified(meeting, "state")


def meeting_named(session: Session, meeting_id: str) -> Meeting:
    found = session.get(Meeting, meeting_id)
    if found is None:
        raise NoSuchMeeting("read the list of meetings for its id", "meeting")
    return found


def meetings_listed(session: Session, body_id: str, since: datetime | None = None) -> Sequence[Meeting]:
    question = select(Meeting).where(tables.meeting.c.body_id == body_id)
    if since is not None:
        question = question.where(tables.meeting.c.ends_at > since)
    return _with_milestones(session, question.order_by(tables.meeting.c.starts_at))


def confirmed_after(session: Session, body_id: str, after: datetime) -> Sequence[Meeting]:
    """The confirmed meetings that start later, in order; to a written procedure nobody comes and nothing is added."""
    return session.scalars(_confirmed_after(body_id, after)).all()


def next_confirmed(session: Session, body_id: str, after: datetime) -> Meeting | None:
    return next(iter(_with_milestones(session, _confirmed_after(body_id, after).limit(1))), None)


def _with_milestones(session: Session, question: Select[Meeting]) -> Sequence[Meeting]:
    """Asked together with them."""
    together = joinedload(Meeting.milestones)  # type: ignore[arg-type]  # mapped imperatively
    return session.scalars(question.options(together)).unique().all()


def _confirmed_after(body_id: str, after: datetime) -> Select[Meeting]:
    question = select(Meeting).where(
        tables.meeting.c.body_id == body_id,
        tables.meeting.c.is_written.is_(False),
        tables.meeting.c.state == MeetingState.CONFIRMED,
        tables.meeting.c.starts_at > after,
    )
    return question.order_by(tables.meeting.c.starts_at)


def meetings_ahead(session: Session, bodies: Collection[str], now: datetime) -> Sequence[Meeting]:
    """Proposed and confirmed meetings of some bodies that have not begun."""
    question = select(Meeting).where(
        tables.meeting.c.body_id.in_(bodies),
        tables.meeting.c.state.in_((MeetingState.PROPOSED, MeetingState.CONFIRMED)),
        tables.meeting.c.starts_at > now,
    )
    return _with_milestones(session, question.order_by(tables.meeting.c.starts_at))


def meetings_in_question(session: Session) -> Sequence[Meeting]:
    """Those that are over, and of which nobody has said whether they were held."""
    question = select(Meeting).where(tables.meeting.c.state == MeetingState.IN_QUESTION)
    return session.scalars(question.order_by(tables.meeting.c.starts_at, tables.meeting.c.id)).all()


def held_with_open_milestones(session: Session, bodies: Collection[str]) -> Sequence[Meeting]:
    """Held meetings with a deadline still to come, such as their minutes."""
    is_open = exists().where(
        tables.milestone.c.meeting_id == tables.meeting.c.id, tables.milestone.c.done_at.is_(None)
    )
    is_held = (tables.meeting.c.state == MeetingState.HELD, tables.meeting.c.body_id.in_(bodies))
    return session.scalars(select(Meeting).where(*is_held, is_open)).all()


def proposed_in(session: Session, plan: Plan) -> Sequence[Meeting]:
    """The meetings a plan proposed, by original date; an extraordinary one has none and is confirmed by itself."""
    question = select(Meeting).where(
        tables.meeting.c.body_id == plan.body_id,
        tables.meeting.c.state == MeetingState.PROPOSED,
        tables.meeting.c.original_on.between(plan.first_on, plan.last_on),
    )
    return session.scalars(question.order_by(tables.meeting.c.starts_at)).all()


def original_dates_ahead(session: Session, body_id: str) -> set[date]:
    """The dates of the series that have a meeting already: one confirmed by itself outlives its plan's withdrawal."""
    ahead = (MeetingState.PROPOSED, MeetingState.CONFIRMED)
    question = select(tables.meeting.c.original_on).where(
        tables.meeting.c.body_id == body_id,
        tables.meeting.c.original_on.is_not(None),
        tables.meeting.c.state.in_(ahead),
    )
    return {on for on in session.scalars(question) if on is not None}


def plan_named(session: Session, plan_id: str) -> Plan:
    found = session.get(Plan, plan_id)
    if found is None:
        raise NoSuchPlan("read the list of plans for its id", "plan")
    return found


def plans(session: Session, body_id: str) -> Sequence[Plan]:
    return session.scalars(
        select(Plan).where(tables.plan.c.body_id == body_id).order_by(tables.plan.c.first_on)
    ).all()


def plan_over(session: Session, body_id: str, first_on: date, last_on: date) -> Plan | None:
    """A plan of the body, not withdrawn, that shares a day with the period."""
    question = select(Plan).where(
        tables.plan.c.body_id == body_id,
        tables.plan.c.state != PlanState.WITHDRAWN,
        tables.plan.c.first_on <= last_on,
        tables.plan.c.last_on >= first_on,
    )
    return session.scalars(question.limit(1)).one_or_none()


def attendees(session: Session, meeting_id: str) -> Sequence[Attendee]:
    question = select(Attendee).where(tables.attendee.c.meeting_id == meeting_id)
    return session.scalars(question.order_by(tables.attendee.c.name, tables.attendee.c.id)).all()


def milestone_named(session: Session, meeting_id: str, name: str) -> Milestone:
    return session.get_one(Milestone, (meeting_id, name))


def mailboxes_of_bodies(session: Session, among: Collection[str] | None = None) -> dict[str, tuple[str, ...]]:
    """Which bodies each organiser's mailbox speaks for, by its lower-case address; "" for those without one.

    Of all bodies, or of some, by their ids.
    """
    found: dict[str, tuple[str, ...]] = {}
    for body in bodies(session):
        if among is not None and body.id not in among:
            continue
        address = body.organiser_email.lower()
        found[address] = (*found.get(address, ()), body.id)
    return found
