"""The review round: the parties read the draft of an agenda, which holds no answer, and remark on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from agenda.access import Action, Role
from agenda.meetings.agenda import Agenda, AgendaState
from agenda.meetings.review import AgendaComment, NobodyReviews, check_comment
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.meetings.agendas import comments_on
from service.workflow.meetings.agenda import agenda_read, agenda_to_change
from service.workflow.meetings.attending import people_told
from service.workflow.meetings.event import is_case_body
from service.workflow.unit import Telling, Unit


@dataclass(frozen=True)
class CommentGiven:
    text: str
    item_id: str | None = None


def send_for_review(unit: Unit, meeting_id: str, revision: int, now: datetime) -> Agenda:
    """The parties may read it and remark on it; it holds no answer. Taken back in time it is told to nobody."""
    meeting, agenda = agenda_to_change(unit, meeting_id, revision)
    if not is_case_body(unit, meeting):
        raise NobodyReviews("release it when it is ready", "body")
    agenda.become(AgendaState.IN_REVIEW)
    agenda.review_at = now
    unit.record("review_agenda", meeting_id, now, version=agenda.version)
    for to in people_told(unit, meeting):
        facts: dict[str, object] = {"meeting_id": meeting.id}
        why = Reason.REVIEW_WANTED
        telling = Telling(Occasion.AGENDA_FOR_REVIEW, to, meeting.body_id, meeting.id, why, facts)
        unit.tell_after_pause(telling, now, ahead_of=meeting.starts_at)
    return agenda


def take_back(unit: Unit, meeting_id: str, revision: int, now: datetime) -> Agenda:
    """The review is over, or was begun too early; the comments stay."""
    _, agenda = agenda_to_change(unit, meeting_id, revision)
    agenda.become(AgendaState.DRAFT)
    unit.record("take_back_agenda", meeting_id, now, version=agenda.version)
    return agenda


def comment(unit: Unit, meeting_id: str, given: CommentGiven, now: datetime) -> AgendaComment:
    unit.allow(Action.COMMENT_AGENDA)
    agenda = agenda_read(unit, meeting_id)
    check_comment(agenda, given.text)
    unit.check_free_of_persons(text=given.text)
    item = agenda.item_named(given.item_id) if given.item_id else None
    assert unit.actor.party_id is not None
    written = AgendaComment(
        unit.new_id(), agenda.id, unit.actor.party_id, now, given.text.strip(), item.id if item else None
    )
    unit.session.add(written)
    unit.record("comment_agenda", meeting_id, now, version=agenda.version)
    return written


def comments_read(unit: Unit, agenda: Agenda) -> Sequence[AgendaComment]:
    """All to the secretariat; to an agency its own."""
    written = comments_on(unit.session, agenda.id)
    is_agency = unit.actor.role is Role.AGENCY
    return [one for one in written if not is_agency or one.party_id == unit.actor.party_id]
