"""Recognise the citizen of a concern or a correction: the open case on them, or a question to whoever wrote it."""

from dataclasses import dataclass, replace
from datetime import datetime

from agenda.access import Action
from agenda.cases.case import DISCUSSED_OR_LATER, Case, CaseState
from agenda.cases.citizen import Citizen
from agenda.cases.recognition import (
    InQuestion,
    NothingInDoubt,
    OpenCaseOnPerson,
    Part,
    Recognition,
    TreatedAsAnother,
    Verdict,
    ask,
    recognise,
)
from agenda.errors import Refusal
from service.database.cases.at_meetings import notes_of, outcomes_of
from service.database.cases.consents import representatives_of
from service.database.cases.following import follow_ups_of
from service.database.cases.owed import outcomes_owed
from service.database.cases.questions import Reading, case_named
from service.database.cases.recognising import open_cases_like
from service.database.meetings.questions import meeting_named
from service.workflow.cases.contents import fingerprints, open_citizen, put_citizen
from service.workflow.cases.known_names import know_too
from service.workflow.unit import Unit

SAME_CITIZEN = "open case on the same citizen?"
COMPARED = "compare with what was written down"
TO_GO_ON = (
    "read it and compare; correct what was written, or say that it is the same person (`same_person`), or that it is"
    " not (`another_person`)"
)
BY_NUMBER = "read it and compare; correct the number, or say that it is the same person (`same_person`)"
TO_KEEP_APART = "correct what was written, or say that it is another person (`another_person`)"
TO_CORRECT = (
    "say that it is the same person, stated wrongly before (`same_person` true), or another than the case was on"
    " (false)"
)


@dataclass(frozen=True)
class SamePerson:
    """Somebody has compared, and says that it is the citizen of this case, at the revision they read."""

    reference: str
    revision: int


@dataclass(frozen=True)
class Said:
    """What was said of those in question: of which case it is the same person, and of which it is another."""

    same: SamePerson | None = None
    another: tuple[str, ...] = ()


NOTHING_SAID = Said()


@dataclass(frozen=True)
class Comparison:
    """The citizen of an open case beside the one that was written down; `cpr` is whole only where it is in question."""

    case: Case
    known: Citizen
    given: Citizen
    recognition: Recognition
    cpr: str


@dataclass(frozen=True)
class Found:
    """An open case and how its citizen compares."""

    case: Case
    recognition: Recognition


Sayings = tuple[tuple[str, Found], ...]


@dataclass(frozen=True)
class Recognised:
    """The open case on the citizen, or None; `said` is what somebody had to say for it, to be recorded."""

    case: Case | None
    said: Sayings = ()


def recognised_case(unit: Unit, citizen: Citizen, said: Said, now: datetime) -> Recognised:
    """The open case on the citizen, or none. Who is in doubt is asked of, unless it was said who they are."""
    found = _found(unit, citizen, now)
    if said.same is not None:
        one = _said_to_be(found, said.same)
        return Recognised(one.case, (("say_same_person", one),))
    plainly = [one for one in found if one.recognition.verdict is Verdict.SAME]
    by_number = next((one.case for one in plainly if one.recognition.has_same_cpr), None)
    if by_number is not None:
        return Recognised(by_number)
    apart = _ask_of_each(found, said.another, TO_GO_ON)
    return Recognised(plainly[0].case if plainly else None, apart)


def record_said(unit: Unit, sayings: Sayings, now: datetime) -> None:
    """What somebody said of who is who is kept, with the parts that differed."""
    for what, one in sayings:
        unit.record(what, one.case.reference, now, differs=[*map(str, one.recognition.differs)])


def said_to_be_another(
    unit: Unit, case: Case, corrected: Citizen, *, is_same: bool | None, now: datetime
) -> bool:
    """Whether a correction turns the citizen into another person: where it is not plain, whoever makes it says so.

    A number that is added or left out is plain where all else agrees. Of a case that was treated nobody can say that
    who is plainly another is the same after all: what was answered and discussed was about the first.
    """
    known = open_citizen(unit, case)
    one = Found(case, recognise(known, corrected))
    has_number_on_one_side = one.recognition.differs == (Part.CPR,) and not (known.cpr and corrected.cpr)
    if one.recognition.verdict is Verdict.SAME or has_number_on_one_side:
        return False
    if is_same is None:
        ask(InQuestion(case.reference, case.revision, one.recognition), TO_CORRECT)
    is_plainly_another = one.recognition.verdict is Verdict.ANOTHER
    if (not is_same or is_plainly_another) and was_treated(unit, case, now):
        raise TreatedAsAnother(
            "close the case as opened in error, and take the concern anew",
            "same_person",
            {"state": str(case.state)},
        )
    record_said(unit, (("say_same_person" if is_same else "say_another_person", one),), now)
    return not is_same


