"""The prefix of references is a setting: what was given under another stays as it was given, and is found."""

import pytest
from driven_service import local
from sample_people import KE, citizen, concern, confirmed, set_everybody

from agenda.access import actor_named
from service.shown.about import about_in_words
from service.workflow.cases.intake import take_concern
from service.workflow.cases.showing import show_case

OD = '[cases]\nreference_prefix = "OD-"'
SECRETARIAT = actor_named("secretariat")


@pytest.fixture
def renamed(new_service):
    """A house that gave one reference under the default prefix, and another after it was set to OD."""
    before = new_service(local("2026-11-09"))
    set_everybody(before)
    before.plan(KE, "2026-11-24", "2026-12-22")
    before.do(take_concern, confirmed())
    driven = new_service(before.now, config=OD, folder=before.service.folder)
    driven.do(take_concern, confirmed(concern(citizen("Prøve Attrapsen", "030377-6003"))))
    return driven


def test_new_references_bear_the_prefix_of_the_settings_and_their_numbers_go_on(renamed):
    assert [renamed.case(given).reference for given in ("KE-2026-0001", "OD-2026-0002")] == [
        "KE-2026-0001",
        "OD-2026-0002",
    ]


def test_a_case_is_found_by_the_reference_it_was_given(renamed):
    shown = renamed.do(show_case, "KE-2026-0001", "Forberede mødet")
    with renamed.service.unit(SECRETARIAT) as unit:
        words = [about_in_words(unit, given) for given in ("KE-2026-0001", "OD-2026-0002")]
    assert (shown.citizen.name, words) == ("Testa Prøvesen", ["KE-2026-0001", "OD-2026-0002"])
