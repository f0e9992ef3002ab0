"""Actions agreed about a case at a meeting: kept, settled, and their owner reminded until then."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from agenda.access import Action, Role
from agenda.cases.action import (
    ActionGiven,
    ActionState,
    AgreedAction,
    ReminderDays,
    check_action,
    last_due_day,
    next_reminder_on,
)
from agenda.cases.authorities import Authorities
from agenda.cases.case import Case, CaseIsClosed
from agenda.cases.open_day import open_day
from agenda.cases.outcome import check_at_meeting
from agenda.meetings.meeting import Meeting
from agenda.meetings.party import Party, Recipient, reminded
from notifications.occasion import Occasion
from notifications.reason import Reason
from notifications.reminders import within_hours
from scheduler.swallowed import swallowed
from service.database.bounces import returned_addresses
from service.database.cases import acting
from service.database.cases.at_meetings import outcome_at
from service.database.cases.due import actions_due, actions_left
from service.database.cases.questions import Reading, case_named, worked_case
from service.database.due import blaming, read_each
from service.database.meetings.questions import meeting_named, party_named
from service.workflow.cases.case_minutes import redraft
from service.workflow.cases.contents import seal_action
from service.workflow.cases.ended_parties import tell_of_ended
from service.workflow.cases.on_agenda import authorities_in, is_on_agenda
from service.workflow.cases.sight import barred_from, is_kept_out
from service.workflow.hours import reminder_rules
from service.workflow.meetings.minutes import open_minutes
from service.workflow.outages import Missed, miss_reminder
from service.workflow.unit import Telling, Unit


@dataclass(frozen=True)
class Agreement:
    meeting_id: str
    action: ActionGiven


@dataclass(frozen=True)
class ActionEnd:
    """What became of an action; `reason` is needed unless it was done."""

    state: ActionState
    reason: str
    revision: int


@dataclass(frozen=True)
class OwnerGiven:
    """Who is to see to an action instead, by the action's revision that was read."""

    owner: str
    revision: int


def agree_action(unit: Unit, reference: str, agreement: Agreement, now: datetime) -> AgreedAction:
    """Keep an action of a case on the meeting's agenda, due on an open day; it outlives the case's end."""
    unit.allow(Action.DECIDE_CASE)
    case = case_named(Reading(unit.session, str(unit.actor), "agree an action", now), reference)
    meeting = meeting_named(unit.session, agreement.meeting_id)
    was_decided = outcome_at(unit.session, case.id, meeting.id) is not None
    if not case.is_open and not was_decided:
        raise CaseIsClosed("the case is closed; a new concern opens a new one", "case")
    is_on = was_decided or is_on_agenda(unit, case, meeting)
    check_at_meeting(meeting.starts_at, now, is_on_agenda=is_on)
    check_action(agreement.action, authorities_in(unit, case, now, meeting), _day(unit, now))
    open_minutes(unit, meeting)
    agreed = _keep(unit, case, meeting, agreement.action, now)
    redraft(unit, case, meeting, now)
    return agreed


def settle_action(unit: Unit, action_id: str, end: ActionEnd, now: datetime) -> AgreedAction:
    """Its owner, or the secretariat, says what became of it."""
    unit.allow(Action.SETTLE_ACTION)
    action = own_action(unit, action_id)
    action.expect(end.revision)
    action.become(end.state, end.reason)
    if end.reason.strip():
        action.sealed_reason = seal_action(unit, action, "reason", end.reason)
    action.settled_at, action.settled_by, action.remind_at = now, str(unit.actor), None
    reference = worked_case(unit.session, action.case_id).reference
    unit.record("settle_action", reference, now, owner=action.owner, state=str(end.state))
    unit.session.flush()
    return action


def hand_over_action(unit: Unit, action_id: str, given: OwnerGiven, now: datetime) -> AgreedAction:
    """Another party sees to it: its owner is kept out of the case, or can't do it."""
    unit.allow(Action.DECIDE_CASE)
    action = own_action(unit, action_id)
    action.expect(given.revision)
    reading = Reading(unit.session, str(unit.actor), "hand over an agreed action", now)
    case = acting.case_of_action(reading, action)
    others_than(action, authorities_in(unit, case, now)).check(given.owner, "owner")
    before = action.owner
    action.hand_over(given.owner, now)
    unit.record("hand_over_action", case.reference, now, before=before, owner=action.owner)
    unit.session.flush()
    return action


def others_than(action: AgreedAction, authorities: Authorities) -> Authorities:
    """Who can see to an action instead of its owner."""
    return replace(authorities, known=authorities.known - {action.owner})


def without_owner(unit: Unit) -> Iterator[tuple[str, datetime]]:
    """The references of the cases with an action that its owner can't see, and when it was agreed."""
    for action, case in acting.open_actions_where_kept_out(unit.session):
        if action.owner in barred_from(unit, case):
            yield case.reference, action.agreed_at


def own_action(unit: Unit, action_id: str) -> AgreedAction:
    """What another agency owns looks absent, and to one that is kept out of the case its own too."""
    action = acting.action_named(unit.session, action_id)
    is_others = unit.actor.role is Role.AGENCY and unit.actor.party_id != action.owner
    if is_others or is_kept_out(unit, worked_case(unit.session, action.case_id)):
        raise acting.NoSuchAction("there is no such action for you", "action")
    return action


