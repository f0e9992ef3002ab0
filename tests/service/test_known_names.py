"""By which runs of words a citizen's name is known to the last look before a mail leaves."""

from datetime import date

import pytest

from agenda.access import CLOCK
from agenda.cases.citizen import Citizen
from service.app import Surroundings, open_service
from service.workflow.cases.contents import name_fingerprints


@pytest.fixture
def unit(tmp_path):
    service = open_service(Surroundings(tmp_path))
    with service.unit(CLOCK) as unit:
        yield unit
    service.engine.dispose()


def known(unit, name):
    return name_fingerprints(unit, Citizen(name, "", date(1890, 1, 1), "København"))


def test_a_name_is_known_whole_by_first_and_last_and_by_neighbours(unit):
    runs = ["testa maria af prøvegård", "testa prøvegård", "testa maria", "maria af", "af prøvegård"]
    assert known(unit, "Testa Maria af Prøvegård") == {unit.vault.fingerprint("name", run) for run in runs}


def test_a_single_word_is_no_name_to_look_for(unit):
    assert known(unit, "Testa") == set()
