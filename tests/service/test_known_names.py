"""By what a citizen's name is known to the last look before a mail leaves: keyed hashes of its traces, and no more."""

from datetime import date

import pytest
from driven_service import local
from sample_people import KE, citizen, concern, confirmed, set_everybody
from sqlalchemy import delete, select, update

from agenda.access import CLOCK
from agenda.cases.citizen import Citizen
from notifications.leaks import PersonalDataFound
from service.database.cases.tables import case_name, names_kept
from service.workflow.cases.intake import take_concern
from service.workflow.cases.known_names import name_fingerprints


@pytest.fixture
def driven(start_on):
    driven = start_on(local("2026-11-09"))
    set_everybody(driven)
    driven.plan(KE, "2026-11-24", "2026-12-22")
    return driven


def known(unit, name, cpr=""):
    return name_fingerprints(unit, Citizen(name, cpr, date(1890, 1, 1), "København"))


def test_a_name_is_known_by_two_of_its_parts_by_initials_and_in_one_word(driven):
    traces = (
        *("=provesentesta", "=testaprovesen", "provesen testa", "provesen testa near"),
        *("p. testa", "t. provesen", "0101905001"),
    )
    with driven.service.unit(CLOCK) as unit:
        expected = {unit.vault.fingerprint("name", trace) for trace in traces}
        assert known(unit, "Testa Prøvesen", "0101905001") == expected


def test_a_single_word_is_no_name_to_look_for(driven):
    with driven.service.unit(CLOCK) as unit:
        assert known(unit, "Testa") == set()


def test_the_store_holds_nothing_but_hashes_of_it(driven):
    driven.do(take_concern, confirmed(concern(citizen("Testa Prøvesen"))))
    with driven.service.unit(CLOCK) as unit:
        kept = set(unit.session.scalars(select(case_name.c.name_index)))
        assert kept == known(unit, "Testa Prøvesen", "0101905001")


@pytest.mark.parametrize(
    "text", ["T. Prøvesen kommer", "Proevesen, Testa", "01 01 90 50 01", "https://x.dk/Testa_Prøvesen"]
)
def test_what_is_known_is_stopped_at_whatever_door_it_is_typed(driven, text):
    driven.do(take_concern, confirmed(concern(citizen("Testa Prøvesen"))))
    with driven.service.unit(CLOCK) as unit, pytest.raises(PersonalDataFound):
        unit.check_free_of_persons(reason=text)


def test_of_a_text_of_thousands_of_words_each_is_asked_for(driven):
    """More than one question to the store can hold."""
    driven.do(take_concern, confirmed(concern(citizen("Testa Prøvesen"))))
    text = " ".join(
        f"Ord{letter}{other}" for letter in "abcdefghijklmnopqrstuvwxyz" for other in "abcdefghijklmnopqrst"
    )
    with driven.service.unit(CLOCK) as unit:
        unit.check_free_of_persons(reason=text)
        with pytest.raises(PersonalDataFound):
            unit.check_free_of_persons(reason=f"{text} Testa Prøvesen {text}")


def as_it_was(driven):
    """The names are hashed as an earlier version did it."""
    with driven.service.unit(CLOCK) as unit:
        unit.session.execute(update(names_kept).values(way=0))
        unit.session.execute(delete(case_name))
    driven.service.engine.dispose()


def test_names_hashed_in_an_earlier_way_are_hashed_anew_before_anything_is_told(new_service, tmp_path):
    before = new_service(local("2026-11-09"), folder=tmp_path / "vink")
    set_everybody(before)
    before.plan(KE, "2026-11-24", "2026-12-22")
    references = [
        before.do(take_concern, confirmed(concern(citizen(f"Testa {name}", cpr)))).reference
        for name, cpr in (("Prøvesen", "010190-5001"), ("Eksempel", "020190-5001"))
    ]
    as_it_was(before)
    again = new_service(local("2026-11-09", "10:00"), folder=tmp_path / "vink")
    with again.service.unit(CLOCK) as unit:
        kept = set(unit.session.scalars(select(case_name.c.name_index)))
        assert kept == known(unit, "Testa Prøvesen", "0101905001") | known(
            unit, "Testa Eksempel", "0201905001"
        )
    assert sorted(entry.about for entry in again.entries("know_name_anew")) == references
    again.tick()
    assert len(again.entries("know_name_anew")) == 2
