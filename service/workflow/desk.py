"""What waits for a person at the secretariat: of the cases, and of the meetings of its own bodies."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

import structlog
from sqlalchemy.exc import DBAPIError

from agenda.access import Action, Room
from agenda.cases.agenda import item_of
from agenda.cases.case import DISCUSSED_OR_LATER, Case, CaseState
from agenda.cases.concern import Notification
from agenda.cases.effort import effort_steps
from agenda.cases.representative import Representative
from agenda.meetings.meeting import Meeting, MeetingState
from service.database.cases.consents import representatives_by_case
from service.database.cases.efforts import Efforts, efforts_of
from service.database.cases.questions import Illegible, Reading, open_cases_legible, read_case_keys
from service.database.cases.waits import parts_of_cases
from service.database.meetings.agendas import meetings_still_open_part
from service.logs import told
from service.workflow.cases.agreeing import without_owner
from service.workflow.cases.consents import consents_waited_for, may_wait_for_consents
from service.workflow.cases.dispatching import waiting_letters
from service.workflow.cases.readiness import MeetingReadiness, readiness_with
from service.workflow.meetings.waiting import (
    Waiting,
    ahead_legibly,
    legibly,
    of_office,
    oldest_first,
    parts_of_office,
    told_together,
)
from service.workflow.unit import Unit

log = structlog.get_logger()


@dataclass(frozen=True)
class Desk:
    """What waits, oldest first, the meetings ahead, and how ready the next one is that has cases; all read at once."""

    waiting: Sequence[Waiting]
    ahead: Sequence[Meeting]
    ready: MeetingReadiness | None


def waiting_for_a_person(unit: Unit, now: datetime) -> list[Waiting]:
    """Oldest first."""
    return _read(unit, now)[0]


def desk_of(unit: Unit, now: datetime) -> Desk:
    waiting, ahead, cases = _read(unit, now)
    body = unit.settings.cases.body
    own = (one for one in ahead if one.body_id == body and not one.is_written)
    coming = next((one for one in own if one.state is MeetingState.CONFIRMED), None)
    if coming is None or Room.CASES not in unit.settings.rooms:
        return Desk(waiting, ahead, None)
    on_it = [case for case in cases if case.meeting_id == coming.id]
    return Desk(waiting, ahead, _readiness(unit, coming, on_it, now))


def _readiness(unit: Unit, meeting: Meeting, cases: list[Case], now: datetime) -> MeetingReadiness | None:
    try:
        return readiness_with(unit, meeting, cases, now)
    except ValueError as fault:  # something that can't be read; the rest of the desk says what
        log.error("readiness_unreadable", **told(fault))  # noqa: TRY400 - its words may repeat what was read
        return None


def _read(unit: Unit, now: datetime) -> tuple[list[Waiting], list[Meeting], list[Case]]:
    unit.allow(Action.SEE_DESK)
    unit.allow(Action.READ_MESSAGES)
    ahead, hidden = ahead_legibly(unit, now)
    parts = parts_of_office(unit, now)
    if Room.CASES not in unit.settings.rooms:
        found = told_together(unit, parts, now)
        return oldest_first([*hidden, *of_office(unit, ahead, found, now)]), ahead, []
    reading = Reading(unit.session, str(unit.actor), "what waits for a person", now)
    cases, illegible = open_cases_legible(reading)
    today = unit.calendar.local(now).date()
    still_open = meetings_still_open_part(unit.settings.cases.body, now)
    found = told_together(unit, [*parts, *parts_of_cases(today), still_open], now)
    of_cases, others = _told_apart(found, cases, illegible)
    waiting = [
        *hidden,
        *of_office(unit, ahead, others, now),
        *of_cases,
        *_more_of_cases(unit, cases, found, now),
        *(Waiting("unreadable_case", one.reference, one.opened_at) for one in illegible),
    ]
    return oldest_first(waiting), ahead, cases


def _told_apart(
    found: Sequence[Waiting], cases: Sequence[Case], illegible: Sequence[Illegible]
) -> tuple[list[Waiting], list[Waiting]]:
    """What was asked of cases, as far as it does wait, and all else.

    A follow-up of which nothing was said at its meeting waits only where no outcome is owed there; a meeting without
    cases until it is cancelled, its agenda is released all the same, or a case comes.
    """
    of_cases = [one for one in found if one.what in OF_CASES]
    owed = {(one.about, one.since) for one in of_cases if one.what == "outcome"}
    legible = {case.reference for case in cases}
    used = {case.meeting_id for case in cases if item_of(case)} | {one.meeting_id for one in illegible}

    def waits(one: Waiting) -> bool:
        match one.what:
            case "follow_up":
                return (one.about, one.since) not in owed
            case "orientation" | "propose_outcome" | "correct_person":
                return one.about in legible
            case "meeting_without_cases":
                return one.about not in used
            case _:
                return one.what not in TOLD_BY_MORE

    return [one for one in of_cases if waits(one)], [one for one in found if one.what not in OF_CASES]


def _more_of_cases(
    unit: Unit, cases: Sequence[Case], found: Sequence[Waiting], now: datetime
) -> list[Waiting]:
    """What the cases tell themselves, and what takes more than a question."""
    known = _known_together(unit, cases)
    of_cases = (part for case in cases for part in (_of_case(case), _of_effort(unit, case, known, now)))
    more = [TOLD_BY_MORE[one.what](unit) for one in found if one.what in TOLD_BY_MORE]
    return legibly(now, *of_cases, *more)


def _of_case(case: Case) -> Iterator[Waiting]:
    waits_for_meeting = case.is_cleared_early and case.meeting_id is None
    if case.state is CaseState.RECEIVED and not waits_for_meeting:
        yield Waiting("confirm_parties", case.reference, case.opened_at)
    if case.state is CaseState.AWAITING_CLEARANCE:
        yield Waiting("police_clearance", case.reference, case.opened_at)
    if case.meeting_id is None and case.state not in DISCUSSED_OR_LATER:
        yield Waiting("no_meeting", case.reference, case.opened_at)
    if case.further:
        yield Waiting("further_concern", case.reference, min(c.received_at for c in case.further))
    pending = [c for c in case.concerns if c.notification is Notification.PENDING]
    if pending:
        yield Waiting("child_notification", case.reference, min(c.received_at for c in pending))


@dataclass(frozen=True)
class _Known:
    """What goes on for some cases, and who speaks for the citizens whose consents are to be looked at."""

    efforts: Efforts
    speaking: Mapping[str, Sequence[Representative]]


def _known(unit: Unit, cases: Sequence[Case]) -> _Known:
    efforts = efforts_of(unit.session, [case.id for case in cases])
    looked_at = [case.id for case in cases if may_wait_for_consents(case, efforts.courses.get(case.id, ()))]
    read_case_keys(unit.session, looked_at)
    return _Known(efforts, representatives_by_case(unit.session, looked_at))


def _known_together(unit: Unit, cases: Sequence[Case]) -> _Known | None:
    """Of all cases; None where something of them can't be read: then case by case."""
    try:
        return _known(unit, cases)
    except DBAPIError:
        raise
    except Exception as fault:  # noqa: BLE001 - whichever row of whichever case it is, the others are to be read
        log.error("efforts_unreadable", **told(fault))  # noqa: TRY400 - its words may repeat what was read
        return None


