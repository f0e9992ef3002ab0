"""Agencies are asked: one request per party, created and messaged in one transaction; held back, or withdrawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from agenda.access import Action
from agenda.cases.case import AlreadyAsked, Case, CaseNotThere, CaseState, check_parties
from agenda.cases.concern import Concern
from agenda.cases.lookup import Lookup, LookupState
from agenda.cases.outcome import FurtherLookup
from agenda.errors import Conflict
from agenda.meetings.party import Party, asked
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.cases.questions import Reading, case_named, cases_cleared_early, worked_case
from service.database.meetings.questions import party_named, valid_parties
from service.workflow.cases.contents import seal_necessity
from service.workflow.cases.ended_parties import still_there
from service.workflow.cases.following import due_at, set_own_release
from service.workflow.cases.on_agenda import known_parties
from service.workflow.cases.reminding import set_next_reminder
from service.workflow.cases.who_is_told import readers
from service.workflow.unit import Telling, Unit


class PartyUnreachable(Conflict):
    """A party without mailbox, contact or deputy cannot be asked."""


class NoPoliceParty(Conflict):
    """The settings name a party that is none of this day, so nobody can be asked to clear the case."""


@dataclass(frozen=True)
class Confirmation:
    """The act of confirming that asking each of the parties is necessary."""

    parties: tuple[str, ...]
    is_confirmed: bool
    revision: int


@dataclass(frozen=True)
class Round:
    """A round of asking, and the concern it is for."""

    concern_id: str
    number: int


def confirm_parties(unit: Unit, reference: str, confirmation: Confirmation, now: datetime) -> Case:
    """Ask parties of a case that waits for it, or add parties to a round that runs."""
    unit.allow(Action.DECIDE_CASE)
    case = case_named(Reading(unit.session, str(unit.actor), "confirm the parties to ask", now), reference)
    case.expect(confirmation.revision)
    known = known_parties(unit, now)
    check_parties(list(confirmation.parties), known, is_confirmed=confirmation.is_confirmed)
    if case.state not in {CaseState.RECEIVED, CaseState.ASKING}:
        remedy = (
            "tell first whether the police clear it"
            if case.state is CaseState.AWAITING_CLEARANCE
            else "parties are asked before its release; a further concern, or an outcome that wants more, asks again"
        )
        raise CaseNotThere(f"the case is {case.state}: {remedy}", "case", {"state": str(case.state)})
    ask_or_hold(unit, case, _asked_about(case), list(dict.fromkeys(confirmation.parties)), now)
    return case


def ask_or_hold(unit: Unit, case: Case, concern: Concern, parties: list[str], now: datetime) -> None:
    """Ask at once, or hold until the police have cleared the citizen: then nobody has been asked."""
    wanted = dict.fromkeys(parties, concern.id)
    if not case.is_cleared:
        hold(unit, case, wanted, now)
    elif case.is_cleared_early:
        case.parties_wanted = {**case.parties_wanted, **wanted}
        ask_wanted(unit, case, now)
    else:
        ask(unit, case, concern, parties, now)


def hold(
    unit: Unit, case: Case, wanted: Mapping[str, str], now: datetime, why: Reason = Reason.CLEARANCE_FIRST
) -> None:
    """Until the police have cleared the citizen nobody is asked, and who was being asked is asked no longer.

    `wanted` are the parties to be asked then, each with the id of the concern.
    """
    asked = {k.party_id: k.concern_id for k in case.standing if k.is_outstanding}
    withdraw_open(unit, case, why, now)
    case.parties_wanted = {**case.parties_wanted, **asked, **wanted}
    case.release_at = None
    if case.state is not CaseState.AWAITING_CLEARANCE:
        case.become(CaseState.AWAITING_CLEARANCE)
        tell_police(unit, case, why, now)


def hold_back(unit: Unit, case: Case, lookup: Lookup, now: datetime) -> bool:
    """Whether a request that is open again waits for the police to clear the citizen, as all do."""
    is_held = case.state is CaseState.AWAITING_CLEARANCE and lookup.state is LookupState.OPEN
    if is_held:
        hold(unit, case, {}, now)
    return is_held


def ask_wanted(unit: Unit, case: Case, now: datetime) -> None:
    """The police have cleared the citizen: who was confirmed meanwhile is asked, or waits for a meeting or a person."""
    case.parties_wanted = still_there(unit, case, case.parties_wanted, now)
    if case.parties_wanted and case.meeting_id is None:
        if case.state is not CaseState.RECEIVED:
            case.become(CaseState.RECEIVED)
        return
    wanted, case.parties_wanted = case.parties_wanted, {}
    if wanted:
        ask_each(unit, case, wanted, case.round + 1, now)
    else:
        case.become(CaseState.ASKING)
        case.wait_where_nobody_is_asked()


def ask_cleared(unit: Unit, now: datetime) -> None:
    """A meeting was confirmed: whoever waited for nothing else is asked, unless a party can't be reached."""
    unit.session.flush()
    for case in cases_cleared_early(unit.session):
        case.parties_wanted = still_there(unit, case, case.parties_wanted, now)
        if case.parties_wanted and all(
            _is_reachable(unit, party_id, now) for party_id in case.parties_wanted
        ):
            ask_wanted(unit, case, now)


