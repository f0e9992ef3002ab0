"""What is asked of who speaks for a citizen and of what they consented to, for whoever has read the case."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from agenda.cases.consent import CourseConsent
from agenda.cases.course import Course
from agenda.cases.representative import Representative
from agenda.errors import Absent
from service.database.cases.course_tables import representative
from service.database.cases.efforts import by_case


class NoSuchRepresentative(Absent):
    pass


class NoSuchConsent(Absent):
    pass


def representatives_of(session: Session, case_id: str) -> Sequence[Representative]:
    """Those who no longer speak for the citizen too, in the order in which they were registered."""
    question = select(Representative).where(representative.c.case_id == case_id)
    return session.scalars(question.order_by(representative.c.added_at, representative.c.id)).all()


def representatives_by_case(
    session: Session, case_ids: Collection[str]
) -> Mapping[str, Sequence[Representative]]:
    """As `representatives_of`, asked together, and read anew as efforts are."""
    if not case_ids:
        return {}
    question = select(Representative).where(representative.c.case_id.in_(case_ids))
    rows = session.scalars(
        question.order_by(representative.c.added_at, representative.c.id),
        execution_options={"populate_existing": True},
    )
    return by_case(rows)


def representative_named(session: Session, case_id: str, representative_id: str) -> Representative:
    found = session.get(Representative, representative_id)
    if found is None or found.case_id != case_id:
        raise NoSuchRepresentative("there is no such representative for you", "representative")
    return found


def consent_of(course: Course, consent_id: str) -> CourseConsent:
    found = next((one for one in course.consents if one.id == consent_id), None)
    if found is None:
        raise NoSuchConsent("there is no such consent to this course", "consent")
    return found


def mark_course_changed(course: Course) -> None:
    """A consent more, or one withdrawn, is another reading of the course, though no column of its own changed."""
    flag_modified(course, "state")
