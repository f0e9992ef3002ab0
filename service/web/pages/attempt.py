"""Perform a verb from a form: either it is done and the reader goes on, or the form comes back with its faults."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import flash, redirect
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from agenda.errors import ChangedMeanwhile, Conflict, Invalid, Refusal
from notifications.leaks import PersonalDataFound
from service.web.current import change
from service.web.errors import STATUS
from service.web.pages.problem_words import problem_in_words
from service.web.pages.typed import FormInvalid
from service.workflow.unit import Unit

Verb = Callable[[Unit, datetime], object]
Faults = Mapping[str, str]
REFUSALS = (Invalid, Conflict, PersonalDataFound, StaleDataError, IntegrityError)
# Where a field of the verbs is called otherwise on the pages, or is no field there at all.
ELSEWHERE = {
    "citizen": "name",
    "confirmed_necessary": "is_confirmed",
    "starts_at": "starts_on",
    "ends_at": "starts_on",
    "from": "first_on",
    "to": "last_on",
    "meeting": "meeting_id",
    "person": "deputy_name",
    "attendee": "attendee_id",
}
NO_FIELD = frozenset(
    {
        "item",
        "items",
        "exclusion",
        "agenda",
        "case",
        "lookup",
        "follow_up",
        "revision",
        "state",
        "amends",
        "organiser",
        "body",
        "party",
        "as",
        "message",
        "charter",
        "contact",
        "organisation",
        "same_person",
        "another_person",
        "accession",
        "appointment",
        "piece",
        "outage",
    }
)


class OfWhatWasTyped(dict[str, str]):
    """Faults that typing otherwise mends; they say nothing once the form is gone."""


class NotRepeated(dict[str, str]):
    """Faults of what may be a person, where none is looked for: the page says nothing of what was typed."""


@dataclass(frozen=True)
class Done:
    """What the reader is told, and where the reader goes on."""

    words: str
    address: str


Outcome = Callable[[Any], Done]


def perform(verb: Verb, done: Done | Outcome, again: Callable[[Faults], str]) -> ResponseReturnValue:
    """Nothing typed is lost: `again` shows the form as it was sent, with the faults beside its fields.

    Where it goes on may rest on what the verb gave.
    """
    try:
        with change() as (unit, now):
            given = verb(unit, now)
            told = done if isinstance(done, Done) else done(given)
    except REFUSALS as problem:
        return again(faults_of(problem)), status_of(problem)
    flash(told.words)
    return redirect(told.address, 303)


def faults_of(problem: Exception) -> Faults:
    """The fault in Danish, by the field of the form; an empty name is the form as a whole."""
    if isinstance(problem, FormInvalid):
        return OfWhatWasTyped(problem.faults)
    if isinstance(problem, PersonalDataFound):
        return OfWhatWasTyped({_field(problem.field): problem_in_words("personal-data-found")})
    if isinstance(problem, Refusal):
        said = {_field(problem.field): problem_in_words(problem.code)}
        return OfWhatWasTyped(said) if isinstance(problem, Invalid) else said
    return {"": problem_in_words("changed-meanwhile")}


def renamed(faults: Faults, called: Mapping[str, str]) -> Faults:
    """The same by what a page calls the fields, where that is otherwise."""
    own = {called.get(name, name): words for name, words in faults.items()}
    return OfWhatWasTyped(own) if isinstance(faults, OfWhatWasTyped) else own


def status_of(problem: Exception) -> int:
    if isinstance(problem, Refusal):
        return STATUS[problem.kind]
    return STATUS[Invalid.kind] if isinstance(problem, PersonalDataFound) else STATUS[ChangedMeanwhile.kind]


def _field(name: str) -> str:
    own = name.rpartition(".")[2]
    return "" if own in NO_FIELD else ELSEWHERE.get(own, own)