def _of_effort(unit: Unit, case: Case, together: _Known | None, now: datetime) -> Iterator[Waiting]:
    known = together or _known(unit, [case])
    courses, speaking = known.efforts.courses.get(case.id, ()), known.speaking.get(case.id, ())
    steps = effort_steps(case, known.efforts.conversations.get(case.id, ()), courses, now)
    for what, since in (*steps, *consents_waited_for(unit, case, courses, speaking, now)):
        yield Waiting(what, case.reference, since)


def _of_actions(unit: Unit) -> Iterator[Waiting]:
    """Those whose owner is kept out of the case: somebody else is to see to them."""
    for reference, agreed_at in without_owner(unit):
        yield Waiting("hand_over_action", reference, agreed_at)


def _letters(unit: Unit) -> Iterator[Waiting]:
    """Until somebody has said how they were sent, or that they were not."""
    for reference, made_at in waiting_letters(unit):
        yield Waiting("letter_not_sent", reference, made_at)


TOLD_BY_MORE: Mapping[str, Callable[[Unit], Iterator[Waiting]]] = MappingProxyType(
    {"actions": _of_actions, "letters": _letters}
)
OF_CASES = frozenset(
    {
        *TOLD_BY_MORE,
        "reassess_orientation",
        "orientation",
        "propose_outcome",
        "outcome",
        "follow_up",
        "answer_redacted",
        "correct_person",
        "meeting_without_cases",
    }
)
