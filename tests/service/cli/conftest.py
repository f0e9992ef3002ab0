import shutil

import pytest
from click.testing import CliRunner

from agenda.access import actor_named
from service.app import Surroundings, open_service
from service.cli.main import main
from service.workflow import people, rescheduling
from service.workflow.meetings import planning

PARTIES = ("ssp", "sof", "dks", "kf", "bif")


@pytest.fixture(autouse=True)
def nothing_set_outside(monkeypatch):
    for name in ("MOEDEKLAR_CONFIG", "MOEDEKLAR_DATABASE_URL", "MOEDEKLAR_MASTER_KEY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def moedeklar(tmp_path):
    """Runs the command on the folder of the test."""

    def run(command, *args, stdin=None):
        arguments = [command, *args, "--dir", str(tmp_path)]
        return CliRunner().invoke(main, arguments, input=stdin, prog_name="moedeklar")

    return run


@pytest.fixture
def empty_store(tmp_path, sqlite_template):
    """A store of which nothing is known but that it is there."""
    shutil.copytree(sqlite_template, tmp_path, dirs_exist_ok=True)


@pytest.fixture
def store(tmp_path, empty_store):
    """The service on the folder of the test, with people and a confirmed plan."""
    service = open_service(Surroundings(tmp_path))
    secretariat, now = actor_named("secretariat"), service.clock()
    with service.unit(secretariat) as unit:
        people.set_people(unit, _people(), now)
        plan = planning.propose(unit, "koordineringsenheden", planning.Period(), now)
    with service.unit(secretariat) as unit:
        rescheduling.confirm_plan(unit, plan.id, now)
    yield service
    service.engine.dispose()


def _people():
    body = people.BodyGiven("VINK", "enheden@moedeklar.invalid", "Prøvegården")
    return people.PeopleGiven(
        bodies=(("koordineringsenheden", body),),
        parties=tuple(people.PartyGiven(party, mailbox=f"{party}@moedeklar.invalid") for party in PARTIES),
        members=(
            people.MemberGiven(
                "koordineringsenheden", people.PersonGiven("Sara Eksempelsen", "sara@moedeklar.invalid")
            ),
        ),
    )