def was_treated(unit: Unit, case: Case, now: datetime) -> bool:
    """Whether more than answers rests on who its citizen is: a meeting had it, or something else was kept of it."""
    is_owing = any(reference == case.reference for reference, *_ in outcomes_owed(unit.session))
    lies_on = meeting_named(unit.session, case.meeting_id) if case.meeting_id else None
    has_begun = case.state is CaseState.RELEASED and lies_on is not None and lies_on.starts_at <= now
    kept = (outcomes_of, notes_of, follow_ups_of, representatives_of)
    return (
        case.state in DISCUSSED_OR_LATER
        or is_owing
        or has_begun
        or any(found(unit.session, case.id) for found in kept)
    )


def check_no_other_case(
    unit: Unit, case: Case, corrected: Citizen, another: tuple[str, ...], now: datetime
) -> None:
    """A correction makes no second open case on one person."""
    found = [one for one in _found(unit, corrected, now) if one.case.id != case.id]
    for one in found:
        if one.recognition.has_same_cpr or one.recognition.verdict is Verdict.SAME:
            raise OpenCaseOnPerson(
                f"{one.case.reference} is open on that person: correct what was written, or close one of the two as"
                " opened in error",
                "citizen",
                {"case": one.case.reference},
            )
    record_said(unit, _ask_of_each(found, another, TO_KEEP_APART), now)


def record_question(unit: Unit, question: Refusal, now: datetime) -> None:
    """That somebody learned that a case may be on a person; what was begun with the question has been undone."""
    differs = question.current["differs"]
    unit.record("find_case", str(question.current["case"]), now, SAME_CITIZEN, differs=differs)


def take_over(unit: Unit, case: Case, citizen: Citizen, now: datetime) -> None:
    """What a further concern tells of the citizen of its case: a number that was lacking, another name, protection."""
    known = open_citizen(unit, case)
    if not known.cpr and citizen.cpr and known.born_on == citizen.born_on:
        put_citizen(unit, case, replace(known, cpr=citizen.cpr))
        unit.record("add_cpr", case.reference, now)
    know_too(unit, case.id, citizen)


def compare(unit: Unit, reference: str, given: Citizen, now: datetime) -> Comparison:
    """Both side by side, to whoever is to say whether they are one; the reading is recorded."""
    unit.allow(Action.DECIDE_CASE)
    case = case_named(Reading(unit.session, str(unit.actor), COMPARED, now), reference)
    known = open_citizen(unit, case)
    found = recognise(known, given)
    is_asked_of = Part.CPR in found.differs and bool(known.cpr and given.cpr)
    if is_asked_of:
        unit.record("reveal_cpr", case.reference, now, COMPARED)
    return Comparison(case, known, given, found, known.cpr if is_asked_of else "")


def _found(unit: Unit, citizen: Citizen, now: datetime) -> list[Found]:
    prints = fingerprints(unit, citizen)
    reading = Reading(unit.session, str(unit.actor), SAME_CITIZEN, now)
    cases = open_cases_like(reading, prints.cpr, prints.born, prints.name)
    return [Found(case, recognise(open_citizen(unit, case), citizen)) for case in cases]


def _said_to_be(found: list[Found], same: SamePerson) -> Found:
    for one in found:
        if one.case.reference == same.reference and one.recognition.verdict is not Verdict.ANOTHER:
            one.case.expect(same.revision)
            return one
    raise NothingInDoubt("leave it out: that case is not in question", "same_person")


def _ask_of_each(found: list[Found], another: tuple[str, ...], remedy: str) -> Sayings:
    """Of each in turn, until something was said of all; of one number there are no two people."""
    doubtful = [one for one in found if one.recognition.verdict is Verdict.IN_DOUBT]
    for one in sorted(doubtful, key=lambda each: not each.recognition.has_same_cpr):
        if one.case.reference not in another or one.recognition.has_same_cpr:
            question = InQuestion(one.case.reference, one.case.revision, one.recognition)
            ask(question, BY_NUMBER if one.recognition.has_same_cpr else remedy)
    if set(another) - {one.case.reference for one in doubtful}:
        raise NothingInDoubt("leave it out: that case is not in question", "another_person")
    return tuple(("say_another_person", one) for one in doubtful)
