"""The agenda and the minutes of a meeting about cases in a real browser: what a secretary reads when it goes wrong."""

from dataclasses import dataclass
from datetime import date
from threading import Thread

import pytest
from driven_service import Clock, Driven, local
from sample_people import KE, PARTIES, confirmed, delegate, set_everybody
from test_in_a_browser import CASE, open_case, serious_faults
from werkzeug.serving import make_server
from windows import PHONE, House

from agenda.cases.follow_up import FollowUpGiven
from agenda.cases.lookup import AnswerGiven, AnswerKind
from agenda.cases.outcome import OutcomeGiven, OutcomeKind
from service.app import Surroundings, open_service
from service.web.application import create_app
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.deciding import Decision, record_outcome
from service.workflow.cases.following_up import Following, set_follow_up
from service.workflow.cases.intake import take_concern

pytestmark = pytest.mark.browser

NOTHING = AnswerGiven(AnswerKind.NOTHING_REGISTERED)
CONVERSATION = OutcomeGiven(
    OutcomeKind.CONVERSATION, "sof", "Der er grund til en samtale.", due_on=date(2026, 12, 22)
)
STATUS = FollowUpGiven(date(2026, 12, 8), "Er samtalen holdt?")
OTHERS_WERE_FIRST = "En anden har ændret det imens"


@dataclass
class Scene:
    """The first meeting is held and its case comes back to the second, whose agenda is a draft."""

    house: House
    held: str
    ahead: str

    def page(self, path, role="secretariat", size=None):
        shown = self.house.window(role, size) if size else self.house.window(role)
        shown.goto(f"{self.house.address}{path.format(held=self.held, ahead=self.ahead)}")
        return shown


def played(folder):
    clock = Clock(local("2026-11-09"))
    driven = Driven(open_service(Surroundings(folder, clock=clock)), clock)
    set_everybody(driven, *(delegate(party) for party in PARTIES))
    driven.plan(KE, "2026-11-24", "2026-12-22")
    driven.do(take_concern, confirmed(parties=("ssp", "sof")))
    for party in ("ssp", "sof"):
        driven.do(answer_lookup, driven.lookup(CASE, party).id, NOTHING, as_=f"agency:{party}")
    driven.play_until(local("2026-11-24", "10:00"))
    case = driven.case(CASE)
    driven.do(record_outcome, CASE, Decision(case.meeting_id, CONVERSATION, case.revision))
    driven.do(set_follow_up, CASE, Following(STATUS, driven.case(CASE).revision))
    driven.play_until(local("2026-12-01", "12:00"))
    return driven


@pytest.fixture
def scene(tmp_path, browser):
    driven = played(tmp_path)
    server = make_server("127.0.0.1", 0, create_app(driven.service), threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    held, ahead = (meeting.id for meeting in driven.meetings(KE)[:2])
    yield Scene(House(f"http://127.0.0.1:{server.server_port}", browser), held, ahead)
    server.shutdown()
    thread.join()
    server.server_close()
    driven.service.engine.dispose()


def test_neither_agenda_nor_minutes_has_a_serious_fault_of_accessibility_or_scrolls_sideways(scene):
    for path in ("/meetings/{ahead}/agenda", "/meetings/{held}/minutes"):
        assert serious_faults(scene.page(path)) == []
        phone = scene.page(path, size=PHONE)
        assert phone.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_of_two_secretaries_who_reorder_at_once_the_second_is_told_and_loses_nothing(scene):
    first, second = (scene.page("/meetings/{ahead}/agenda") for _ in range(2))
    assert CASE in first.locator("table.agenda").inner_text()
    first.locator("input[name^=minutes-]").nth(1).fill("25")
    first.get_by_role("button", name="Gem rækkefølge og tider").click()
    assert "Rækkefølge og tider er gemt" in first.get_by_role("status").inner_text()
    second.locator("input[name^=minutes-]").first.fill("20")
    second.get_by_role("button", name="Gem rækkefølge og tider").click()
    assert OTHERS_WERE_FIRST in second.get_by_role("alert").inner_text()
    assert second.locator("input[name^=minutes-]").first.input_value() == "20"
    assert "25 min." in second.locator("table.agenda").inner_text()


def test_minutes_are_approved_by_somebody_who_was_there_and_by_nobody_else(scene):
    office = scene.page("/meetings/{held}/minutes")
    rows = office.locator("table tbody tr")
    for at, party in enumerate(sorted(PARTIES)):
        mark = "present" if party == "ssp" else "apologies"
        rows.nth(at).locator("select").first.select_option(mark)
    office.get_by_role("button", name="Gem fremmødet").click()
    office.get_by_role("button", name="Send til kommentering").click()
    absent, there = (scene.page("/meetings/{held}/minutes", f"agency:{who}") for who in ("kf", "ssp"))
    assert absent.get_by_role("button", name="Godkend").count() == 0
    there.locator("details", has_text="Godkend").first.evaluate("details => details.open = true")
    there.get_by_label("Hvorfor før fristen?").fill("Alle har læst det på mødet")
    there.get_by_role("button", name="Godkend").click()
    assert "Godkendt" in there.locator(".head").inner_text()


def test_what_is_said_of_the_case_is_read_in_the_case_and_not_in_the_minutes(scene):
    office = scene.page("/meetings/{held}/minutes")
    assert CONVERSATION.grounds not in office.content()
    open_case(office, scene.house.address)
    office.goto(f"{scene.house.address}/cases/{CASE}/minutes/{scene.held}")
    assert CONVERSATION.grounds in office.content()
