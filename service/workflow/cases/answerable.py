"""What an agency may do with its request now: answer, withdraw its answer, or redact it; the rules are asked."""

from dataclasses import dataclass
from datetime import datetime

from agenda.access import Action, may
from agenda.cases.case import DISCUSSED_OR_LATER, Case, CaseState
from agenda.cases.lookup import Lookup
from agenda.cases.taking_back import check_withdrawable, redactable
from agenda.errors import passes
from service.database.meetings.questions import meeting_named
from service.workflow.cases.sight import is_kept_out
from service.workflow.unit import Unit


@dataclass(frozen=True)
class Offers:
    """What the reader may do with the request; nobody but its own agency may anything."""

    answer: bool = False
    withdraw: bool = False
    redact: bool = False


NOTHING_OFFERED = Offers()


def is_released(case: Case, lookup: Lookup) -> bool:
    return lookup.round < case.round or case.state is CaseState.RELEASED or case.state in DISCUSSED_OR_LATER


def was_read(case: Case, lookup: Lookup) -> bool:
    """Whether others were shown what was answered: though the case is prepared again, it is redacted, not withdrawn."""
    return is_released(case, lookup) or lookup.has_been_read


def is_over(unit: Unit, case: Case, lookup: Lookup, now: datetime) -> bool:
    """A late first answer is welcome until the meeting begins: that is what reminders ask for until then.

    What is asked once it has begun is asked for the next meeting.
    """
    if lookup.round < case.round or case.state in DISCUSSED_OR_LATER:
        return True
    if case.meeting_id is None:
        return False
    starts_at = meeting_named(unit.session, case.meeting_id).starts_at
    return starts_at <= now and lookup.requested_at < starts_at


def offers_of(unit: Unit, case: Case, lookup: Lookup, now: datetime) -> Offers:
    """An agency that is kept out answers what is open, as everybody, and takes nothing back."""
    is_own = may(unit.actor, Action.ANSWER_LOOKUP) and unit.actor.party_id == lookup.party_id
    if not is_own:
        return NOTHING_OFFERED
    out, over = is_released(case, lookup), is_over(unit, case, lookup, now)
    may_answer = passes(lambda: lookup.check_open(is_released=out, is_over=over))
    if is_kept_out(unit, case):
        return Offers(answer=may_answer)
    return Offers(
        may_answer,
        passes(lambda: check_withdrawable(lookup, is_released=was_read(case, lookup))),
        passes(lambda: redactable(lookup, is_released=was_read(case, lookup))),
    )
