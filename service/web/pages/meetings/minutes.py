"""The minutes of a meeting: presence, notes, comments, approval and re-opening."""

from datetime import datetime

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from agenda.access import Action, may
from agenda.errors import passes
from agenda.meetings.attendance import Attendee
from agenda.meetings.minutes import OF_CASES, Minutes, MinutesState, check_has_begun
from agenda.meetings.presence import has_place
from service.database.meetings.questions import attendees
from service.documents.minutes import (
    ApprovalDocument,
    EndorsementDocument,
    MinutesCommentDocument,
    MinutesDocument,
    NoteDocument,
    PresenceDocument,
    ReopeningDocument,
)
from service.web.authentication import allows
from service.web.current import current_actor, reading
from service.web.pages.attempt import Done, Faults, Verb, perform, renamed
from service.web.pages.form import text
from service.web.pages.names import doer_in_words
from service.web.pages.typed import typed
from service.workflow.meetings.approving import approvers, endorse, parties_there, reopen
from service.workflow.meetings.event import is_case_body
from service.workflow.meetings.minutes import items_read, minutes_read
from service.workflow.meetings.minuting import (
    NoteGiven,
    comment,
    mark_all_present,
    mark_presence,
    write_notes,
)
from service.workflow.meetings.reading import bodies_of, papers_read
from service.workflow.minutes import approve_minutes, cases_led_to, read_whole, send_minutes_for_comments
from service.workflow.unit import Unit

pages = Blueprint("minutes", __name__)
MARK = "presence"
NOTE, SHOWN = "text-", "shown-"
APPROVED = {"attendee": "attendee_id", "reason": "why_early"}
SPOKEN = {"text": "comment", "attendee": "spoken_by"}


@pages.get("/meetings/<meeting_id>/minutes")
@allows(Action.READ_MINUTES)
def show(meeting_id: str) -> str:
    return _page(meeting_id, {})


@pages.post("/meetings/<meeting_id>/minutes/presence")
@allows(Action.CHANGE_MINUTES)
def mark(meeting_id: str) -> ResponseReturnValue:
    return _change(
        meeting_id,
        lambda unit, now: _mark(unit, meeting_id, now),
        "Fremmødet er gemt.",
    )


@pages.post("/meetings/<meeting_id>/minutes/notes")
@allows(Action.CHANGE_MINUTES)
def note(meeting_id: str) -> ResponseReturnValue:
    """Whichever button is pressed, all that was typed is saved."""
    return _change(
        meeting_id,
        lambda unit, now: write_notes(unit, meeting_id, _notes(), typed(MinutesDocument).revision, now),
        "Teksterne er gemt.",
    )


@pages.post("/meetings/<meeting_id>/minutes/review")
@allows(Action.CHANGE_MINUTES)
def review(meeting_id: str) -> ResponseReturnValue:
    return _change(
        meeting_id,
        lambda unit, now: send_minutes_for_comments(unit, meeting_id, typed(MinutesDocument).revision, now),
        "Referatet er sendt til kommentering.",
    )


@pages.post("/meetings/<meeting_id>/minutes/comments")
@allows(Action.COMMENT_MINUTES)
def add_comment(meeting_id: str) -> ResponseReturnValue:
    return _change(
        meeting_id,
        lambda unit, now: comment(unit, meeting_id, typed(MinutesCommentDocument, SPOKEN).given(), now),
        "Kommentaren er gemt.",
        {"text": "comment"},
    )


@pages.post("/meetings/<meeting_id>/minutes/approve")
@allows(Action.APPROVE_MINUTES)
def approve_them(meeting_id: str) -> ResponseReturnValue:
    return _change(
        meeting_id,
        lambda unit, now: approve_minutes(unit, meeting_id, typed(ApprovalDocument, APPROVED).given(), now),
        "Referatet er godkendt og låst.",
        {"reason": "why_early"},
    )


@pages.post("/meetings/<meeting_id>/minutes/endorsements")
@allows(Action.APPROVE_MINUTES)
def endorse_them(meeting_id: str) -> ResponseReturnValue:
    return _change(
        meeting_id,
        lambda unit, now: _endorse(unit, meeting_id, now),
        "Det er noteret, at myndigheden er enig i referatet.",
    )


@pages.post("/meetings/<meeting_id>/minutes/reopen")
@allows(Action.CHANGE_MINUTES)
def reopen_them(meeting_id: str) -> ResponseReturnValue:
    return _change(
        meeting_id,
        lambda unit, now: _reopen(unit, meeting_id, now),
        "Referatet er genåbnet.",
    )


