"""What is to be done next for a citizen with whom the unit recommended a conversation."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from agenda.cases.case import Case, Effort
from agenda.cases.conversation import Conversation, ConversationOutcome, ConversationState
from agenda.cases.course import Course, CourseState


def effort_steps(
    case: Case, conversations: Sequence[Conversation], courses: Sequence[Course], now: datetime
) -> Iterator[tuple[str, datetime]]:
    """Each step that waits for a person, and since when; conversations and courses come in order of time."""
    yield from (("consent", one.opened_at) for one in courses if one.state is CourseState.PROPOSED)
    planned = next((one for one in conversations if one.state is ConversationState.PLANNED), None)
    if planned is not None:
        if planned.planned_at <= now:
            yield "report_conversation", planned.planned_at
    elif case.effort is Effort.CONVERSATION:
        yield _after(case, conversations)
    elif case.effort is Effort.COURSE and not any(one.is_open for one in courses):
        yield "course_ended", max(one.opened_at for one in courses)


def _after(case: Case, conversations: Sequence[Conversation]) -> tuple[str, datetime]:
    """Where no conversation is planned: the course that is wanted, or else another conversation."""
    since = conversations[-1].planned_at if conversations else case.released_at or case.opened_at
    is_wanted = bool(conversations) and conversations[-1].outcome is ConversationOutcome.WANTS_COURSE
    return ("open_course" if is_wanted else "plan_conversation"), since
