"""A real server on a free loopback port, with its clock in the test's hands, and a real browser in front of it."""

import os
import shutil
from datetime import UTC, datetime
from threading import Thread

import pytest
from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server
from windows import House

from agenda.access import actor_named
from agenda.cases.citizen import CitizenGiven
from agenda.cases.concern import Basis, ConcernGiven, SourceKind, Urgency
from service.app import Surroundings, open_service
from service.web.application import create_app
from service.workflow import rescheduling
from service.workflow.cases.intake import Intake, take_concern
from service.workflow.meetings.planning import Period, propose
from service.workflow.people import BodyGiven, PartyGiven, PeopleGiven, PersonGiven, set_people

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
MUST_RUN = "browser" in os.environ.get("MOEDEKLAR_TESTS_MAY_NOT_SKIP", "")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PARTIES = ("ssp", "sof", "dks", "kf", "bif")
NOW = datetime(2026, 11, 9, 8, tzinfo=UTC)


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        reason = "no chromium here: apt-get install chromium"
        pytest.fail(reason) if MUST_RUN else pytest.skip(reason)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def house(tmp_path_factory, browser):
    """A secretariat with a confirmed calendar and one case whose parties have been asked; one for all tests."""
    service = open_service(Surroundings(tmp_path_factory.mktemp("house"), clock=lambda: NOW))
    set_scene(service)
    server = make_server("127.0.0.1", 0, create_app(service), threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield House(f"http://127.0.0.1:{server.server_port}", browser)
    server.shutdown()
    thread.join()
    server.server_close()
    service.engine.dispose()


def set_scene(service):
    with service.unit(actor_named("secretariat")) as unit:
        set_people(unit, people(), NOW)
        plan = propose(unit, "koordineringsenheden", Period(), NOW)
    with service.unit(actor_named("secretariat")) as unit:
        rescheduling.confirm_plan(unit, plan.id, NOW)
    with service.unit(actor_named("secretariat")) as unit:
        take_concern(unit, Intake(concern(), is_confirmed=True), NOW)
    service.tick()


def people():
    office = BodyGiven("VINK", "ke@moedeklar.invalid", "Rådhuset")
    return PeopleGiven(
        PersonGiven("VINK", "vink@moedeklar.invalid"),
        (("koordineringsenheden", office),),
        tuple(PartyGiven(party, None, f"{party}@moedeklar.invalid") for party in PARTIES),
    )


def concern():
    return ConcernGiven(
        citizen=CitizenGiven("Testa Prøvesen", "010190-5001", None, "København"),
        source_kind=SourceKind.HOTLINE,
        source="",
        theme="other",
        words="Kildens egne ord",
        urgency=Urgency.NORMAL,
        basis=Basis.SSP,
        purpose="Afklare behovet for en samtale",
        necessity="Ingen enkelt myndighed kan vurdere det",
    )
