"""Whoever starts the service is told what of its settings has no effect, or not the one meant."""

import json

import another_town
import pytest
from click.testing import CliRunner
from driven_service import local
from sample_people import KE, confirmed, set_everybody

from service.cli.main import main
from service.workflow.cases.asking import NoPoliceParty
from service.workflow.cases.intake import take_concern
from service.workflow.people import Days, PartyGiven, PeopleGiven, set_people

NOVEMBER = local("2026-11-09")
UNKNOWN = '[cases]\npolice_party = "nye"\nnot_asked_for_children_under_15 = ["kf", "nyere"]\n'
REMEDY = "add it by `moedeklar people FILE` or PUT /api/v1/people, or name another"


def test_of_the_defaults_there_is_nothing_to_say(new_service):
    assert new_service(NOVEMBER).service.told_at_start() == []


def test_a_party_that_only_the_settings_know_is_told_of_until_people_bring_it(new_service):
    driven = new_service(NOVEMBER, config=UNKNOWN)
    assert driven.service.told_at_start() == [
        f"cases.police_party: nye is no party, or has ended; {REMEDY}",
        f"cases.not_asked_for_children_under_15: nyere is no party; {REMEDY}",
    ]
    driven.do(set_people, PeopleGiven(parties=(PartyGiven("nye", "De Nye"), PartyGiven("nyere", "De Nyere"))))
    assert driven.service.told_at_start() == []


def test_a_police_party_that_has_ended_is_told_of(new_service):
    driven = new_service(NOVEMBER)
    driven.clock.now = local("2026-12-09")
    driven.do(
        set_people, PeopleGiven(parties=(PartyGiven("dks", days=Days(None, local("2026-12-01").date())),))
    )
    assert driven.service.told_at_start() == [f"cases.police_party: dks is no party, or has ended; {REMEDY}"]


def test_where_nobody_can_clear_a_case_that_waits_for_the_police_it_is_refused_with_the_remedy(new_service):
    driven = new_service(NOVEMBER, config=UNKNOWN)
    set_everybody(driven)
    driven.plan(KE, "2026-11-24", "2026-12-22")
    with pytest.raises(NoPoliceParty) as refused:
        driven.do(take_concern, confirmed(needs_clearance=True))
    assert refused.value.field == "needs_clearance"
    assert "cases.police_party" in refused.value.remedy
    assert driven.do(take_concern, confirmed()).reference == "KE-2026-0001"


def test_another_town_is_told_what_it_left_as_the_defaults_have_it(new_service):
    driven = new_service(NOVEMBER, config='[cases]\nmunicipality = "Odense"')
    keys = [said.partition(":")[0] for said in driven.service.told_at_start()]
    assert keys == ["letters.sender", "cases.reference_prefix", "parties.dks", "parties.ssp"]


def test_one_that_has_said_who_it_is_is_told_nothing(new_service):
    assert new_service(NOVEMBER, config=another_town.SETTINGS).service.told_at_start() == []


def test_the_command_that_checks_says_it_too_and_is_not_well(tmp_path):
    file = tmp_path / "egne.toml"
    file.write_text(UNKNOWN, encoding="utf-8")
    where = ["--dir", str(tmp_path), "--config", str(file)]
    people = {"secretariat": {"name": "Kontoret", "email": "kontor@moedeklar.invalid"}}
    CliRunner().invoke(main, ["people", "-", *where], input=json.dumps(people))
    result = CliRunner().invoke(main, ["check", "--json", *where])
    shown = json.loads(result.stdout)
    assert (result.exit_code, shown["is_well"], len(shown["settings"])) == (1, False, 2)
    assert "NOT OK: cases.police_party: nye is no party" in CliRunner().invoke(main, ["check", *where]).stdout
