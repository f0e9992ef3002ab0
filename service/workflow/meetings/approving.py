"""Send minutes for comments, take the parties' yes, approve them, which locks them, and re-open them with a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from agenda.access import Action, Role
from agenda.meetings.approval import (
    SAT_THERE,
    Lack,
    LackKind,
    WasNotRepresented,
    check_time,
    lacking_leaves,
    lacking_marks,
)
from agenda.meetings.approved import ApprovedMinutes
from agenda.meetings.attendance import Attendee, AttendeeKind
from agenda.meetings.meeting import MINUTES_DUE, Meeting
from agenda.meetings.minutes import Minutes, MinutesState
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.meetings.attending import NoSuchAttendee, attendee_named
from service.database.meetings.minutes import approved_versions
from service.database.meetings.questions import attendees, meeting_named, party_named
from service.workflow.meetings.agenda_showing import is_closed_for
from service.workflow.meetings.attending import party_of_each, people_told
from service.workflow.meetings.chasing import chase_next_day
from service.workflow.meetings.event import is_case_body
from service.workflow.meetings.framing import frame_of, keep_frame
from service.workflow.meetings.kept_out import excluded_at, guests_with_items
from service.workflow.meetings.minutes import begun_minutes, items_of, minutes_to_write
from service.workflow.meetings.minuting import minutes_in_review
from service.workflow.unit import Telling, Unit


@dataclass(frozen=True)
class Approval:
    """By which attendee, at the revision that was read; `reason` is why before the review is over."""

    attendee_id: str
    revision: int
    reason: str = ""


@dataclass(frozen=True)
class Parts:
    """What is kept of each case in the version that is approved: its hash, by reference."""

    approved_id: str
    hashes: Mapping[str, str]


def send_for_comments(unit: Unit, meeting_id: str, revision: int, now: datetime) -> Minutes:
    minutes = minutes_to_write(unit, meeting_id, revision, now)
    minutes.become(MinutesState.IN_REVIEW)
    minutes.review_at = now
    unit.record("send_minutes_for_comments", meeting_id, now)
    _tell(unit, minutes, Occasion.MINUTES_FOR_COMMENT, Reason.MINUTES_OUT_FOR_COMMENT, now)
    return minutes


def endorse(unit: Unit, meeting_id: str, party_id: str, revision: int, now: datetime) -> Minutes:
    """A party that was there says yes to the minutes as they stand; the secretariat may write down what it was told."""
    unit.allow(Action.APPROVE_MINUTES)
    minutes = minutes_in_review(unit, meeting_id)
    minutes.expect(revision)
    party = party_named(unit.session, party_id)
    is_others = unit.actor.role is Role.AGENCY and unit.actor.party_id != party.id
    if is_others or party.id not in parties_there(unit, minutes):
        raise WasNotRepresented("name a party of your own that was at the meeting", "party")
    minutes.endorse(party.id, str(unit.actor), now)
    unit.record("endorse_minutes", meeting_id, now, party=party.id)
    return minutes


def minutes_to_approve(unit: Unit, meeting_id: str, given: Approval) -> Minutes:
    """By somebody who was there: the secretariat says who, and an agency speaks for its own people alone."""
    unit.allow(Action.APPROVE_MINUTES)
    minutes = minutes_in_review(unit, meeting_id)
    minutes.expect(given.revision)
    unit.check_free_of_persons(reason=given.reason)
    attendee = attendee_named(unit.session, meeting_id, given.attendee_id)
    if not _speaks_for(unit, attendee):
        raise NoSuchAttendee("name one of your own people who was there", "attendee")
    minutes.check_saw(attendee.id)
    return minutes


def approve(unit: Unit, minutes: Minutes, given: Approval, parts: Parts, now: datetime) -> Minutes:
    meeting = meeting_named(unit.session, minutes.meeting_id)
    party_of = party_of_each(unit, meeting).get(given.attendee_id)
    endorsed = minutes.endorsed_by | ({party_of} if party_of else frozenset())
    check_time(review_until(unit, minutes), parties_there(unit, minutes), endorsed, given.reason, now)
    minutes.approve(given.attendee_id, now)
    approved = _version(unit, minutes, given, parts.approved_id, now)
    keep_frame(frame_of(unit, minutes), approved, parts.hashes, names_people=not is_case_body(unit, meeting))
    unit.session.add(approved)
    facts = {"attendee": given.attendee_id, "version": approved.version, "hash": approved.frame_hash}
    unit.record("approve_minutes", meeting.id, now, given.reason.strip(), **facts)
    versions = {str(approved.version): True}
    _tell(unit, minutes, Occasion.MINUTES_APPROVED, Reason.MINUTES_APPROVED, now, versions=versions)
    return minutes


def reopen(unit: Unit, meeting_id: str, reason: str, revision: int, now: datetime) -> Minutes:
    """What was approved is written again, and the secretariat is chased anew if they were due already."""
    unit.allow(Action.CHANGE_MINUTES)
    minutes = begun_minutes(unit, meeting_id)
    minutes.expect(revision)
    unit.check_free_of_persons(reason=reason)
    minutes.reopen(reason, now)
    milestone = meeting_named(unit.session, meeting_id).milestone(MINUTES_DUE)
    if milestone is not None and milestone.done_at is not None:
        chase_next_day(unit, minutes, now)
    unit.record("reopen_minutes", meeting_id, now, reason=minutes.reason)
    return minutes


def review_until(unit: Unit, minutes: Minutes) -> datetime:
    """When everybody has had the time to read them."""
    begun_at = minutes.review_at or minutes.begun_at
    body_id = meeting_named(unit.session, minutes.meeting_id).body_id
    return unit.working_days(body_id).later(begun_at, unit.settings.minutes.review_working_days)


def parties_there(unit: Unit, minutes: Minutes) -> frozenset[str]:
    """The parties somebody of whom is marked as having sat there, themselves or by a deputy."""
    meeting = meeting_named(unit.session, minutes.meeting_id)
    party_of = party_of_each(unit, meeting)
    sat_there = {mark.attendee_id for mark in minutes.marks if mark.presence in SAT_THERE}
    return frozenset(party for a in sat_there if (party := party_of.get(a)) is not None)


def lacking_of_meeting(unit: Unit, minutes: Minutes) -> list[Lack]:
    """Marks: of each attendee, and of whoever left for an item they are kept out of."""
    invited = attendees(unit.session, minutes.meeting_id)
    items = items_of(unit, minutes)
    guests = guests_with_items(unit, minutes.meeting_id, items)
    excluded = excluded_at(unit, invited, items)
    return [*lacking_marks(minutes.marks, invited, guests), *lacking_leaves(minutes.marks, excluded)]


def lacks_told(unit: Unit, meeting: Meeting, minutes: Minutes, lacks: Sequence[Lack]) -> list[dict[str, str]]:
    """All of it to the office; to an agency what is not another's, nor of an item it is barred from."""
    about = {item.id: item.about for item in items_of(unit, minutes)}
    return [_told(one) for one in lacks if _may_know(unit, meeting, one, about)]


