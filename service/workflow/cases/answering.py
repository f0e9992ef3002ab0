"""An agency answers: it has looked itself, and has judged itself what is relevant and what it will share."""

from datetime import datetime

from agenda.access import Action, check_party
from agenda.cases.case import Case
from agenda.cases.lookup import Answer, AnswerGiven, AnswerKind, Lookup, NobodyStandsIn
from agenda.meetings.party import ContactRole
from notifications.occasion import Occasion
from notifications.reason import Reason
from service.database.cases.questions import lookup_named, worked_case
from service.database.meetings.questions import party_named
from service.workflow.cases.answerable import is_over, is_released
from service.workflow.cases.asking import hold_back, tell_agency
from service.workflow.cases.contents import seal_answer
from service.workflow.cases.following import ask_on
from service.workflow.cases.reminding import set_next_reminder
from service.workflow.office import Notice, tell_office
from service.workflow.unit import Unit


def answer_lookup(unit: Unit, lookup_id: str, given: AnswerGiven, now: datetime) -> Lookup:
    """Keep an answer, or a new version of one; two kinds open the request again."""
    unit.allow(Action.ANSWER_LOOKUP)
    lookup = lookup_named(unit.session, lookup_id)
    check_party(unit.actor, lookup.party_id)
    case = worked_case(unit.session, lookup.case_id)
    lookup.check_answerable(
        given, is_released=is_released(case, lookup), is_over=is_over(unit, case, lookup, now)
    )
    if given.kind is AnswerKind.CONFLICT_OF_INTEREST:
        _check_deputy(unit, lookup, now)
    answer_id = unit.new_id()
    version = lookup.latest.version + 1 if lookup.latest else 1
    content = seal_answer(unit, case.id, answer_id, given)
    lookup.take(Answer(answer_id, lookup.id, version, now, str(unit.actor), content), given.kind, now)
    if case.released_at is not None:
        lookup.release()
    _after_answer(unit, case, lookup, given.kind, now)
    unit.record("answer", case.reference, now, party=lookup.party_id, version=version)
    return lookup


def _check_deputy(unit: Unit, lookup: Lookup, now: datetime) -> None:
    party = party_named(unit.session, lookup.party_id)
    if lookup.asks_deputy or party.holder(ContactRole.DEPUTY, unit.calendar.local(now).date()) is None:
        raise NobodyStandsIn("nobody is left to stand in: answer `declines`, or have a deputy named", "kind")


def _after_answer(unit: Unit, case: Case, lookup: Lookup, kind: AnswerKind, now: datetime) -> None:
    if hold_back(unit, case, lookup, now):
        return
    if kind is AnswerKind.CONFLICT_OF_INTEREST:
        why = Reason.CONFLICT_OF_INTEREST
        ask_on(unit, case, lookup, now)
        tell_agency(unit, lookup, Occasion.LOOKUP_TO_DEPUTY, why, now)
        return
    if kind is AnswerKind.WRONG_PERSON:
        why = Reason.PERSON_STATED_WRONGLY
        notice = Notice(Occasion.LOOKUP_WRONG_PERSON, unit.settings.cases.body, case.reference, why)
        tell_office(unit, notice, now, lookup_id=lookup.id)
    set_next_reminder(unit, case, lookup)
