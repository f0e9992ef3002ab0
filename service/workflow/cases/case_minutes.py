"""What minutes say of a case: drafted from what was recorded, and written, until the minutes are approved."""

from dataclasses import dataclass
from datetime import datetime

from agenda.access import Action
from agenda.cases.case import Case
from agenda.cases.case_minutes import CaseComment, CaseMinutes
from agenda.meetings.meeting import Meeting
from agenda.meetings.minutes import (
    LONGEST_NOTE,
    NoSuchItem,
    check_has_begun,
    check_text,
)
from notifications.case_minutes import draft
from service.database.cases.minutes import cases_in_minutes
from service.database.cases.minutes_tables import case_minutes_of
from service.database.cases.questions import Reading, case_key
from service.database.meetings.questions import meeting_named, office
from service.database.sealed import Place
from service.workflow.cases.recorded import recorded_at
from service.workflow.cases.showing import show_case
from service.workflow.meetings.minutes import (
    begin_minutes,
    begun_minutes,
    items_of,
    minutes_read,
    open_minutes,
)
from service.workflow.unit import Unit

NOT_WRITTEN = 0
TO_WRITE = "write the minutes"


@dataclass(frozen=True)
class TextGiven:
    meeting_id: str
    text: str
    revision: int


def write_case_minutes(unit: Unit, reference: str, given: TextGiven, now: datetime) -> Case:
    """By the secretariat, until the minutes of the meeting are approved."""
    unit.allow(Action.DECIDE_CASE)
    case = show_case(unit, reference, TO_WRITE, now).case
    meeting = meeting_named(unit.session, given.meeting_id)
    check_has_begun(meeting, now)
    if open_minutes(unit, meeting) is None:
        begin_minutes(unit, meeting, now)
    check_on_agenda(unit, reference, given.meeting_id)
    check_text(given.text, LONGEST_NOTE)
    kept = case_minutes_of(unit.session, case.id, given.meeting_id)
    if kept is not None:
        kept.expect(given.revision)
    kept = _keep(unit, case, given.meeting_id, given.text.strip(), now)
    kept.is_by_hand = True
    unit.record("write_case_minutes", case.reference, now, meeting=given.meeting_id)
    unit.session.flush()
    return case


def keep_drafts(unit: Unit, meeting: Meeting, now: datetime) -> None:
    """Before the minutes go out: what was recorded is put into words for each case that nobody has written of."""
    minutes = begun_minutes(unit, meeting.id)
    references = [item.about for item in items_of(unit, minutes) if item.about]
    for case in cases_in_minutes(Reading(unit.session, str(unit.actor), TO_WRITE, now), references):
        kept = case_minutes_of(unit.session, case.id, meeting.id)
        if kept is None or not kept.is_by_hand:
            _keep(unit, case, meeting.id, draft_of(unit, case, meeting), now)


def redraft(unit: Unit, case: Case, meeting: Meeting, now: datetime) -> None:
    """Something recorded was corrected: a draft that is kept follows it, and what somebody wrote stays theirs."""
    kept = case_minutes_of(unit.session, case.id, meeting.id)
    if kept is not None and not kept.is_by_hand:
        _keep(unit, case, meeting.id, draft_of(unit, case, meeting), now)


def draft_of(unit: Unit, case: Case, meeting: Meeting) -> str:
    """All approve one text, so it has one language: that of the secretariat, which writes it."""
    return draft(recorded_at(unit, case, meeting), office(unit.session).language)


def check_on_agenda(unit: Unit, reference: str, meeting_id: str) -> None:
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


def seal_comment(unit: Unit, case: Case, comment: CaseComment, words: str) -> bytes:
    return _sealed(unit, case, comment, words)


def _sealed(unit: Unit, case: Case, of: CaseMinutes | CaseComment, words: str) -> bytes:
    return unit.vault.seal(case_key(unit.session, case.id), _place(of), {"words": words})


def words_of(unit: Unit, case: Case, of: CaseMinutes | CaseComment) -> str:
    sealed = of.sealed_text if isinstance(of, CaseMinutes) else of.sealed_words
    return str(unit.vault.open(case_key(unit.session, case.id), _place(of), sealed)["words"])
