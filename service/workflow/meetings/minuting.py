"""What stands in the minutes of a meeting: who was there, what is said of each item, and comments on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from agenda.access import Action, Role
from agenda.meetings.minutes import (
    LONGEST_COMMENT,
    LONGEST_NOTE,
    Comment,
    Minutes,
    MinutesCommentMissing,
    MinutesNotThere,
    MinutesState,
    check_item,
    check_text,
)
from agenda.meetings.presence import Mark, Presence, all_present, check_marks
from service.database.meetings.attending import attendee_named
from service.database.meetings.questions import attendees
from service.workflow.meetings.kept_out import excluded_at, guests_with_items, kept_from
from service.workflow.meetings.minutes import begun_minutes, items_of, minutes_to_write
from service.workflow.unit import Unit


@dataclass(frozen=True)
class MarkGiven:
    """`item_id` is empty for the meeting as a whole."""

    attendee_id: str
    presence: Presence
    item_id: str = ""


@dataclass(frozen=True)
class NoteGiven:
    """What the minutes say of an item, or of the meeting where `item_id` is empty; an empty text takes it out."""

    item_id: str
    text: str


@dataclass(frozen=True)
class CommentGiven:
    """`attendee_id` is whose words they are, where the secretariat writes them down."""

    text: str
    item_id: str = ""
    attendee_id: str = ""


def mark_presence(
    unit: Unit, meeting_id: str, given: Sequence[MarkGiven], revision: int, now: datetime
) -> Minutes:
    """The whole list at once; whoever is not in it is not marked."""
    minutes = minutes_to_write(unit, meeting_id, revision, now)
    marks = [Mark(minutes.id, one.attendee_id, one.item_id, one.presence) for one in given]
    items = items_of(unit, minutes)
    invited = attendees(unit.session, meeting_id)
    kept = kept_from(unit, meeting_id, invited, items)
    check_marks(marks, invited, frozenset(item.id for item in items), kept)
    minutes.change()
    minutes.marks = marks
    unit.record("mark_presence", meeting_id, now, marks=len(marks))
    return minutes


def mark_all_present(unit: Unit, meeting_id: str, revision: int, now: datetime) -> Minutes:
    """Everybody of whom nothing is said yet was there, and left for what they are kept out of."""
    minutes = minutes_to_write(unit, meeting_id, revision, now)
    items, invited = items_of(unit, minutes), attendees(unit.session, meeting_id)
    guests = guests_with_items(unit, meeting_id, items)
    new = all_present(minutes.marks, invited, guests, excluded_at(unit, invited, items))
    minutes.change()
    minutes.marks = [*minutes.marks, *(Mark(minutes.id, *one) for one in new)]
    unit.record("mark_presence", meeting_id, now, marks=len(minutes.marks))
    return minutes


def write_note(unit: Unit, meeting_id: str, given: NoteGiven, revision: int, now: datetime) -> Minutes:
    """It stands in files and mails, so it names nobody whom a case is about."""
    minutes = minutes_to_write(unit, meeting_id, revision, now)
    check_text(given.text, LONGEST_NOTE)
    unit.check_free_of_persons(text=given.text)
    check_item(items_of(unit, minutes), given.item_id)
    minutes.change()
    minutes.write(given.item_id, given.text.strip())
    unit.record("write_minutes", meeting_id, now, item=given.item_id)
    return minutes


def write_notes(
    unit: Unit, meeting_id: str, given: Sequence[NoteGiven], revision: int, now: datetime
) -> Minutes:
    """All of them or none; a fault names its field `text-` and the item. What says the same as before is none."""
    minutes = minutes_to_write(unit, meeting_id, revision, now)
    items = items_of(unit, minutes)
    changed = [one for one in given if one.text.strip() != minutes.text(one.item_id)]
    for one in changed:
        field = f"text-{one.item_id}"
        check_text(one.text, LONGEST_NOTE, field)
        unit.check_free_of_persons(**{field: one.text})
        check_item(items, one.item_id)
        minutes.write(one.item_id, one.text.strip())
        unit.record("write_minutes", meeting_id, now, item=one.item_id)
    minutes.change()
    return minutes


def comment(unit: Unit, meeting_id: str, given: CommentGiven, now: datetime) -> Comment:
    """While they are out for comments, anybody who reads them may say what should be otherwise."""
    unit.allow(Action.COMMENT_MINUTES)
    minutes = minutes_in_review(unit, meeting_id)
    if not given.text.strip():
        raise MinutesCommentMissing("say what should be otherwise", "text")
    check_text(given.text, LONGEST_COMMENT)
    unit.check_free_of_persons(text=given.text)
    check_item(items_of(unit, minutes), given.item_id)
    by = _commented_by(unit, meeting_id, given)
    made = Comment(unit.new_id(), minutes.id, given.item_id, by, now, given.text.strip())
    minutes.comments.append(made)
    unit.record("comment_minutes", meeting_id, now, item=given.item_id)
    return made


def minutes_in_review(unit: Unit, meeting_id: str) -> Minutes:
    """Those that are out for comments; to an agency others look absent."""
    minutes = begun_minutes(unit, meeting_id)
    minutes.check_open()
    if minutes.state is not MinutesState.IN_REVIEW:
        raise MinutesNotThere("send the minutes for comments first", "state", {"state": str(minutes.state)})
    return minutes


def _commented_by(unit: Unit, meeting_id: str, given: CommentGiven) -> str:
    if not given.attendee_id or unit.actor.role is Role.AGENCY:
        return str(unit.actor)
    return attendee_named(unit.session, meeting_id, given.attendee_id).id