def ask(unit: Unit, case: Case, concern: Concern, party_ids: list[str], now: datetime) -> None:
    """Create the requests of a round, or of the round that runs, each with its message."""
    starts_round = case.state is not CaseState.ASKING or concern.id != _asked_for(case)
    number = case.round + 1 if starts_round or not case.lookups else case.round
    ask_each(unit, case, dict.fromkeys(party_ids, concern.id), number, now)


def ask_each(unit: Unit, case: Case, wanted: Mapping[str, str], number: int, now: datetime) -> None:
    """Requests of the round of that number, each about its own concern."""
    if case.state is not CaseState.ASKING:
        case.become(CaseState.ASKING)
    if number > case.round:
        _supersede(unit, case, set(wanted), now)
    taken = {k.party_id for k in case.lookups if k.round == number}
    for party_id, concern_id in wanted.items():
        if party_id in taken:
            raise AlreadyAsked("the party is asked already; leave it out", "parties")
        lookup = _request(unit, case, Round(concern_id, number), party_named(unit.session, party_id), now)
        tell_agency(unit, lookup, Occasion.LOOKUP_REQUEST, Reason.LOOKUP_CONFIRMED, now)
    set_own_release(unit, case, now)
    if wanted:
        unit.record("ask", case.reference, now, parties=[*wanted], round=number)


def ask_further(unit: Unit, case: Case, lookups: Sequence[FurtherLookup], now: datetime) -> None:
    """Ask some parties more about a case that was discussed, each for its own necessity.

    Where it is being prepared again already, who is asked by now keeps the request.
    """
    if case.state is CaseState.RELEASED:
        raise CaseNotThere(
            "the case is released for another meeting; record there what else is wanted",
            "kind",
            {"state": str(case.state)},
        )
    asked_by_now = {k.party_id for k in case.standing} if case.state is CaseState.ASKING else set()
    new = [one.party_id for one in lookups if one.party_id not in asked_by_now]
    if new:
        ask(unit, case, _asked_about(case), new, now)
    _say_why(unit, case, lookups)


def correct_further(unit: Unit, case: Case, lookups: Sequence[FurtherLookup], now: datetime) -> None:
    """Others were to be asked more: who is asked already keeps the request, and who is not named is asked no longer."""
    named = [one.party_id for one in lookups]
    for lookup in case.standing:
        if lookup.party_id not in named:
            _withdraw(unit, lookup, Reason.OUTCOME_CORRECTED, now)
    asked_already = {lookup.party_id for lookup in case.standing}
    new = [party_id for party_id in named if party_id not in asked_already]
    if new:
        ask(unit, case, _asked_about(case), new, now)
    _say_why(unit, case, lookups)


def withdraw_open(unit: Unit, case: Case, why: Reason, now: datetime) -> None:
    """Ask no longer, and tell each agency that had yet to answer."""
    for lookup in case.standing:
        _withdraw(unit, lookup, why, now)


