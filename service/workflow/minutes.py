"""Minutes of all bodies: what the cases have to say in them, and lack."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from agenda.access import Action, may
from agenda.meetings.approval import Lack, check_whole
from agenda.meetings.approved import ApprovedMinutes, FramedItem
from agenda.meetings.meeting import Meeting
from agenda.meetings.minutes import OF_CASES, Minutes, MinutesState
from notifications.document import OfCase
from service.database.cases.minutes_tables import approved_cases
from service.database.meetings.minutes import approved_versions
from service.database.meetings.questions import meeting_named
from service.workflow.cases.approved_parts import parts_of
from service.workflow.cases.case_minutes import keep_drafts
from service.workflow.cases.in_minutes import cases_as_approved, cases_as_they_stand
from service.workflow.cases.lacking import lacking_of_cases
from service.workflow.cases.sight import seen_among
from service.workflow.meetings.agenda_showing import is_closed_for
from service.workflow.meetings.approving import (
    Approval,
    Parts,
    approve,
    lacking_of_meeting,
    lacks_told,
    minutes_to_approve,
    parties_there,
    review_until,
    send_for_comments,
)
from service.workflow.meetings.document import File, Wanted, file_of
from service.workflow.meetings.event import is_case_body
from service.workflow.meetings.framing import FrameRead, frame_read
from service.workflow.meetings.minutes import items_of, minutes_read
from service.workflow.meetings.minutes_document import minutes_facts
from service.workflow.unit import Unit


@dataclass(frozen=True)
class MinutesRead:
    """`lacks` counts all that is lacking, `lacks_told` is what of it the reader may know.

    `hashes` are of the approved parts, by what each is about; `review_until` is None before there is a review.
    """

    read: FrameRead
    review_until: datetime | None
    lacks: int
    lacks_told: list[dict[str, str]]
    hashes: Mapping[str, str]
    versions: Sequence[ApprovedMinutes]


def read_whole(unit: Unit, meeting: Meeting, minutes: Minutes, now: datetime) -> MinutesRead:
    """Minutes as a page or an answer shows them: as they stand with what they lack, or as they were approved."""
    read = frame_read(unit, minutes)
    is_open = minutes.state is MinutesState.IN_REVIEW or may(unit.actor, Action.CHANGE_MINUTES)
    lacks = lacking_in(unit, meeting, minutes, now) if is_open and read.approved is None else []
    approved = approved_cases(unit.session, read.approved.id) if read.approved else ()
    return MinutesRead(
        read,
        review_until(unit, minutes) if minutes.state is MinutesState.IN_REVIEW else None,
        len(lacks),
        lacks_told(unit, meeting, minutes, lacks),
        {one.reference: one.hash for one in approved},
        approved_versions(unit.session, meeting.id),
    )


def send_minutes_for_comments(unit: Unit, meeting_id: str, revision: int, now: datetime) -> Minutes:
    """What was recorded of each case is put into words first, sealed with the case."""
    minutes = send_for_comments(unit, meeting_id, revision, now)
    meeting = meeting_named(unit.session, meeting_id)
    if is_case_body(unit, meeting):
        keep_drafts(unit, meeting, now)
    return minutes


def approve_minutes(unit: Unit, meeting_id: str, given: Approval, now: datetime) -> Minutes:
    """Once nothing is lacking; what is approved is kept in parts, and nothing of it changes any more."""
    minutes = minutes_to_approve(unit, meeting_id, given)
    meeting = meeting_named(unit.session, meeting_id)
    lacks = lacking_in(unit, meeting, minutes, now)
    check_whole(lacks, lacks_told(unit, meeting, minutes, lacks))
    approved_id = unit.new_id()
    references = _references(unit, minutes) if is_case_body(unit, meeting) else []
    parts = parts_of(unit, meeting, approved_id, references, now) if references else []
    kept = Parts(approved_id, {part.reference: part.hash for part in parts})
    minutes = approve(unit, minutes, given, kept, now)
    unit.session.flush()  # the version that they are parts of
    unit.session.add_all(parts)
    return minutes


def lacking_in(unit: Unit, meeting: Meeting, minutes: Minutes, now: datetime) -> list[Lack]:
    """What has to be there before the minutes are approved."""
    lacks = lacking_of_meeting(unit, minutes)
    if is_case_body(unit, meeting):
        there = parties_there(unit, minutes)
        lacks += lacking_of_cases(unit, meeting, _references(unit, minutes), there, now)
    return lacks


def cases_in(unit: Unit, meeting: Meeting, read: FrameRead, now: datetime) -> Mapping[str, OfCase]:
    """What of the cases stands in minutes as they are read; nothing of what the reader's agency is barred from."""
    if not is_case_body(unit, meeting):
        return {}
    about = [item.about for item in read.frame.items if _is_open_case(unit, meeting, item)]
    if read.approved is None:
        return cases_as_they_stand(unit, meeting.id, about, now)
    return cases_as_approved(unit, meeting.id, read.approved.id, about, now)


def minutes_file(unit: Unit, meeting_id: str, wanted: Wanted, now: datetime) -> File:
    """References, headings and outcomes; what was said of a case is read in the case."""
    minutes = minutes_read(unit, meeting_id)
    meeting = meeting_named(unit.session, meeting_id)
    read = frame_read(unit, minutes, wanted.version)
    cases = cases_in(unit, meeting, read, now)
    return file_of(unit, meeting, minutes_facts(unit, minutes, read, cases, wanted.language), wanted, now)


def cases_led_to(unit: Unit, meeting: Meeting, about: Sequence[str]) -> frozenset[str]:
    """Those of its items' cases that whoever reads the minutes may read too."""
    return seen_among(unit, about) if is_case_body(unit, meeting) else frozenset()


def _references(unit: Unit, minutes: Minutes) -> list[str]:
    return [item.about for item in items_of(unit, minutes) if item.kind in OF_CASES]


def _is_open_case(unit: Unit, meeting: Meeting, item: FramedItem) -> bool:
    return item.kind in OF_CASES and not is_closed_for(unit, meeting, item.about)
