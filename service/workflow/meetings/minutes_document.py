"""The facts of a meeting's minutes as a document: who was there, and what they say; cases come from their room."""

from collections.abc import Mapping

from agenda.meetings.approved import Frame, FramedItem, FramedPresence
from agenda.meetings.meeting import Meeting
from agenda.meetings.minutes import Minutes, MinutesState
from notifications.confidentiality import statement
from notifications.document import (
    NOTHING_OF_A_CASE,
    DocumentFacts,
    DocumentKind,
    ItemFacts,
    MeetingFacts,
    OfCase,
    PresenceFacts,
)
from service.database.meetings.questions import meeting_named
from service.workflow.meetings.agenda_showing import CLOSED, is_closed_for
from service.workflow.meetings.event import is_case_body
from service.workflow.meetings.framing import FrameRead
from service.workflow.unit import Unit


def minutes_facts(
    unit: Unit, minutes: Minutes, read: FrameRead, cases: Mapping[str, OfCase], language: str
) -> DocumentFacts:
    """`cases` are by what an item is about."""
    frame, approved = read.frame, read.approved
    meeting = meeting_named(unit.session, minutes.meeting_id)
    return DocumentFacts(
        DocumentKind.MINUTES,
        _meeting(unit, meeting, frame, language),
        MinutesState.APPROVED if approved else minutes.state,
        approved.version if approved else 1,
        frame.reason,
        approved.approved_at if approved else None,
        tuple(_item(unit, meeting, item, cases, language) for item in frame.items),
        tuple(_presence(one, frame) for one in frame.presences),
        frame.note,
    )


def _meeting(unit: Unit, meeting: Meeting, frame: Frame, language: str) -> MeetingFacts:
    notice = statement(language) if is_case_body(unit, meeting) else ""
    return MeetingFacts(frame.body, frame.author, frame.place, frame.starts_at, frame.ends_at, notice)


def _item(
    unit: Unit, meeting: Meeting, item: FramedItem, cases: Mapping[str, OfCase], language: str
) -> ItemFacts:
    is_closed = is_closed_for(unit, meeting, item.about)
    of_case = NOTHING_OF_A_CASE if is_closed else cases.get(item.about, NOTHING_OF_A_CASE)
    return ItemFacts(
        item.number,
        item.kind,
        CLOSED[language] if is_closed else item.heading_in(language),
        item.starts_at,
        item.minutes,
        item.added_at,
        item.reason,
        of_case,
        item.note,
    )


def _presence(one: FramedPresence, frame: Frame) -> PresenceFacts:
    numbers = {item.id: item.number for item in frame.items}
    differs = tuple((numbers[item_id], presence) for item_id, presence in one.differs if item_id in numbers)
    return PresenceFacts(one.who, one.is_deputy, one.presence, differs)
