"""What is played through before it is done: on a store apart, which nobody waits for and of which nothing is kept."""

import pytest
from driven_service import local
from sample_people import KE, citizen, concern, confirmed, set_everybody

from agenda.access import actor_named
from agenda.cases.recognition import NameDiffers
from service.database.cases.questions import NoSuchCase
from service.workflow.cases.intake import take_concern

SECRETARIAT = actor_named("secretariat")
TESTA = confirmed(concern(citizen("Testa Prøvesen", "010190-5001")))
UNLIKE = confirmed(concern(citizen("Anden Eksempelborg", "010190-5001")))


@pytest.fixture
def driven(start_on):
    driven = start_on(local("2026-11-09"))
    set_everybody(driven)
    driven.plan(KE, "2026-11-24", "2026-12-22")
    return driven


def test_its_units_see_each_other_and_nothing_of_them_is_kept(driven):
    with driven.service.rehearsal(SECRETARIAT) as unit_apart:
        with unit_apart() as unit:
            reference = take_concern(unit, TESTA, driven.now).reference
        with pytest.raises(NameDiffers), unit_apart() as unit:
            take_concern(unit, UNLIKE, driven.now)
    with pytest.raises(NoSuchCase):
        driven.case(reference)
    assert driven.messages() == []


def test_nobody_who_takes_a_concern_meanwhile_waits_for_it(driven):
    with driven.service.rehearsal(SECRETARIAT) as unit_apart:
        with unit_apart() as unit:
            take_concern(unit, TESTA, driven.now)
        taken = driven.do(take_concern, UNLIKE)
    assert driven.case(taken.reference).reference == taken.reference