def find_due_days(unit: Unit, now: datetime) -> None:
    """The calendar changed: each action that is still to be done finds its open day anew."""
    for action in acting.open_actions(unit.session):
        last_on = last_due_day(_day(unit, action.agreed_at))
        due_on = open_day(action.wanted_on, last_on, unit.working_days(unit.settings.cases.body)).on
        if due_on != action.due_on:
            action.due_on = due_on
            reference = worked_case(unit.session, action.case_id).reference
            unit.record("move_action", reference, now, owner=action.owner, due_on=due_on.isoformat())
        _set_next_reminder(unit, action)


def remind_one_owner(unit: Unit, action_id: str, now: datetime) -> None:
    """The clock's step: one digest per agency of its actions that wait. Outside office hours it waits."""
    owner = acting.action_named(unit.session, action_id).owner
    due = read_each(unit.session, AgreedAction, actions_due(unit.session, owner, now))
    for action in due:
        with blaming(action.id):
            _miss_earlier(unit, action, now)
    opening = within_hours(now, reminder_rules(unit.settings), unit.working_days(unit.settings.cases.body))
    if opening > now:
        for action in due:
            action.remind_at = opening
        return
    _tell(unit, due, now)


def put_before_office(unit: Unit, action_id: str, now: datetime) -> None:
    """The clock's step: all that was left to do by a party that has ended; from now on the office is reminded of it."""
    owner = acting.action_named(unit.session, action_id).owner
    zone = unit.settings.calendar.time_zone
    _tell(unit, read_each(unit.session, AgreedAction, actions_left(unit.session, owner, zone, now)), now)


def _tell(unit: Unit, due: Sequence[AgreedAction], now: datetime) -> None:
    owner = party_named(unit.session, due[0].owner)
    if owner.has_ended(_day(unit, now)):
        tell_of_ended(unit, owner, {"actions": {action.id: owner.id for action in due}}, now)
    else:
        _tell_owner(unit, owner, due, now)
    for action in due:
        with blaming(action.id):
            action.reminded_on = _day(unit, now)
            _set_next_reminder(unit, action)
            case = worked_case(unit.session, action.case_id)
            if owner.id not in barred_from(unit, case):
                unit.record("remind_owner", case.reference, now, owner=owner.id)


def _keep(unit: Unit, case: Case, meeting: Meeting, given: ActionGiven, now: datetime) -> AgreedAction:
    due_on = open_day(
        given.due_on, last_due_day(_day(unit, now)), unit.working_days(unit.settings.cases.body)
    ).on
    action = AgreedAction(
        unit.new_id(), case.id, meeting.id, given.owner, given.due_on, due_on, now, sealed_what=b""
    )
    action.sealed_what = seal_action(unit, action, "what", given.what)
    _set_next_reminder(unit, action)
    unit.session.add(action)
    facts = {"due_on": due_on.isoformat(), "wanted_on": given.due_on.isoformat()}
    unit.record("agree_action", case.reference, now, meeting=meeting.id, owner=given.owner, **facts)
    unit.session.flush()
    return action


def _set_next_reminder(unit: Unit, action: AgreedAction) -> None:
    action.remind_at = _reminder_after(unit, action, action.reminded_on or _day(unit, action.agreed_at))


def _reminder_after(unit: Unit, action: AgreedAction, after: date) -> datetime:
    rules = unit.settings.actions
    days = ReminderDays(rules.remind_working_days_before, rules.remind_each_working_days_after)
    on = next_reminder_on(action.due_on, after, days, unit.working_days(unit.settings.cases.body))
    return unit.calendar.moment(on, unit.settings.reminders.at)


def _miss_earlier(unit: Unit, action: AgreedAction, now: datetime) -> None:
    """The newest goes out; what an outage swallowed before it is listed."""
    assert action.remind_at is not None
    past = swallowed(action.remind_at, lambda at: _reminder_after(unit, action, _day(unit, at)), now)
    reference = worked_case(unit.session, action.case_id).reference if past else ""
    for at in past:
        missed = Missed(str(Occasion.ACTION_REMINDER), unit.settings.cases.body, reference, at, action.owner)
        miss_reminder(unit, missed, now)


def _tell_owner(unit: Unit, owner: Party, due: Sequence[AgreedAction], now: datetime) -> None:
    facts: dict[str, object] = {"party_id": owner.id, "action_ids": [action.id for action in due]}
    revision = f"{_day(unit, now)}:{','.join(sorted(action.id for action in due))}"
    body = unit.settings.cases.body
    for to in _reached(unit, reminded(owner, _day(unit, now))):
        telling = Telling(
            Occasion.ACTION_REMINDER, to, body, owner.id, Reason.ACTION_NOT_SETTLED, facts, revision
        )
        unit.tell(telling, now)


def _reached(unit: Unit, recipients: list[Recipient]) -> list[Recipient]:
    """Less those where the newest mail came back."""
    returned = returned_addresses(unit.session, frozenset(one.email.lower() for one in recipients))
    return [one for one in recipients if one.email.lower() not in returned]


def _day(unit: Unit, moment: datetime) -> date:
    return unit.calendar.local(moment).date()
