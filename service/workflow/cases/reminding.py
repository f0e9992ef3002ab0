"""When a request is next to be reminded of, and the clock's step that reminds one agency of all it has open."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import takewhile

from agenda.cases.case import Case
from agenda.cases.lookup import Lookup, LookupState
from agenda.meetings.party import ContactRole, Party, Recipient, as_recipient, chased, deputised, reminded
from notifications.occasion import Occasion
from notifications.reason import Reason
from notifications.reminders import (
    Deadline,
    Step,
    StepKind,
    due_steps,
    next_step,
    within_hours,
)
from service.database.bounces import returned_addresses
from service.database.cases import questions
from service.database.cases.due import lookups_due
from service.database.due import blaming, read_each, read_together
from service.database.meetings.questions import meeting_named, party_named
from service.workflow.hours import reminder_rules
from service.workflow.office import office_recipient
from service.workflow.outages import Missed, miss_reminder
from service.workflow.unit import Telling, Unit

PROMPT = timedelta(hours=1)


@dataclass
class Digest:
    """What one recipient is reminded of at one moment."""

    recipient: Recipient
    moment: datetime
    occasion: Occasion = Occasion.REMINDER
    lookup_ids: list[str] = field(default_factory=list)


@dataclass
class Digests:
    """The digests of one agency on one day, one for each address; none goes where the newest mail came back."""

    party: Party
    on: date
    office: list[Recipient]
    returned: frozenset[str]
    by_address: dict[str, Digest] = field(default_factory=dict)

    def add(self, lookup: Lookup, steps: list[Step]) -> bool:
        """The newest step goes out; an escalation that an outage swallowed is not lost but goes with it.

        Say whether there is anybody to tell.
        """
        escalates = any(step.kind is StepKind.ESCALATION for step in steps)
        to = self._recipients(lookup, steps[-1].kind)
        if escalates:
            to = [*to, *deputised(self.party, self.on), *self.office]
        reached = [recipient for recipient in to if recipient.email.lower() not in self.returned]
        for recipient in reached:
            digest = self.by_address.setdefault(recipient.email.lower(), Digest(recipient, steps[-1].at))
            digest.occasion = Occasion.ESCALATION if escalates else digest.occasion
            digest.moment = max(digest.moment, steps[-1].at)
            if lookup.id not in digest.lookup_ids:
                digest.lookup_ids.append(lookup.id)
        return bool(reached)

    def _recipients(self, lookup: Lookup, kind: StepKind) -> list[Recipient]:
        deputy = self.party.holder(ContactRole.DEPUTY, self.on)
        if lookup.asks_deputy and deputy is not None:
            return [as_recipient(deputy)]
        to = {StepKind.REMINDER: reminded, StepKind.CHASE: chased, StepKind.ESCALATION: deputised}
        return to[kind](self.party, self.on)


def set_next_reminder(unit: Unit, case: Case, lookup: Lookup) -> None:
    """Only an open request on a meeting is chased: nobody is who has answered."""
    lookup.next_reminder_at = None
    if lookup.state is LookupState.OPEN and case.meeting_id is not None:
        after = max(lookup.handled_until or lookup.requested_at, lookup.requested_at)
        step = next_step(
            _deadline(unit, case, lookup),
            reminder_rules(unit.settings),
            unit.working_days(unit.settings.cases.body),
            after,
        )
        lookup.next_reminder_at = step.at if step else None


def remind_one_agency(unit: Unit, lookup_id: str, now: datetime) -> None:
    """The clock's step: one digest per agency and moment. Outside office hours it waits for the next opening."""
    party = party_named(unit.session, questions.lookup_named(unit.session, lookup_id).party_id)
    due = read_each(unit.session, Lookup, lookups_due(unit.session, party.id, now))
    opening = within_hours(now, reminder_rules(unit.settings), unit.working_days(unit.settings.cases.body))
    if opening > now:
        for lookup in due:
            with blaming(lookup.id):
                _put_off(unit, lookup, opening, now)
    else:
        _remind(unit, party, due, now)


def miss_what_is_past(unit: Unit, case: Case, now: datetime) -> None:
    """The case moves on: what an outage swallowed of its reminders is listed, since none of it can be told any more."""
    for lookup in case.standing:
        miss_what_is_past_of(unit, case, lookup, now)


def miss_what_is_past_of(unit: Unit, case: Case, lookup: Lookup, now: datetime) -> None:
    if lookup.next_reminder_at is not None and lookup.next_reminder_at < now:
        _miss(unit, case, lookup, _due(unit, case, lookup, now), now)


