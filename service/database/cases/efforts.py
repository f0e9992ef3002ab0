"""What is asked of orientation, conversations and courses, for whoever has read the case already."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from agenda.cases.case import DISCUSSED_OR_LATER, Case, CaseState
from agenda.cases.conversation import Conversation, ConversationState
from agenda.cases.course import Course, CourseState
from agenda.cases.orientation import Orientation
from agenda.cases.representative import Representative
from agenda.errors import Absent
from service.database.cases import tables
from service.database.cases.course_tables import conversation, course, orientation
from service.database.waits import Part, part

_OfCase = TypeVar("_OfCase", Conversation, Course, Representative)


class NoSuchConversation(Absent):
    pass


class NoSuchCourse(Absent):
    pass


def orientations_of(session: Session, case_id: str) -> Sequence[Orientation]:
    """A case's decisions, oldest first: the last one stands."""
    question = select(Orientation).where(orientation.c.case_id == case_id)
    return session.scalars(question.order_by(orientation.c.decided_at, orientation.c.id)).all()


def conversations_of(session: Session, case_id: str) -> Sequence[Conversation]:
    question = select(Conversation).where(conversation.c.case_id == case_id)
    return session.scalars(question.order_by(conversation.c.planned_at, conversation.c.id)).all()


def courses_of(session: Session, case_id: str) -> Sequence[Course]:
    question = select(Course).where(course.c.case_id == case_id)
    return session.scalars(question.order_by(course.c.opened_at, course.c.id)).all()


@dataclass(frozen=True)
class Efforts:
    """What goes on for several cases, by the case's id and in order of time."""

    conversations: Mapping[str, Sequence[Conversation]]
    courses: Mapping[str, Sequence[Course]]


def efforts_of(session: Session, case_ids: Collection[str]) -> Efforts:
    """Asked together. They are read anew: of one that couldn't be read before, the session may have kept a part."""
    met = select(Conversation).where(conversation.c.case_id.in_(case_ids))
    ran = select(Course).where(course.c.case_id.in_(case_ids))
    anew = {"populate_existing": True}
    return Efforts(
        by_case(
            session.scalars(
                met.order_by(conversation.c.planned_at, conversation.c.id), execution_options=anew
            )
        ),
        by_case(session.scalars(ran.order_by(course.c.opened_at, course.c.id), execution_options=anew)),
    )


def by_case(rows: Iterable[_OfCase]) -> Mapping[str, Sequence[_OfCase]]:
    found: dict[str, list[_OfCase]] = {}
    for one in rows:
        found.setdefault(one.case_id, []).append(one)
    return found


def conversation_named(session: Session, case_id: str, conversation_id: str) -> Conversation:
    found = session.get(Conversation, conversation_id)
    if found is None or found.case_id != case_id:
        raise NoSuchConversation("there is no such conversation for you", "conversation")
    return found


def course_named(session: Session, case_id: str, course_id: str) -> Course:
    found = session.get(Course, course_id)
    if found is None or found.case_id != case_id:
        raise NoSuchCourse("there is no such course for you", "course")
    return found


def conversation_by_id(session: Session, conversation_id: str) -> Conversation:
    return session.get_one(Conversation, conversation_id)


def course_by_id(session: Session, course_id: str) -> Course:
    return session.get_one(Course, course_id)


def has_effort_since(session: Session, case_id: str, moment: datetime) -> bool:
    """A conversation for a later time that was not called off, or a course opened later."""
    met = conversation.c.state != ConversationState.CALLED_OFF
    questions = (
        select(conversation.c.id).where(
            conversation.c.case_id == case_id, conversation.c.planned_at > moment, met
        ),
        select(course.c.id).where(course.c.case_id == case_id, course.c.opened_at > moment),
    )
    return any(session.scalars(question.limit(1)).first() is not None for question in questions)


def planned_conversation(session: Session, case_id: str) -> Conversation | None:
    question = select(Conversation).where(
        conversation.c.case_id == case_id, conversation.c.state == ConversationState.PLANNED
    )
    return session.scalars(question.limit(1)).one_or_none()


def is_in_course(session: Session, case_id: str) -> bool:
    """Whether a course of the case is proposed or runs."""
    question = select(course.c.id).where(course.c.case_id == case_id, course.c.state != CourseState.ENDED)
    return session.scalar(question.limit(1)) is not None


def to_reassess_part(until: date) -> Part:
    """References of cases, closed ones too, whose standing orientation is to be assessed anew by that day."""
    later = orientation.alias()
    is_replaced = exists().where(
        later.c.case_id == orientation.c.case_id, later.c.decided_at > orientation.c.decided_at
    )
    return (
        select(*part("reassess_orientation", tables.case.c.reference, on=orientation.c.reassess_on))
        .join_from(tables.case, orientation, orientation.c.case_id == tables.case.c.id)
        .where(orientation.c.reassess_on <= until, ~is_replaced)
    )


def without_orientation_part() -> Part:
    """References of cases that were discussed and of which nobody has decided whether the citizen is told."""
    since = func.coalesce(tables.case.c.released_at, tables.case.c.opened_at)
    return select(*part("orientation", tables.case.c.reference, since)).where(
        tables.case.c.state.in_(DISCUSSED_OR_LATER - {CaseState.CLOSED}),
        tables.case.c.id.not_in(select(orientation.c.case_id)),
    )


def orientation_by_id(session: Session, orientation_id: str) -> Orientation:
    return session.get_one(Orientation, orientation_id)


def mark_changed(case: Case) -> None:
    """What was decided on a reading of the case is another reading of it, though no column of its own changed."""
    flag_modified(case, "state")
