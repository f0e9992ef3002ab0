"""The API's examples speak of the installation whose API it is."""

import json
import tomllib

import another_town
from another_town import traces

from service.settings.load import settings_of
from service.web.description import examples
from service.web.example_words import as_here

DEFAULT = settings_of({}, {})
TOWN = settings_of(tomllib.loads(another_town.SETTINGS), {})


def told(shown):
    return json.dumps(shown, ensure_ascii=False)


def test_by_the_default_settings_they_stand_as_they_were_recorded():
    assert as_here(examples(), DEFAULT, DEFAULT) == examples()


def test_in_another_town_they_bear_no_trace_of_the_defaults():
    shown = told(as_here(examples(), DEFAULT, TOWN))
    assert traces(shown) == []
    assert "OD-2026-0001" in shown
    assert '"body": "borgerenheden"' in shown
    assert '"party": "odins_politi"' in shown


def test_a_ground_in_the_law_is_no_party():
    guest = {"basis": "ssp", "party": "ssp", "who": "agency:ssp"}
    assert as_here(guest, DEFAULT, TOWN) == {
        "basis": "ssp",
        "party": "boernehjoernet",
        "who": "agency:boernehjoernet",
    }


def test_names_that_hold_others_are_told_whole():
    said = "Den Kriminalpræventive Sektion, Københavns Politi i København, KE-2026-0001"
    assert as_here(said, DEFAULT, TOWN) == "Åens Friplads i Odense, OD-2026-0001"