def _remind(unit: Unit, party: Party, due: Collection[Lookup], now: datetime) -> None:
    digests, cases = _digests(unit, party, now), _cases_of(unit, due)
    for lookup in due:
        with blaming(lookup.id):
            _add(unit, digests, cases(lookup.case_id), lookup, now)
    for digest in digests.by_address.values():
        unit.tell(_telling(unit, party, digest), now)


def _put_off(unit: Unit, lookup: Lookup, opening: datetime, now: datetime) -> None:
    """What an outage swallowed before the newest step is told of now; from an escalation on all wait together."""
    case = questions.worked_case(unit.session, lookup.case_id)
    earlier = _due(unit, case, lookup, now)[:-1]
    past = list(takewhile(lambda step: step.kind is not StepKind.ESCALATION, earlier))
    if past:
        _miss(unit, case, lookup, past, now)
        lookup.handled_until = past[-1].at
    lookup.next_reminder_at = opening


def _cases_of(unit: Unit, lookups: Collection[Lookup]) -> Callable[[str], Case]:
    """By id, read together; where one can't be read each is when it is asked for, so that it is known which."""
    ids = {lookup.case_id for lookup in lookups}
    found = read_together(lambda: questions.worked_cases(unit.session, ids))
    if found is not None:
        return found.__getitem__
    return lambda case_id: unit.session.get_one(Case, case_id, populate_existing=True)


def _add(unit: Unit, digests: Digests, case: Case, lookup: Lookup, now: datetime) -> None:
    steps = _due(unit, case, lookup, now)
    if _deadline(unit, case, lookup).held_at <= now:  # there is nothing to answer to any more
        _miss(unit, case, lookup, steps, now)
    elif steps and digests.add(lookup, steps):
        _note(unit, case, lookup, steps, now)
    elif steps:
        unit.record("hold_reminder", case.reference, now, party=lookup.party_id, kind=str(steps[-1].kind))
    lookup.handled_until = now
    set_next_reminder(unit, case, lookup)


def _digests(unit: Unit, party: Party, now: datetime) -> Digests:
    addresses = frozenset({party.mailbox.lower(), *(contact.email.lower() for contact in party.contacts)})
    on = unit.calendar.local(now).date()
    office = office_recipient(unit, unit.settings.cases.body)
    return Digests(party, on, office, returned_addresses(unit.session, addresses))


def _due(unit: Unit, case: Case, lookup: Lookup, now: datetime) -> list[Step]:
    since = max(lookup.handled_until or lookup.requested_at, lookup.requested_at)
    return due_steps(
        _deadline(unit, case, lookup),
        reminder_rules(unit.settings),
        unit.working_days(unit.settings.cases.body),
        since,
        now,
    )


def _note(unit: Unit, case: Case, lookup: Lookup, steps: list[Step], now: datetime) -> None:
    """Keep what went out, and list what an outage swallowed as missed; an escalation went with the newest."""
    *earlier, newest = steps
    _miss(unit, case, lookup, [step for step in earlier if step.kind is not StepKind.ESCALATION], now)
    if any(step.kind is StepKind.ESCALATION for step in steps):
        lookup.escalated_at = now
    if newest.kind is not StepKind.ESCALATION:
        lookup.reminded_at = newest.at if now - newest.at < PROMPT else now
    unit.record("remind", case.reference, now, party=lookup.party_id, kind=str(newest.kind))


def _miss(unit: Unit, case: Case, lookup: Lookup, steps: list[Step], now: datetime) -> None:
    body = unit.settings.cases.body
    for step in steps:
        missed = Missed(str(step.kind), body, case.reference, step.at, lookup.party_id)
        miss_reminder(unit, missed, now)


def _telling(unit: Unit, party: Party, digest: Digest) -> Telling:
    facts: dict[str, object] = {"party_id": party.id, "lookup_ids": digest.lookup_ids}
    why = {
        Occasion.REMINDER: Reason.NO_ANSWER_YET,
        Occasion.ESCALATION: Reason.DEADLINE_PASSED,
    }[digest.occasion]
    revision = f"{digest.moment.isoformat()}:{','.join(sorted(digest.lookup_ids))}"
    return Telling(
        digest.occasion, digest.recipient, unit.settings.cases.body, party.id, why, facts, revision
    )


def _deadline(unit: Unit, case: Case, lookup: Lookup) -> Deadline:
    assert case.meeting_id is not None
    meeting = meeting_named(unit.session, case.meeting_id)
    return Deadline(
        lookup.requested_at,
        lookup.due_at,
        meeting.starts_at,
        lookup.reminded_at,
        lookup.escalated_at is not None,
    )
