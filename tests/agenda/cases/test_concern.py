"""The gates of a concern, in the order in which they stop it."""

from datetime import date

import pytest
from example_cases import ON, citizen, concern

from agenda.cases.concern import (
    Acute,
    Elsewhere,
    Notification,
    SourceKind,
    SourceNamedAnonymous,
    Taken,
    TextMissing,
    TextTooLong,
    UnknownTheme,
    Urgency,
    received,
)
from agenda.municipality import UnknownMunicipality

THEMES = frozenset({"other"})


def gate(**changes):
    return received(concern(**changes), "København", THEMES, ON)


def test_a_concern_in_order_is_taken():
    taken = gate()
    assert isinstance(taken, Taken)
    assert (taken.citizen.name, taken.notification) == ("Testa Prøvesen", Notification.NOT_A_CHILD)


def test_what_is_acute_is_turned_away_before_anything_else_is_looked_at():
    nothing = citizen(name="", cpr="nonsense", municipality="Aarhus")
    assert gate(urgency=Urgency.ACUTE, citizen=nothing, theme="nonsense") == Acute()


def test_what_belongs_elsewhere_keeps_the_municipality_alone():
    assert gate(citizen=citizen(name="", cpr="nonsense", municipality=" Aarhus ")) == Elsewhere("Aarhus")


@pytest.mark.parametrize("written", ["Odense", "odense kommune", "461", "Odense C"])
def test_the_municipality_it_belongs_to_is_told_by_its_name(written):
    assert gate(citizen=citizen(municipality=written)) == Elsewhere("Odense")


@pytest.mark.parametrize("written", ["København K", "kobenhavn", "Kbh. NV", "101", "Københavns Kommune"])
def test_our_own_is_never_elsewhere_however_it_is_written(written):
    taken = gate(citizen=citizen(municipality=written))
    assert isinstance(taken, Taken)
    assert taken.citizen.municipality == "København"


@pytest.mark.parametrize("written", ["x" * 101, "Københavnstrup", "Malmö", "2200", "Aarhus 010190-5001"])
def test_what_is_no_municipality_is_neither_here_nor_elsewhere(written):
    with pytest.raises(UnknownMunicipality) as refusal:
        gate(citizen=citizen(municipality=written))
    assert refusal.value.field == "citizen.municipality"
    assert written not in str(refusal.value)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (Notification.MADE, Notification.MADE),
        (Notification.NOT_NEEDED, Notification.NOT_NEEDED),
        (Notification.PENDING, Notification.PENDING),
        (Notification.NOT_A_CHILD, Notification.PENDING),
    ],
)
def test_a_child_keeps_what_was_noted_and_stays_pending_otherwise(given, kept):
    taken = gate(citizen=citizen(cpr="", born_on=date(2012, 5, 1)), notification=given)
    assert isinstance(taken, Taken)
    assert taken.notification is kept


@pytest.mark.parametrize(
    ("changes", "refusal", "field"),
    [
        ({"theme": "nonsense"}, UnknownTheme, "theme"),
        ({"source_kind": SourceKind.ANONYMOUS, "source": "Testa"}, SourceNamedAnonymous, "source"),
        ({"purpose": " "}, TextMissing, "purpose"),
        ({"necessity": ""}, TextMissing, "necessity"),
        ({"words": "x" * 4001}, TextTooLong, "words"),
    ],
)
def test_a_concern_that_is_not_in_order_is_refused_by_field(changes, refusal, field):
    with pytest.raises(refusal) as caught:
        gate(**changes)
    assert caught.value.field == field
