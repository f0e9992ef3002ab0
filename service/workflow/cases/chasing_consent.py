"""Parties that are silent about an outcome proposed in writing are reminded before the closing date."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from agenda.cases.written import Proposal
from agenda.meetings.meeting import Meeting
from agenda.meetings.party import reminded
from notifications.occasion import Occasion
from notifications.reason import Reason
from notifications.reminders import Deadline, due_steps, next_step, within_hours
from service.database.bounces import returned_addresses
from service.database.cases.due import proposals_due
from service.database.cases.questions import worked_case
from service.database.cases.written_tables import open_proposals
from service.database.due import blaming, read_each
from service.database.meetings.questions import meeting_named, party_named
from service.workflow.cases.treated_in_writing import silent_still
from service.workflow.hours import reminder_rules
from service.workflow.outages import Missed, miss_reminder
from service.workflow.unit import Telling, Unit


def set_next_reminder(unit: Unit, proposed: Proposal, after: datetime) -> None:
    """As of a request: some working days before the closing and on its day, one working day apart; nothing after it."""
    step = next_step(
        _deadline(unit, proposed),
        reminder_rules(unit.settings),
        unit.working_days(unit.settings.cases.body),
        after,
    )
    proposed.remind_at = step.at if step else None


def follow_closing(unit: Unit, meeting: Meeting, now: datetime) -> None:
    """The closing date or the calendar changed."""
    for proposed in open_proposals(unit.session, meeting.id):
        set_next_reminder(unit, proposed, now)


def remind_the_silent(unit: Unit, _proposal_id: str, now: datetime) -> None:
    """The clock's step: one digest for each party of all it is silent about. Outside office hours it waits."""
    due = read_each(unit.session, Proposal, proposals_due(unit.session, now))
    opening = within_hours(now, reminder_rules(unit.settings), unit.working_days(unit.settings.cases.body))
    for proposed in due:
        with blaming(proposed.id):
            _miss(unit, proposed, _steps_past(unit, proposed, now)[:-1], now)
    if opening > now:
        for proposed in due:
            proposed.remind_at = opening
        return
    by_party: dict[str, list[Proposal]] = {}
    for proposed in due:
        with blaming(proposed.id):
            for party_id in silent_still(unit, proposed):
                by_party.setdefault(party_id, []).append(proposed)
            _note(unit, proposed, now)
    for party_id, waiting in sorted(by_party.items()):
        if not party_named(unit.session, party_id).has_ended(unit.calendar.local(now).date()):
            _remind(unit, party_id, waiting, now)


def miss_at_closing(unit: Unit, meeting: Meeting, now: datetime) -> None:
    """The closing date has come: what an outage swallowed of its reminders is listed, as nobody is asked any more."""
    for proposed in open_proposals(unit.session, meeting.id):
        if proposed.remind_at is not None and proposed.remind_at < now:
            _miss(unit, proposed, _steps_past(unit, proposed, now), now)


def _steps_past(unit: Unit, proposed: Proposal, now: datetime) -> list[datetime]:
    """The moments of reminding that have come since it was last reminded of, or put off."""
    assert proposed.remind_at is not None
    before = proposed.remind_at - timedelta(microseconds=1)
    steps = due_steps(
        _deadline(unit, proposed),
        reminder_rules(unit.settings),
        unit.working_days(unit.settings.cases.body),
        before,
        now,
    )
    return [step.at for step in steps]


def _miss(unit: Unit, proposed: Proposal, moments: Sequence[datetime], now: datetime) -> None:
    reference = worked_case(unit.session, proposed.case_id).reference
    for at in moments:
        for party_id in silent_still(unit, proposed):
            body = unit.settings.cases.body
            miss_reminder(unit, Missed(str(Occasion.CONSENT_REMINDER), body, reference, at, party_id), now)


def _note(unit: Unit, proposed: Proposal, now: datetime) -> None:
    proposed.reminded_at = now
    set_next_reminder(unit, proposed, now)


def _deadline(unit: Unit, proposed: Proposal) -> Deadline:
    closes_at = meeting_named(unit.session, proposed.meeting_id).starts_at
    return Deadline(proposed.proposed_at, closes_at, closes_at, proposed.reminded_at, is_escalated=True)


def _remind(unit: Unit, party_id: str, waiting: Sequence[Proposal], now: datetime) -> None:
    on = unit.calendar.local(now).date()
    to = reminded(party_named(unit.session, party_id), on)
    returned = returned_addresses(unit.session, frozenset(one.email.lower() for one in to))
    facts: dict[str, object] = {"party_id": party_id, "proposals": {one.id: one.version for one in waiting}}
    body, why = unit.settings.cases.body, Reason.NO_ANSWER_YET
    for recipient in to:
        if recipient.email.lower() not in returned:
            telling = Telling(
                Occasion.CONSENT_REMINDER, recipient, body, party_id, why, facts, now.isoformat()
            )
            unit.tell(telling, now)
    for proposed in waiting:
        unit.record(
            "remind_consent", worked_case(unit.session, proposed.case_id).reference, now, party=party_id
        )
