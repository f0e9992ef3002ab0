"""What is wrong with a document is told by field and remedy, and nothing given is repeated."""

import pytest
from pydantic import ValidationError

from service.documents.answer import AnswerDocument
from service.documents.concern import ConcernDocument
from service.documents.faults import Fault, faults
from service.documents.kinds import Document, Moment
from service.documents.people import PeopleDocument

CANARY = "kanariefugl"


class Appointment(Document):
    starts_at: Moment


def told(model, given):
    with pytest.raises(ValidationError) as refused:
        model.model_validate(given)
    return faults(refused.value)


def test_a_naive_time_is_told_to_bear_its_offset():
    assert told(Appointment, {"starts_at": "2026-12-08T09:00:00"}) == [
        Fault("starts_at", "add the offset, such as 2026-12-08T09:00:00+01:00")
    ]


def test_a_number_is_not_read_as_a_moment():
    assert told(Appointment, {"starts_at": 1_700_000_000}) == [
        Fault("starts_at", "write it as text, such as 2026-12-08 or 2026-12-08T09:00:00+01:00")
    ]


def test_a_moment_beyond_the_planned_years_is_refused():
    assert told(Appointment, {"starts_at": "9999-12-08T09:00:00+01:00"}) == [
        Fault("starts_at", "give a year from 2000 to 2099")
    ]


def test_every_fault_is_told_at_once_with_its_place():
    given = {
        "secretariat": {"name": "VINK"},
        "parties": [{"id": "ssp", "contact": {"name": "Ida Eksempel", "email": "ingen"}}],
    }
    assert told(PeopleDocument, given) == [
        Fault("secretariat.email", "missing; add it"),
        Fault(
            "parties.0.contact.email",
            "email of an address: give one plain address in ASCII, like post@example.dk, of at most 254 characters",
        ),
    ]


def test_an_unknown_key_is_refused_without_being_repeated():
    assert told(AnswerDocument, {"kind": "declines", CANARY: 1}) == [
        Fault("*", "not a known field; leave it out")
    ]


@pytest.mark.parametrize(
    "given",
    [
        {CANARY: CANARY},
        {"citizen": {"name": CANARY * 20, "cpr": CANARY * 9, "born_on": CANARY, CANARY: {}}},
        {"citizen": CANARY, "source_kind": CANARY, "urgency": CANARY, "basis": CANARY, "theme": "Ø" + CANARY},
        {"confirmed_necessary": CANARY, "parties": CANARY, "words": f"{CANARY}\x00", "purpose": [CANARY]},
        {"parties": [f"{CANARY} {CANARY}"], "notification": {CANARY: CANARY}},
    ],
)
def test_nothing_that_was_given_is_repeated(given):
    assert CANARY not in repr(told(ConcernDocument, given))


def test_a_key_of_a_mapping_is_not_repeated_either():
    assert told(PeopleDocument, {"bodies": {CANARY: {"place": 1}}}) == [
        Fault("bodies.*.place", "give a text")
    ]


def test_control_characters_are_refused():
    assert told(AnswerDocument, {"kind": "relevant", "risk_factors": ["a\x00b"]}) == [
        Fault("risk_factors.0", "leave out control characters")
    ]


def test_half_a_character_is_refused():
    assert told(AnswerDocument, {"kind": "relevant", "risk_factors": ["\ud800"]}) == [
        Fault("risk_factors.0", "give a text in valid Unicode")
    ]
