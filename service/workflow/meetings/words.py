"""What messages about plans and meetings say, derived from how things stand when they are sent."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime

from agenda.access import Role
from agenda.meetings.attendance import Attendee, AttendeeKind
from agenda.meetings.calendar_entry import DifferenceKind
from agenda.meetings.day_off import PutBefore
from agenda.meetings.meeting import CUT_OFF, Meeting, MeetingState
from agenda.meetings.plan import PlanState
from notifications.address import Address
from notifications.dates import closed_day_in_words
from notifications.message import Message
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.meetings import questions
from service.database.meetings.guests import guest_of
from service.workflow.composing import CalendarPart, Derive, Words
from service.workflow.meetings.days_off import office_in_words
from service.workflow.meetings.differences import differences_of
from service.workflow.meetings.event import event_of, invited, is_case_body, is_to_come
from service.workflow.meetings.kept_planned import shortages
from service.workflow.meetings.planning import reason_in
from service.workflow.meetings.same_person import WORDED, is_told_in_another_place, stays_in_another_place
from service.workflow.meetings.taken_back import BY_MAIL, ask_again_at_new_time, is_news, is_put_back, was_at
from service.workflow.unit import Unit


def invitation_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    """Invite, or tell of the change, while the meeting stands and the attendee is wanted."""
    meeting, attendee = invited(unit, message)
    event = event_of(unit, meeting, attendee.id)
    if not is_to_come(meeting, attendee, now) or not is_news(message, event, attendee):
        return None
    ask_again_at_new_time(message, event, attendee)
    if _is_told(message, meeting, attendee):
        return None
    is_known = is_told_in_another_place(unit, message, meeting, attendee)
    attendee.told_sequence = meeting.sequence
    if is_known:
        return None
    message.facts = {**message.facts, WORDED: meeting.sequence}
    return Words(
        _facts(unit, meeting, message, now),
        CalendarPart(event, *_places(_listed(unit, meeting, attendee))),
    )


def cancellation_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    meeting, attendee = invited(unit, message)
    if attendee.is_invited and meeting.state is not MeetingState.CANCELLED:
        return None
    if stays_in_another_place(unit, message, meeting, attendee) or _has_heard(message, meeting, attendee):
        return None
    is_known = is_told_in_another_place(unit, message, meeting, attendee)
    attendee.told_sequence = meeting.sequence
    if is_known:
        return None
    message.facts = {**message.facts, WORDED: meeting.sequence}
    is_withdrawn = meeting.state is not MeetingState.CANCELLED
    facts = {**_facts(unit, meeting, message, now), "is_withdrawn": is_withdrawn}
    event = event_of(unit, meeting, attendee.id)
    event = replace(event, uid=message.facts.get(BY_MAIL) or event.uid)
    return Words(facts, CalendarPart(event, *_places([attendee]), is_cancellation=True))


def plan_proposed_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    plan = questions.plan_named(unit.session, message.facts["plan_id"])
    if plan.state is not PlanState.PROPOSED:
        return None
    meetings = questions.proposed_in(unit.session, plan)
    return Words(
        {
            "body": questions.body_named(unit.session, plan.body_id).name,
            "year": plan.last_on.year,
            "count": len(meetings),
            "link": _link(unit, "plans", plan.id),
        }
    )


def proposal_left_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    """As long as the meeting still is proposed, and lies ahead."""
    meeting = questions.meeting_named(unit.session, message.facts["meeting_id"])
    if meeting.state is not MeetingState.PROPOSED or meeting.starts_at <= now:
        return None
    return Words(
        {
            "body": questions.body_named(unit.session, meeting.body_id).name,
            "starts_at": meeting.starts_at,
            "link": _link(unit, "meetings", meeting.id),
        }
    )


def meetings_missing_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    """While the meeting proposed in the cancelled one's stead waits, or the year still is short of one."""
    year, meeting_id = message.facts["year"], message.facts["meeting_id"]
    proposed = questions.meeting_named(unit.session, meeting_id) if meeting_id else None
    waits = proposed is not None and proposed.state is MeetingState.PROPOSED
    if not waits and year not in {each.year for each in shortages(unit, message.body_id, now)}:
        return None
    return Words(
        {
            "body": questions.body_named(unit.session, message.body_id).name,
            "year": year,
            "proposed_at": proposed.starts_at if proposed is not None and waits else None,
            "wanted": unit.settings.bodies[message.body_id].meetings_a_year,
            "link": _link(unit, "meetings", *([proposed.id] if proposed is not None else [])),
        }
    )


def closed_day_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    meeting = questions.meeting_named(unit.session, message.facts["meeting_id"])
    on = unit.calendar.local(meeting.starts_at).date()
    days = unit.working_days(meeting.body_id)
    closed, is_closed_week = days.closed(on), days.is_closed_week(on)
    is_closed = closed is not None or is_closed_week
    if not is_closed or not meeting.is_ahead or on.isoformat() != message.facts["on"]:
        return None
    return Words(
        {
            "body": _body_name(unit, meeting),
            "starts_at": meeting.starts_at,
            "day": closed_day_in_words(closed, message.language) if closed is not None else None,
            "week": on.isocalendar().week,
            "link": _link(unit, "meetings", meeting.id),
        }
    )


def day_put_before_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    """While it waits for the office's decision."""
    on, office = date.fromisoformat(message.facts["on"]), Role(message.facts["office"])
    day = questions.day_off(unit.session, on, office)
    if day is None or day.put_before is not PutBefore(message.facts["put"]):
        return None
    return Words(
        {
            "on": on,
            "called": day.name,
            "by": office_in_words(unit, Role(message.facts["by"]), message.language),
            "is_closed": day.put_before is PutBefore.CLOSED,
            "link": _link(unit, "closed-days"),
        }
    )


