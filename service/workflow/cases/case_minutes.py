"""What minutes say of a case: drafted from what was recorded, written, commented on, and locked with the minutes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from agenda.access import Action
from agenda.cases.case import Case
from agenda.cases.case_minutes import CaseComment, CaseMinutes
from agenda.cases.visibility import Hiding, is_shown_of_meeting
from agenda.meetings.meeting import Meeting
from agenda.meetings.minutes import (
    LONGEST_COMMENT,
    LONGEST_NOTE,
    MinutesCommentMissing,
    NoSuchItem,
    check_has_begun,
    check_text,
)
from notifications.case_minutes import draft
from service.database.cases.minutes import cases_in_minutes
from service.database.cases.minutes_tables import case_minutes_of
from service.database.cases.questions import Reading, case_key
from service.database.meetings.minutes import minutes_to_change
from service.database.meetings.questions import meeting_named, office
from service.database.sealed import Place
from service.workflow.cases.recorded import recorded_at
from service.workflow.cases.showing import show_case
from service.workflow.meetings.minutes import begin_minutes, begun_minutes, items_of, minutes_read
from service.workflow.meetings.minuting import minutes_in_review
from service.workflow.unit import Unit

NOT_WRITTEN = 0
TO_WRITE = "write the minutes"


@dataclass(frozen=True)
class TextGiven:
    meeting_id: str
    text: str
    revision: int


@dataclass(frozen=True)
class CommentShown:
    comment: CaseComment
    words: str


@dataclass(frozen=True)
class CaseMinutesShown:
    """`text` is None where the reader may no longer see it; `revision` 0 is that it is a draft nobody has kept."""

    case: Case
    meeting: Meeting
    text: str | None
    is_locked: bool
    is_by_hand: bool = False
    revision: int = NOT_WRITTEN
    comments: tuple[CommentShown, ...] = ()


def show_case_minutes(
    unit: Unit, reference: str, meeting_id: str, purpose: str, now: datetime
) -> CaseMinutesShown:
    """Read with the case, for a purpose; an agency sees it from the time the minutes are out for comments."""
    case = show_case(unit, reference, purpose, now).case
    minutes = minutes_read(unit, meeting_id)
    _check_on_agenda(unit, reference, meeting_id)
    meeting, kept = (
        meeting_named(unit.session, meeting_id),
        case_minutes_of(unit.session, case.id, meeting_id),
    )
    days = timedelta(days=unit.settings.cases.answers_hidden_after_days)
    if not is_shown_of_meeting(case, None, unit.actor, Hiding(days, meeting.ends_at), now):
        return CaseMinutesShown(case, meeting, None, minutes.is_locked)
    if kept is None:
        text = _drafted(unit, case, meeting)
        return CaseMinutesShown(case, meeting, text, minutes.is_locked)
    comments = tuple(CommentShown(one, _opened(unit, case, one)) for one in kept.comments)
    text = _opened(unit, case, kept)
    return CaseMinutesShown(case, meeting, text, minutes.is_locked, kept.is_by_hand, kept.revision, comments)


def write_case_minutes(unit: Unit, reference: str, given: TextGiven, now: datetime) -> Case:
    """By the secretariat, until the minutes of the meeting are approved."""
    unit.allow(Action.DECIDE_CASE)
    case = show_case(unit, reference, TO_WRITE, now).case
    meeting = meeting_named(unit.session, given.meeting_id)
    check_has_begun(meeting, now)
    (minutes_to_change(unit.session, meeting.id) or begin_minutes(unit, meeting, now)).check_open()
    _check_on_agenda(unit, reference, given.meeting_id)
    check_text(given.text, LONGEST_NOTE)
    kept = case_minutes_of(unit.session, case.id, given.meeting_id)
    if kept is not None:
        kept.expect(given.revision)
    kept = _keep(unit, case, given.meeting_id, given.text.strip(), now)
    kept.is_by_hand = True
    unit.record("write_case_minutes", case.reference, now, meeting=given.meeting_id)
    unit.session.flush()
    return case


def comment_on_case(unit: Unit, reference: str, meeting_id: str, words: str, now: datetime) -> CaseComment:
    """While the minutes are out for comments, by whoever sees what they say of the case."""
    shown = show_case_minutes(unit, reference, meeting_id, "comment on the minutes", now)
    minutes_in_review(unit, meeting_id)
    if not words.strip():
        raise MinutesCommentMissing("say what should be otherwise", "text")
    check_text(words, LONGEST_COMMENT)
    kept = case_minutes_of(unit.session, shown.case.id, meeting_id)
    if kept is None or shown.text is None:
        raise NoSuchItem("the minutes say nothing of the case yet", "meeting")
    made = CaseComment(unit.new_id(), kept.id, str(unit.actor), now, b"")
    made.sealed_words = _sealed(unit, shown.case, made, words.strip())
    kept.comments.append(made)
    unit.record("comment_case_minutes", reference, now, meeting=meeting_id)
    return made


def keep_drafts(unit: Unit, meeting: Meeting, now: datetime) -> None:
    """Before the minutes go out: what was recorded is put into words for each case that nobody has written of."""
    minutes = begun_minutes(unit, meeting.id)
    references = [item.about for item in items_of(unit, minutes) if item.about]
    for case in cases_in_minutes(Reading(unit.session, str(unit.actor), TO_WRITE, now), references):
        kept = case_minutes_of(unit.session, case.id, meeting.id)
        if kept is None or not kept.is_by_hand:
            _keep(unit, case, meeting.id, _drafted(unit, case, meeting), now)


def redraft(unit: Unit, case: Case, meeting: Meeting, now: datetime) -> None:
    """Something recorded was corrected: a draft that is kept follows it, and what somebody wrote stays theirs."""
    kept = case_minutes_of(unit.session, case.id, meeting.id)
    if kept is not None and not kept.is_by_hand:
        _keep(unit, case, meeting.id, _drafted(unit, case, meeting), now)


def _drafted(unit: Unit, case: Case, meeting: Meeting) -> str:
    """All approve one text, so it has one language: that of the secretariat, which writes it."""
    return draft(recorded_at(unit, case, meeting), office(unit.session).language)


def _check_on_agenda(unit: Unit, reference: str, meeting_id: str) -> None:
    about = {item.about for item in items_of(unit, minutes_read(unit, meeting_id))}
    if reference not in about:
        raise NoSuchItem("choose a meeting on whose agenda the case stood", "meeting")


def _keep(unit: Unit, case: Case, meeting_id: str, text: str, now: datetime) -> CaseMinutes:
    kept = case_minutes_of(unit.session, case.id, meeting_id)
    if kept is None:
        kept = CaseMinutes(unit.new_id(), case.id, meeting_id, now, b"", is_by_hand=False)
    kept.written_at, kept.sealed_text = now, _sealed(unit, case, kept, text)
    unit.session.add(kept)
    unit.session.flush()
    return kept


def _place(of: CaseMinutes | CaseComment) -> Place:
    return (
        Place("case_minutes", of.id, "text")
        if isinstance(of, CaseMinutes)
        else Place("case_comment", of.id, "words")
    )


def _sealed(unit: Unit, case: Case, of: CaseMinutes | CaseComment, words: str) -> bytes:
    return unit.vault.seal(case_key(unit.session, case.id), _place(of), {"words": words})


def _opened(unit: Unit, case: Case, of: CaseMinutes | CaseComment) -> str:
    sealed = of.sealed_text if isinstance(of, CaseMinutes) else of.sealed_words
    return str(unit.vault.open(case_key(unit.session, case.id), _place(of), sealed)["words"])
