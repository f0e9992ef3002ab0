"""A meeting's milestones: derived from its date, explained, and derived again when the date or the calendar changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from agenda.meetings.meeting import AGENDA_DUE, ANSWERS_DUE, TOPICS_CALLED, Meeting, Milestone
from scheduler.milestones import Milestone as Derived
from scheduler.milestones import milestones
from scheduler.working_days import ClosedDay, ClosedKind, Counted
from service.workflow.unit import Unit

TOLD_OF_A_DAY = frozenset({TOPICS_CALLED, AGENDA_DUE})  # once done, those invited have been told
DONE = "done"  # in a derivation: when it was done before it was set anew, and for which day of the meeting


@dataclass(frozen=True)
class Shift:
    """A deadline that moved."""

    name: str
    before: datetime
    after: datetime


def derive(unit: Unit, meeting: Meeting, now: datetime) -> list[Shift]:
    """Set or move every milestone that still means something, and the day of inviting; say what moved.

    What is set in the past is missed: the clock leaves it to a person.
    """
    shifts = [
        shift for derived in _derived(unit, meeting) if (shift := _set(meeting, derived, now)) is not None
    ]
    if meeting.invited_at is None and not meeting.is_written:
        meeting.invite_at = _invite_at(unit, meeting)
    if shifts:
        unit.record(
            "move_deadlines",
            meeting.id,
            now,
            shifts={s.name: [s.before.isoformat(), s.after.isoformat()] for s in shifts},
        )
    return shifts


def keep_again(unit: Unit, meeting: Meeting, name: str, done_for: date, now: datetime) -> None:
    """What the clock has done for another day is to be done at this one too, where that still lies ahead."""
    known = meeting.milestone(name)
    derived = next((one for one in _derived(unit, meeting) if one.name == name), None)
    if known is None or known.done_at is None or derived is None or derived.due_at <= now:
        return
    if known.done_at == _still_done(known.derivation, derived, now):
        return
    shift = {name: [known.due_at.isoformat(), derived.due_at.isoformat()]}
    done = _done(known.done_at, done_for.isoformat())
    known.due_at, known.derivation, known.done_at = derived.due_at, {**_facts(derived.counted), **done}, None
    unit.record("move_deadlines", meeting.id, now, shifts=shift)


def counted_of(facts: Mapping[str, object]) -> Counted:
    """The derivation as it was kept."""
    skipped = facts["skipped"]
    assert isinstance(skipped, list)
    return Counted(
        date.fromisoformat(str(facts["from_on"])),
        int(str(facts["working_days"])),
        date.fromisoformat(str(facts["on"])),
        tuple(ClosedDay(date.fromisoformat(s["on"]), ClosedKind(s["kind"]), s["name"]) for s in skipped),
    )


def _derived(unit: Unit, meeting: Meeting) -> tuple[Derived, ...]:
    """A written procedure takes no new cases and has no minutes."""
    on = unit.calendar.local(meeting.starts_at).date()
    found = milestones(on, unit.settings.lead_times_of(meeting.body_id), unit.working_days(meeting.body_id))
    kept = {ANSWERS_DUE, AGENDA_DUE} if meeting.is_written else {one.name for one in found}
    return tuple(one for one in found if one.name in kept)


def _set(meeting: Meeting, derived: Derived, now: datetime) -> Shift | None:
    facts = _facts(derived.counted)
    known = meeting.milestone(derived.name)
    if known is None:
        made = Milestone(meeting.id, derived.name, derived.due_at, facts)
        made.miss_if_past(now)
        meeting.milestones.append(made)
        return None
    if known.done_at is not None and (known.name == AGENDA_DUE or derived.due_at <= now):
        _set_done(known, derived, now)
        return None
    before, done = known.due_at, _done_before(known)
    known.due_at, known.derivation = derived.due_at, {**facts, **done}
    known.done_at = _still_done(done, derived, now)
    if before == derived.due_at:
        return None
    known.miss_if_past(now)
    return Shift(known.name, before, derived.due_at)


def _set_done(known: Milestone, derived: Derived, now: datetime) -> None:
    """What a person did ahead of its day stays done, and its day is never left after a meeting that moved before it."""
    if now < known.due_at and derived.due_at < known.due_at:
        known.due_at, known.derivation = derived.due_at, _facts(derived.counted)


def _done_before(known: Milestone) -> dict[str, object]:
    if known.done_at is not None:
        return _done(known.done_at, str(known.derivation["from_on"]))
    return {DONE: known.derivation[DONE]} if DONE in known.derivation else {}


def _done(at: datetime, meeting_on: str) -> dict[str, object]:
    return {DONE: {"at": at.isoformat(), "for": meeting_on}}


def _still_done(done: Mapping[str, object], derived: Derived, now: datetime) -> datetime | None:
    """When it was, where the meeting is back on the day people were told of, or on one whose deadline has passed."""
    was = done.get(DONE)
    if not isinstance(was, dict):
        return None
    is_back = derived.name in TOLD_OF_A_DAY and was["for"] == derived.counted.from_on.isoformat()
    return datetime.fromisoformat(was["at"]) if is_back or derived.due_at <= now else None


def _facts(counted: Counted) -> dict[str, object]:
    return {
        "from_on": counted.from_on.isoformat(),
        "working_days": counted.working_days,
        "on": counted.on.isoformat(),
        "skipped": [{"on": d.on.isoformat(), "kind": str(d.kind), "name": d.name} for d in counted.skipped],
    }


def _invite_at(unit: Unit, meeting: Meeting) -> datetime:
    local = unit.calendar.local(meeting.starts_at)
    on = local.date() - timedelta(weeks=unit.settings.invitations.weeks_ahead)
    return unit.calendar.moment(on, local.time())