def deadlines_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    """The deadlines that are other than before the first of the edits; one notice for them all."""
    before: Mapping[str, str] = message.facts["before"]
    items = []
    for key, was in before.items():
        meeting_id, _, name = key.partition("/")
        meeting = questions.meeting_named(unit.session, meeting_id)
        due_at = meeting.due_at(name)
        if due_at is not None and due_at.isoformat() != was:
            is_missed = name in {one.name for one in meeting.missed}
            of = {"milestone": name, "meeting_at": meeting.starts_at, "is_missed": is_missed}
            items.append(of | {"before": datetime.fromisoformat(was), "after": due_at})
    body = questions.body_named(unit.session, message.body_id)
    items.sort(key=lambda item: str(item["after"]))
    by_settings = message.why is Reason.SETTINGS_CHANGED
    facts = {"body": body.name, "items": items, "by_settings": by_settings, "link": _link(unit, "meetings")}
    return Words(facts) if items else None


def changed_by_hand_words(unit: Unit, message: Message, now: datetime) -> Words | None:
    """Nobody is named, and texts that somebody typed into the calendar are not repeated: nobody has checked them."""
    meeting = questions.meeting_named(unit.session, message.facts["meeting_id"])
    items = [
        {
            "is_removed": shown.difference.kind is DifferenceKind.REMOVED,
            "moved_to": shown.difference.starts_at if shown.is_moved else None,
            "ends_at": shown.difference.ends_at,
            "has_other_texts": shown.has_other_texts,
            "missing": len(shown.missing),
            "is_of_one": bool(shown.of),
        }
        for shown in differences_of(unit, meeting)
    ]
    if not items or not meeting.is_ahead:
        return None
    return Words(
        {
            "body": _body_name(unit, meeting),
            "starts_at": meeting.starts_at,
            "items": items,
            "link": _link(unit, "meetings", meeting.id),
        }
    )


DERIVE: Mapping[Occasion, Derive] = {
    Occasion.INVITATION: invitation_words,
    Occasion.INVITATION_UPDATE: invitation_words,
    Occasion.INVITATION_CANCELLATION: cancellation_words,
    Occasion.PLAN_PROPOSED: plan_proposed_words,
    Occasion.PROPOSAL_LEFT: proposal_left_words,
    Occasion.MEETINGS_MISSING: meetings_missing_words,
    Occasion.MEETING_ON_CLOSED_DAY: closed_day_words,
    Occasion.DAY_PUT_BEFORE: day_put_before_words,
    Occasion.MEETING_CHANGED: deadlines_words,
    Occasion.MEETING_CHANGED_BY_HAND: changed_by_hand_words,
}


def _is_told(message: Message, meeting: Meeting, attendee: Attendee) -> bool:
    """Whether another message has put this very revision into words: an invitation that was held up, say."""
    if message.occasion is not Occasion.INVITATION_UPDATE or is_put_back(message):
        return False
    return _has_heard(message, meeting, attendee)


def _has_heard(message: Message, meeting: Meeting, attendee: Attendee) -> bool:
    return attendee.told_sequence == meeting.sequence != message.facts.get(WORDED)


def _facts(unit: Unit, meeting: Meeting, message: Message, now: datetime) -> dict[str, object]:
    was = was_at(message)
    guest = guest_of(unit.session, message.facts["attendee_id"])
    attended = guest or meeting
    body = questions.body_named(unit.session, meeting.body_id)
    return {
        "body": body.name,
        "starts_at": attended.starts_at,
        "ends_at": attended.ends_at,
        "place": meeting.place or body.place,
        "online": meeting.online or body.online,
        "link": _link(unit, "meetings", meeting.id)
        if guest is None and is_case_body(unit, meeting)
        else None,
        "has_own_page": False,
        "reason": reason_in(unit, meeting, message.language) or None,
        "was_starts_at": was if was != attended.starts_at else None,
        "topics_due_at": None if is_case_body(unit, meeting) else meeting.still_due_at(CUT_OFF, now),
        "is_extraordinary": meeting.is_extraordinary,
        "is_for_one_item": guest is not None,
    }


def _listed(unit: Unit, meeting: Meeting, attendee: Attendee) -> list[Attendee]:
    """Members of the forum are not shown each other, only the room; colleagues of the case body are.

    A guest is shown to nobody, and nobody to a guest.
    """
    invited = [a for a in questions.attendees(unit.session, meeting.id) if a.is_invited]
    if is_case_body(unit, meeting) and attendee.kind is not AttendeeKind.GUEST:
        return [a for a in invited if a.kind is not AttendeeKind.GUEST]
    return [a for a in invited if a.id == attendee.id or a.kind is AttendeeKind.ROOM]


def _places(listed: Sequence[Attendee]) -> tuple[tuple[Address, ...], tuple[Address, ...]]:
    """People, each once whatever places they have, and rooms: a calendar books a room as a resource."""
    people = {a.email.lower(): _address(a) for a in reversed(listed) if a.kind is not AttendeeKind.ROOM}
    return tuple(reversed(people.values())), tuple(_address(a) for a in listed if a.kind is AttendeeKind.ROOM)


def _address(attendee: Attendee) -> Address:
    return Address(attendee.name, attendee.email)


def _body_name(unit: Unit, meeting: Meeting) -> str:
    return questions.body_named(unit.session, meeting.body_id).name


def _link(unit: Unit, *parts: str) -> str:
    return "/".join((unit.settings.web.base_url.rstrip("/"), *parts))