def _reopen(unit: Unit, meeting_id: str, now: datetime) -> None:
    document = typed(ReopeningDocument)
    reopen(unit, meeting_id, document.reason, document.revision, now)


def _endorse(unit: Unit, meeting_id: str, now: datetime) -> None:
    document = typed(EndorsementDocument)
    endorse(unit, meeting_id, document.party, document.revision, now)


def _mark(unit: Unit, meeting_id: str, now: datetime) -> Minutes:
    """What was chosen is kept, and by the other button everybody else was there."""
    document = typed(PresenceDocument, marks=_marks())
    minutes = mark_presence(unit, meeting_id, document.given(), document.revision, now)
    if text("rest"):
        unit.session.flush()
        return mark_all_present(unit, meeting_id, minutes.revision, now)
    return minutes


def _marks() -> list[dict[str, str]]:
    """Fields are called `presence.ATTENDEE.ITEM`; what was left unmarked is empty."""
    found = []
    for name in request.form:
        kind, _, place = name.partition(".")
        if kind == MARK and text(name):
            attendee_id, _, item_id = place.partition(".")
            found.append({"attendee": attendee_id, "presence": text(name), "item": item_id})
    return found


def _notes() -> list[NoteGiven]:
    retyped = [name for name in request.form if _is_retyped(name)]
    documents = [typed(NoteDocument, {"text": name}, item=name.removeprefix(NOTE)) for name in retyped]
    return [document.given() for document in documents]


def _is_retyped(name: str) -> bool:
    """A text that is as the page showed it is nobody's wish to have it so: somebody else may have changed it."""
    shown = request.form.get(SHOWN + name.removeprefix(NOTE))
    return name.startswith(NOTE) and (shown is None or _lines(shown) != _lines(text(name)))


def _lines(typed: str) -> list[str]:
    return typed.strip().splitlines()


def _change(
    meeting_id: str, verb: Verb, told: str, elsewhere: dict[str, str] | None = None
) -> ResponseReturnValue:
    """`elsewhere`: what a field of the verb is called on the page."""
    done = Done(told, url_for("pages.minutes.show", meeting_id=meeting_id))
    named = elsewhere or {}
    return perform(verb, done, lambda faults: _page(meeting_id, renamed(faults, named)))


def _page(meeting_id: str, faults: Faults) -> str:
    actor = current_actor()
    with reading() as (unit, now):
        meeting = papers_read(unit, meeting_id)
        minutes = minutes_read(unit, meeting_id)
        people = [a for a in attendees(unit.session, meeting_id) if has_place(a)]
        items = items_read(unit, minutes)
        read = read_whole(unit, meeting, minutes, now)
        there = parties_there(unit, minutes)
        is_cases = is_case_body(unit, meeting)
        has_begun = passes(lambda: check_has_begun(meeting, now))
        may_change = may(actor, Action.CHANGE_MINUTES) and not minutes.is_locked and has_begun
        return render_template(
            "meetings/minutes.html",
            meeting=meeting,
            body=next(b for b in bodies_of(unit) if b.id == meeting.body_id),
            minutes=minutes,
            people=people,
            names={a.id: a.name for a in people},
            actors={c.commented_by: doer_in_words(c.commented_by, "En deltager") for c in minutes.comments},
            items=items,
            of_cases=OF_CASES,
            readable=cases_led_to(unit, meeting, [one.about for one in items if one.about]),
            marks={(m.attendee_id, m.item_id): m.presence for m in minutes.marks},
            approvers=_approvers(unit, minutes),
            read=read,
            frame=read.read.frame,
            numbers={shown.item.id: shown.item.position for shown in items},
            parties_there=sorted(there),
            may_endorse=sorted(_own(there) - minutes.endorsed_by),
            now=now,
            errors=faults,
            form=_form(minutes),
            is_case_body=is_cases,
            may_change=may_change,
            is_in_review=minutes.state is MinutesState.IN_REVIEW,
            is_office=may(actor, Action.CHANGE_MINUTES),
        )


def _approvers(unit: Unit, minutes: Minutes) -> list[Attendee]:
    return approvers(unit, minutes) if minutes.state is MinutesState.IN_REVIEW else []


def _own(parties: frozenset[str]) -> frozenset[str]:
    """Those the reader may speak for: an agency for itself, the office for any."""
    own = current_actor().party_id
    return parties if own is None else parties & {own}


def _form(minutes: Minutes) -> dict[str, str]:
    typed = {
        name: said for name, said in request.form.items() if not name.startswith(NOTE) or _is_retyped(name)
    }
    return {f"{NOTE}{note.item_id}": note.text for note in minutes.notes} | typed
