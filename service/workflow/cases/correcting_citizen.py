"""The citizen of a case is stated rightly: the gates are those of intake, and of another person nothing told stands."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from agenda.access import Action
from agenda.cases.case import Case, CaseIsClosed, CaseState
from agenda.cases.citizen import Citizen, CitizenGiven, citizen_given, is_same_person
from agenda.cases.concern import check_lives_here, notification_after
from agenda.cases.lookup import LookupState
from service.database.cases.questions import Reading, case_named
from service.workflow.cases.asking_anew import ask_anew, ask_no_longer, open_again
from service.workflow.cases.consents import follow_age, follow_courses
from service.workflow.cases.contents import open_citizen, put_citizen
from service.workflow.cases.known_names import keep_known
from service.workflow.cases.recognising import check_no_other_case, said_to_be_another, was_treated
from service.workflow.unit import Unit


@dataclass(frozen=True)
class Correction:
    """The citizen as they are. Where the two could be two people, `is_same` says whether they are one.

    `another` are other open cases that are in question, and on other people.
    """

    citizen: CitizenGiven
    revision: int
    is_same: bool | None = None
    another: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stated:
    """The citizen as they were stated and as they are, on the day on which that came out."""

    before: Citizen
    after: Citizen
    is_another: bool
    on: date

    @property
    def has_other_number(self) -> bool:
        return bool(self.before.cpr and self.after.cpr) and self.before.cpr != self.after.cpr

    @property
    def is_looked_up_anew(self) -> bool:
        return self.is_another or not is_same_person(self.before, self.after)

    @property
    def is_otherwise_a_child(self) -> bool:
        return self.before.is_child(self.on) is not self.after.is_child(self.on)

    @property
    def is_young_after_all(self) -> bool:
        return self.after.is_young_child(self.on) and not self.before.is_young_child(self.on)


def correct(unit: Unit, reference: str, correction: Correction, now: datetime) -> Case:
    """If it is another person, or another number was looked up, what was answered goes, and everybody is asked anew."""
    unit.allow(Action.DECIDE_CASE)
    case = case_named(Reading(unit.session, str(unit.actor), "correct the citizen", now), reference)
    case.expect(correction.revision)
    if not case.is_open:
        raise CaseIsClosed("the case is closed; a new concern opens a new one", "case")
    before = open_citizen(unit, case)
    after = _after(unit, before, correction.citizen, now)
    is_another = said_to_be_another(unit, case, after, is_same=correction.is_same, now=now)
    check_no_other_case(unit, case, after, correction.another, now)
    put_citizen(unit, case, after)
    keep_known(unit, case.id, after)
    stated = Stated(before, after, is_another, unit.calendar.local(now).date())
    _follow_notifications(case, stated)
    _leave_out(unit, case, stated, now)
    if is_another or (stated.has_other_number and not was_treated(unit, case, now)):
        ask_anew(unit, case, now)
    else:
        _open_again(unit, case, stated, now)
    case.wait_where_nobody_is_asked()
    unit.record("correct_case", case.reference, now, is_another_person=stated.is_looked_up_anew)
    follow_age(unit, case, now)
    follow_courses(unit, case, now)
    return case


def _after(unit: Unit, before: Citizen, given: CitizenGiven, now: datetime) -> Citizen:
    """Whether the name is protected stands as it was where nothing is said of it."""
    after = citizen_given(given, unit.calendar.local(now).date())
    check_lives_here(before, after, unit.settings.cases.municipality)
    return replace(after, is_protected=before.is_protected) if given.is_protected is None else after


def _follow_notifications(case: Case, stated: Stated) -> None:
    """A child who was not taken for one is asked about, as at intake."""
    if not stated.is_another and not stated.is_otherwise_a_child:
        return
    is_child, is_another = stated.after.is_child(stated.on), stated.is_another
    for concern in case.concerns:
        known = concern.notification
        concern.notification = notification_after(known, is_child=is_child, is_another=is_another)


def _leave_out(unit: Unit, case: Case, stated: Stated, now: datetime) -> None:
    """Who has nothing to do with a young child is asked no longer; where nobody is left, a person says who is."""
    if not stated.is_young_after_all:
        return
    left_out = unit.settings.cases.not_asked_for_children_under_15
    case.parties_wanted = {p: about for p, about in case.parties_wanted.items() if p not in left_out}
    for lookup in case.standing:
        if lookup.party_id in left_out and (lookup.is_outstanding or stated.is_another):
            ask_no_longer(unit, lookup, now)


def _open_again(unit: Unit, case: Case, stated: Stated, now: datetime) -> None:
    if case.state not in {CaseState.ASKING, CaseState.RELEASED}:
        return
    for lookup in case.standing:
        is_answered = stated.is_looked_up_anew and lookup.state is LookupState.ANSWERED
        if lookup.state is LookupState.TO_CORRECT or is_answered:
            open_again(unit, case, lookup, now)