def tell_agency(unit: Unit, lookup: Lookup, occasion: Occasion, why: Reason, now: datetime) -> None:
    """Everybody there to whom it is news."""
    case = worked_case(unit.session, lookup.case_id)
    facts: dict[str, object] = {"lookup_id": lookup.id}
    revision = f"{lookup.id}:{now.isoformat()}"
    for recipient in readers(unit, lookup, occasion, now):
        body = unit.settings.cases.body
        unit.tell(Telling(occasion, recipient, body, case.reference, why, facts, revision), now)


def _withdraw(unit: Unit, lookup: Lookup, why: Reason, now: datetime) -> None:
    """Nothing is asked any more; who had answered hears nothing."""
    if lookup.is_outstanding:
        lookup.become(LookupState.WITHDRAWN)
        lookup.next_reminder_at = None
        tell_agency(unit, lookup, Occasion.LOOKUP_WITHDRAWN, why, now)


def _say_why(unit: Unit, case: Case, lookups: Sequence[FurtherLookup]) -> None:
    necessities = {one.party_id: one.necessity.strip() for one in lookups}
    for lookup in case.standing:
        if lookup.party_id in necessities:
            lookup.sealed_necessity = seal_necessity(unit, lookup, necessities[lookup.party_id])


def _supersede(unit: Unit, case: Case, asked_again: set[str], now: datetime) -> None:
    """A new round replaces what is still open of the last; whoever is asked again hears of the new request alone."""
    for lookup in case.standing:
        if lookup.is_outstanding:
            lookup.become(LookupState.WITHDRAWN)
            lookup.next_reminder_at = None
            if lookup.party_id not in asked_again:
                tell_agency(unit, lookup, Occasion.LOOKUP_WITHDRAWN, Reason.ASKED_ANEW, now)


def _asked_about(case: Case) -> Concern:
    """The concern of the round that runs, or the newest where nobody has been asked."""
    asked_for = _asked_for(case)
    return next((c for c in case.concerns if c.id == asked_for), case.concerns[-1])


def _asked_for(case: Case) -> str | None:
    return case.lookups[-1].concern_id if case.lookups else None


def _request(unit: Unit, case: Case, round_: Round, party: Party, now: datetime) -> Lookup:
    _check_reachable(unit, party, now)
    lookup = Lookup(
        id=unit.new_id(),
        case_id=case.id,
        concern_id=round_.concern_id,
        party_id=party.id,
        round=round_.number,
        requested_at=now,
        due_at=due_at(unit, case, now),
    )
    case.lookups.append(lookup)
    set_next_reminder(unit, case, lookup)
    unit.session.flush()
    return lookup


def _is_reachable(unit: Unit, party_id: str, now: datetime) -> bool:
    return party_named(unit.session, party_id).is_reachable(unit.calendar.local(now).date())


def _check_reachable(unit: Unit, party: Party, now: datetime) -> None:
    if not party.is_reachable(unit.calendar.local(now).date()):
        raise PartyUnreachable(
            f"give {party.id} a mailbox or a contact first: `moedeklar people FILE`, or PUT /api/v1/people",
            "parties",
        )


def tell_police(unit: Unit, case: Case, why: Reason, now: datetime) -> None:
    """Whether the citizen can be talked about here is asked anew of each: they are told who is on duty."""
    today = unit.calendar.local(now).date()
    police = unit.settings.cases.police_party
    party = next((one for one in valid_parties(unit.session, today) if one.id == police), None)
    if party is None:
        raise NoPoliceParty(
            "name one of the parties in the settings: cases.police_party, or add it by `moedeklar people FILE`",
            "needs_clearance",
        )
    _check_reachable(unit, party, now)
    for recipient in asked(party, today):
        telling = Telling(
            Occasion.CLEARANCE_WANTED,
            recipient,
            unit.settings.cases.body,
            case.reference,
            why,
            {"case_id": case.id, "is_corrected": why is Reason.PERSON_CORRECTED},
            now.isoformat(),
        )
        unit.tell(telling, now)
