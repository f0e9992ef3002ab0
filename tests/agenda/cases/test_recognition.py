"""When a citizen is the one of an open case, when somebody has to say so, and when it is another."""

from dataclasses import replace
from datetime import date

import pytest

from agenda.cases.citizen import Citizen
from agenda.cases.recognition import (
    BirthDateDiffers,
    CprDiffers,
    InQuestion,
    NameDiffers,
    Part,
    Verdict,
    ask,
    recognise,
)

BORN_ON = date(1890, 1, 1)
KNOWN = Citizen("Testa Prøvesen", "0101905001", BORN_ON, "København")
WITHOUT = replace(KNOWN, cpr="")
BORN, CPR, NAME = Part
SAME, IN_DOUBT, ANOTHER = Verdict


def named(name, of=KNOWN):
    return replace(of, name=name)


def born(day, month, year, of=WITHOUT):
    return replace(of, born_on=date(year, month, day))


@pytest.mark.parametrize(
    ("known", "given", "verdict", "differs"),
    [
        # The same number
        (KNOWN, KNOWN, SAME, ()),
        (KNOWN, named("T. Proevesen"), SAME, (NAME,)),
        (KNOWN, named("Testa Berg"), SAME, (NAME,)),
        (KNOWN, named("Anden Berg"), IN_DOUBT, (NAME,)),
        (KNOWN, named("Anden Prøvesen"), IN_DOUBT, (NAME,)),
        # A number on one side, or on neither
        (WITHOUT, named("TESTA prøvesen", WITHOUT), SAME, ()),
        (WITHOUT, KNOWN, IN_DOUBT, (CPR,)),
        (KNOWN, WITHOUT, IN_DOUBT, (CPR,)),
        (WITHOUT, named("Testa Maria Prøvesen", WITHOUT), IN_DOUBT, (NAME,)),
        (WITHOUT, named("Testa Berg", WITHOUT), IN_DOUBT, (NAME,)),
        (KNOWN, named("T. Prøvesen", WITHOUT), IN_DOUBT, (CPR, NAME)),
        (WITHOUT, named("Anden Prøvesen", WITHOUT), ANOTHER, (NAME,)),
        (KNOWN, named("Anden Prøvesen", WITHOUT), ANOTHER, (CPR, NAME)),
        # Two numbers
        (KNOWN, replace(KNOWN, cpr="0101905002"), IN_DOUBT, (CPR,)),
        (KNOWN, replace(named("Testa M. Prøvesen"), cpr="0101905002"), IN_DOUBT, (CPR, NAME)),
        (KNOWN, replace(named("Testa Berg"), cpr="0101905002"), ANOTHER, (CPR, NAME)),
        (KNOWN, replace(named("Anden Prøvesen"), cpr="0101905002"), ANOTHER, (CPR, NAME)),
        # Another date of birth
        (WITHOUT, born(2, 1, 1890), IN_DOUBT, (BORN,)),
        (WITHOUT, born(1, 1, 1891), IN_DOUBT, (BORN,)),
        (WITHOUT, born(10, 1, 1890), IN_DOUBT, (BORN,)),
        (born(5, 11, 1890), born(11, 5, 1890), IN_DOUBT, (BORN,)),
        (born(1, 1, 1890), born(1, 1, 1809), IN_DOUBT, (BORN,)),
        (KNOWN, born(2, 1, 1890), IN_DOUBT, (BORN, CPR)),
        (KNOWN, replace(born(2, 1, 1890), cpr="0201905001"), IN_DOUBT, (BORN, CPR)),
        (WITHOUT, named("Testa Berg", born(2, 1, 1890)), ANOTHER, (BORN, NAME)),
        (WITHOUT, born(22, 1, 1892), ANOTHER, (BORN,)),
        (WITHOUT, born(24, 6, 1895), ANOTHER, (BORN,)),
    ],
)
def test_the_verdict_is_that_of_the_written_table_from_either_side(known, given, verdict, differs):
    for one, other in ((known, given), (given, known)):
        found = recognise(one, other)
        assert (found.verdict, found.differs) == (verdict, differs)


@pytest.mark.parametrize(
    ("given", "refusal", "field", "differs"),
    [
        (named("Anden Berg"), NameDiffers, "citizen.name", ["name"]),
        (replace(KNOWN, cpr=""), CprDiffers, "citizen.cpr", ["cpr"]),
        (born(2, 1, 1890), BirthDateDiffers, "citizen.born_on", ["born_on", "cpr"]),
    ],
)
def test_to_ask_names_the_part_the_case_and_its_revision_and_nothing_of_either_person(
    given, refusal, field, differs
):
    with pytest.raises(refusal) as asked:
        ask(InQuestion("KE-2026-0001", 3, recognise(KNOWN, given)), "compare them")
    assert (asked.value.field, asked.value.current) == (
        field,
        {"case": "KE-2026-0001", "revision": 3, "differs": differs},
    )
    told = f"{asked.value} {asked.value.current}"
    assert [word for word in ("Testa", "Prøvesen", "Berg", "0101905001", "1890") if word in told] == []