def approvers(unit: Unit, minutes: Minutes) -> list[Attendee]:
    """Whom the reader could name as the one who approves."""
    there = [a for a in attendees(unit.session, minutes.meeting_id) if minutes.saw(a.id)]
    return [a for a in there if a.kind is not AttendeeKind.GUEST and _speaks_for(unit, a)]


def _may_know(unit: Unit, meeting: Meeting, lack: Lack, about: Mapping[str, str]) -> bool:
    if unit.actor.role is not Role.AGENCY:
        return True
    if lack.kind is LackKind.ORAL_NOTE and lack.party_id != unit.actor.party_id:
        return False
    return not is_closed_for(unit, meeting, lack.about or about.get(lack.item_id, ""))


def _told(lack: Lack) -> dict[str, str]:
    parts = {
        "attendee": lack.attendee_id,
        "item": lack.item_id,
        "case": lack.about,
        "party": lack.party_id,
    }
    return {"what": str(lack.kind), **{name: said for name, said in parts.items() if said}}


def _version(
    unit: Unit, minutes: Minutes, given: Approval, approved_id: str, now: datetime
) -> ApprovedMinutes:
    earlier = approved_versions(unit.session, minutes.meeting_id)
    number = earlier[0].version + 1 if earlier else 1
    return ApprovedMinutes(
        approved_id, minutes.meeting_id, number, now, given.attendee_id, given.reason.strip(), "", ""
    )


def _speaks_for(unit: Unit, attendee: Attendee) -> bool:
    if unit.actor.role is not Role.AGENCY:
        return True
    meeting = meeting_named(unit.session, attendee.meeting_id)
    return party_of_each(unit, meeting).get(attendee.id) == unit.actor.party_id


def _tell(
    unit: Unit, minutes: Minutes, occasion: Occasion, why: Reason, now: datetime, **what: dict[str, bool]
) -> None:
    """Those who were invited to the whole of it; what is taken back and done again within the pause is told once."""
    meeting = meeting_named(unit.session, minutes.meeting_id)
    facts: dict[str, object] = {"meeting_id": meeting.id, **what}
    for to in people_told(unit, meeting):
        unit.tell_after_pause(Telling(occasion, to, meeting.body_id, meeting.id, why, dict(facts)), now)
