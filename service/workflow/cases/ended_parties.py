"""A party has ended: what it had yet to answer lapses, and the secretariat is told what lay with it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from agenda.cases.case import Case
from agenda.cases.conversation import Conversation
from agenda.cases.course import Course
from agenda.cases.lookup import Lookup, LookupState
from agenda.meetings.party import Party
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.cases.due import conversations_left, courses_left, requests_lapsing
from service.database.cases.efforts import conversation_by_id, course_by_id
from service.database.cases.questions import lookup_named, worked_case
from service.database.due import blaming, read_each
from service.database.meetings.questions import party_named
from service.workflow.cases.following import set_own_release
from service.workflow.cases.on_agenda import known_parties
from service.workflow.cases.reminding import miss_what_is_past_of
from service.workflow.office import Notice, tell_office_after_pause
from service.workflow.unit import Unit

LEFT = ("requests", "actions", "conversations", "courses")


def lapse_of_ended(unit: Unit, lookup_id: str, now: datetime) -> None:
    """The clock's step: all that one party had yet to answer, and one notice of it."""
    party = party_named(unit.session, lookup_named(unit.session, lookup_id).party_id)
    zone = unit.settings.calendar.time_zone
    due = read_each(unit.session, Lookup, requests_lapsing(unit.session, party.id, zone, now))
    references = []
    for lookup in due:
        with blaming(lookup.id):
            case = worked_case(unit.session, lookup.case_id)
            _lapse(unit, case, lookup, now)
            references.append(case.reference)
    tell_unanswered(unit, party, references, now)


def put_conversations_before_office(unit: Unit, conversation_id: str, now: datetime) -> None:
    """The clock's step: all that one party was to hold with citizens, for somebody else to hold."""
    party = party_named(unit.session, conversation_by_id(unit.session, conversation_id).party_id)
    due = conversations_left(unit.session, party.id, unit.settings.calendar.time_zone, now)
    _put_before_office(unit, party, "conversations", read_each(unit.session, Conversation, due), now=now)


def put_courses_before_office(unit: Unit, course_id: str, now: datetime) -> None:
    """The clock's step: all that one party was responsible for, for somebody else to take over."""
    party = party_named(unit.session, course_by_id(unit.session, course_id).responsible)
    due = courses_left(unit.session, party.id, unit.settings.calendar.time_zone, now)
    _put_before_office(unit, party, "courses", read_each(unit.session, Course, due), now=now)


def still_there(unit: Unit, case: Case, wanted: Mapping[str, str], now: datetime) -> dict[str, str]:
    """Of the parties confirmed to be asked those that have not ended since; the secretariat is told of the others."""
    there = known_parties(unit, now)
    for party_id in wanted:
        if party_id not in there:
            unit.record("not_ask", case.reference, now, Reason.PARTY_ENDED, party=party_id)
            tell_unanswered(unit, party_named(unit.session, party_id), [case.reference], now)
    return {party_id: about for party_id, about in wanted.items() if party_id in there}


def tell_unanswered(unit: Unit, party: Party, references: Collection[str], now: datetime) -> None:
    tell_of_ended(unit, party, {"requests": dict.fromkeys(references, party.id)}, now)


def tell_of_ended(unit: Unit, party: Party, left: dict[str, dict[str, str]], now: datetime) -> None:
    """One mail for all that is found within the pause, by what it is (`LEFT`)."""
    notice = Notice(Occasion.PARTY_ENDED, unit.settings.cases.body, party.id, Reason.PARTY_ENDED)
    facts: dict[str, object] = {**{what: {} for what in LEFT}, **left}
    tell_office_after_pause(unit, notice, now, party_id=party.id, **facts)


def _put_before_office(
    unit: Unit, party: Party, what: str, due: Sequence[Conversation] | Sequence[Course], *, now: datetime
) -> None:
    for one in due:
        with blaming(one.id):
            reference = worked_case(unit.session, one.case_id).reference
            one.left_on = unit.calendar.local(now).date()
            unit.record("leave_effort", reference, now, Reason.PARTY_ENDED, party=party.id, what=what)
    tell_of_ended(unit, party, {what: {one.id: party.id for one in due}}, now)


def _lapse(unit: Unit, case: Case, lookup: Lookup, now: datetime) -> None:
    miss_what_is_past_of(unit, case, lookup, now)
    lookup.become(LookupState.LAPSED)
    lookup.next_reminder_at = None
    unit.record("lapse_request", case.reference, now, Reason.PARTY_ENDED, party=lookup.party_id)
    if case.meeting_id is not None:
        set_own_release(unit, case, now)
