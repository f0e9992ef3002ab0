"""What the minutes of a meeting say of a case, for whoever reads the case for a purpose, and their comments on it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from agenda.cases.approved_case import Addition
from agenda.cases.case import Case
from agenda.cases.case_minutes import CaseComment
from agenda.cases.visibility import Hiding, is_shown_of_meeting
from agenda.meetings.approved import ApprovedMinutes
from agenda.meetings.meeting import Meeting
from agenda.meetings.minutes import LONGEST_COMMENT, Minutes, MinutesCommentMissing, NoSuchItem, check_text
from service.database.cases.minutes_tables import additions_to, approved_case_of, case_minutes_of
from service.database.meetings.minutes import approved_version
from service.database.meetings.questions import meeting_named
from service.workflow.cases.approved_parts import opened
from service.workflow.cases.case_minutes import check_on_agenda, draft_of, seal_comment, words_of
from service.workflow.cases.contents import AdditionContent, open_addition
from service.workflow.cases.showing import show_case
from service.workflow.meetings.minutes import minutes_read
from service.workflow.meetings.minuting import minutes_in_review
from service.workflow.unit import Unit

NOT_WRITTEN = 0


@dataclass(frozen=True)
class CaseAt:
    """A case in the minutes of a meeting: as they stand or were last approved, or of an approved version."""

    reference: str
    meeting_id: str
    version: int | None = None


@dataclass(frozen=True)
class CommentShown:
    comment: CaseComment
    words: str


@dataclass(frozen=True)
class AdditionShown:
    addition: Addition
    content: AdditionContent


@dataclass(frozen=True)
class CaseMinutesShown:
    """`text` is None where the reader may no longer see it; `revision` 0 is that it is a draft nobody has kept.

    Of what was approved, `version` and `hash` are those of the part that the text is from.
    """

    case: Case
    meeting: Meeting
    text: str | None
    is_locked: bool
    is_by_hand: bool = False
    revision: int = NOT_WRITTEN
    comments: tuple[CommentShown, ...] = ()
    version: int | None = None
    hash: str = ""
    additions: tuple[AdditionShown, ...] = ()


def show_case_minutes(unit: Unit, at: CaseAt, purpose: str, now: datetime) -> CaseMinutesShown:
    """As they stand or were approved; an agency sees them from the time the minutes are out for comments."""
    case = show_case(unit, at.reference, purpose, now).case
    minutes = minutes_read(unit, at.meeting_id)
    check_on_agenda(unit, at.reference, at.meeting_id)
    meeting = meeting_named(unit.session, at.meeting_id)
    if not _sees(unit, case, meeting, now):
        return CaseMinutesShown(case, meeting, None, minutes.is_locked)
    if minutes.is_locked or at.version is not None:
        return _approved(unit, case, meeting, approved_version(unit.session, at.meeting_id, at.version))
    return _standing(unit, case, meeting, minutes)


def comment_on_case(unit: Unit, reference: str, meeting_id: str, words: str, now: datetime) -> CaseComment:
    """While the minutes are out for comments, by whoever sees what they say of the case."""
    shown = show_case_minutes(unit, CaseAt(reference, meeting_id), "comment on the minutes", now)
    minutes_in_review(unit, meeting_id)
    if not words.strip():
        raise MinutesCommentMissing("say what should be otherwise", "text")
    check_text(words, LONGEST_COMMENT)
    kept = case_minutes_of(unit.session, shown.case.id, meeting_id)
    if kept is None or shown.text is None:
        raise NoSuchItem("the minutes say nothing of the case yet", "meeting")
    made = CaseComment(unit.new_id(), kept.id, str(unit.actor), now, b"")
    made.sealed_words = seal_comment(unit, shown.case, made, words.strip())
    kept.comments.append(made)
    unit.record("comment_case_minutes", reference, now, meeting=meeting_id)
    return made


def _sees(unit: Unit, case: Case, meeting: Meeting, now: datetime) -> bool:
    days = timedelta(days=unit.settings.cases.answers_hidden_after_days)
    return is_shown_of_meeting(case, None, unit.actor, Hiding(days, meeting.ends_at), now)


def _standing(unit: Unit, case: Case, meeting: Meeting, minutes: Minutes) -> CaseMinutesShown:
    kept = case_minutes_of(unit.session, case.id, meeting.id)
    if kept is None:
        return CaseMinutesShown(case, meeting, draft_of(unit, case, meeting), minutes.is_locked)
    comments = tuple(CommentShown(one, words_of(unit, case, one)) for one in kept.comments)
    text = words_of(unit, case, kept)
    return CaseMinutesShown(case, meeting, text, minutes.is_locked, kept.is_by_hand, kept.revision, comments)


def _approved(unit: Unit, case: Case, meeting: Meeting, approved: ApprovedMinutes) -> CaseMinutesShown:
    kept = approved_case_of(unit.session, approved.id, case.id)
    if kept is None:
        raise NoSuchItem("choose a version on which the case stood", "version")
    additions = tuple(
        AdditionShown(one, open_addition(unit, one))
        for one in additions_to(unit.session, case.id, meeting.id)
    )
    return CaseMinutesShown(
        case,
        meeting,
        opened(unit, kept).text,
        is_locked=True,
        version=approved.version,
        hash=kept.hash,
        additions=additions,
    )
