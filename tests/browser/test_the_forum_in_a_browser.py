"""The forum's pages in a real browser: its secretariat's, and a member's own, at a desk and on a phone."""

from threading import Thread

import pytest
from driven_service import Clock, Driven, local
from forum_scene import ALMA, BO, attendee, forum_year
from sample_people import FORUM
from test_in_a_browser import serious_faults
from werkzeug.serving import make_server
from windows import PHONE, House

from agenda.access import MEMBER
from agenda.forum.topic import TopicGiven, TopicState
from service.app import Surroundings, open_service
from service.web.application import create_app
from service.workflow.agendas import compose_agenda
from service.workflow.forum.materials import FileGiven, add_material
from service.workflow.forum.needs import state_needs
from service.workflow.forum.private_link import guest_with, link_of
from service.workflow.forum.topics import Decision, decide, propose_over_link

pytestmark = pytest.mark.browser

TOPICS_ARE_OPEN = local("2027-04-01", "12:00")  # for the second meeting; the first is held
OFFICE = (
    "/meetings",
    "/plans",
    "/forum",
    "/forum/meetings",
    "/forum/meetings/{ahead}",
    "/meetings/{ahead}",
    "/meetings/{ahead}/agenda",
    "/meetings/{held}",
    "/meetings/{held}/agenda",
    "/meetings/{held}/minutes",
)
TITLES = ("Unge i foreningslivet", "Ensomhed blandt ældre i de store boligområder", "Housing")


class Forum:
    """A meeting that is held and one ahead, with topics, needs, a material and a draft of its agenda."""

    def __init__(self, folder):
        clock = Clock(None)
        driven = self.driven = Driven(None, clock)

        def start_on(moment):
            clock.now = moment
            driven.service = open_service(Surroundings(folder, clock=clock))
            return driven

        forum_year(start_on)
        driven.play_until(TOPICS_ARE_OPEN)
        self.held, self.ahead = (one.id for one in driven.meetings(FORUM)[:2])
        topics = [self.guest(ALMA, propose_over_link, TopicGiven(title, "Hvad gør vi?")) for title in TITLES]
        self.guest(ALMA, state_needs, ["vegan", "arabic"])
        driven.do(decide, topics[1].id, Decision(TopicState.ACCEPTED), 1, as_="forum")
        driven.do(add_material, self.ahead, FileGiven("oplaeg.pdf", b"%PDF-1.7\n", "Oplæg"), as_="forum")
        driven.do(compose_agenda, self.ahead, as_="forum")

    def link(self, email):
        with self.driven.service.unit(MEMBER) as unit:
            meeting = self.driven.meeting(self.ahead)
            return "/m/" + link_of(unit, attendee(self.driven, email, meeting)).rpartition("/")[2]

    def guest(self, email, verb, *args):
        token = self.link(email).rpartition("/")[2]
        with self.driven.service.unit(MEMBER) as unit:
            return verb(unit, guest_with(unit, token, self.driven.now), *args, self.driven.now)


@pytest.fixture(scope="module")
def forum(tmp_path_factory, browser):
    made = Forum(tmp_path_factory.mktemp("forum"))
    yield made
    made.driven.service.engine.dispose()


@pytest.fixture(scope="module")
def forum_house(forum, browser):
    server = make_server("127.0.0.1", 0, create_app(forum.driven.service), threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield House(f"http://127.0.0.1:{server.server_port}", browser)
    server.shutdown()
    thread.join()
    server.server_close()


def paths(forum):
    return [path.format(ahead=forum.ahead, held=forum.held) for path in OFFICE]


def opened(house, path, size=PHONE):
    page = house.browser.new_context(viewport=size, locale="da-DK").new_page()
    page.goto(house.address + path)
    return page


def is_too_wide(page):
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_no_page_of_the_forums_secretariat_has_a_serious_fault_of_accessibility(forum, forum_house):
    page = forum_house.window("forum")
    faults = {}
    for path in paths(forum):
        answer = page.goto(forum_house.address + path)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        faults[path] = (answer.status, serious_faults(page))
    assert faults == dict.fromkeys(paths(forum), (200, []))


def test_nor_the_page_of_a_member_with_everything_open_and_a_fault_in_it(forum, forum_house):
    page = opened(forum_house, forum.link(ALMA))
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert serious_faults(page) == []
    page.get_by_role("button", name="Send forslaget").click()
    page.get_by_role("alert").wait_for()
    assert serious_faults(page) == []


def test_on_a_phone_none_of_them_scrolls_sideways(forum, forum_house):
    page = forum_house.window("forum", PHONE)
    too_wide = []
    for path in [*paths(forum), forum.link(ALMA)]:
        page.goto(forum_house.address + path)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        if is_too_wide(page):
            too_wide.append(path)
    assert too_wide == []


def test_on_a_phone_the_order_of_an_agenda_is_read_and_changed_without_scrolling_in_its_table(
    forum, forum_house
):
    page = forum_house.window("forum", PHONE)
    page.goto(f"{forum_house.address}/meetings/{forum.ahead}/agenda")
    table = page.locator(".table").first
    assert table.evaluate("one => one.scrollWidth <= one.clientWidth")
    assert serious_faults(page) == []
    page.locator("table.agenda tr", has_text="Ensomhed").get_by_text("Ned").click()
    page.get_by_role("status").wait_for()
    assert "Eventuelt" in page.locator("table.agenda tbody tr").nth(1).inner_text()


def test_on_a_phone_the_charter_and_what_comes_are_read_without_scrolling_in_their_tables(forum, forum_house):
    page = forum_house.window("forum", PHONE)
    for path in ("/forum", "/forum/desk"):
        page.goto(forum_house.address + path)
        tables = page.locator(".table")
        assert tables.count() > 0
        assert tables.evaluate_all("all => all.every(one => one.scrollWidth <= one.clientWidth)")
        assert serious_faults(page) == []


def test_a_member_answers_proposes_and_says_what_they_need_on_a_phone(forum, forum_house):
    page = opened(forum_house, forum.link(BO))
    page.check("text=Ja, jeg kommer")
    page.get_by_role("button", name="Svar", exact=True).click()
    page.get_by_text("Tak. Dit svar er gemt.").wait_for()
    page.fill("#f-title", "Cykler til alle")
    page.get_by_role("button", name="Send forslaget").click()
    page.get_by_text("Tak. Dit forslag er modtaget").wait_for()
    page.check("text=Vegansk")
    page.get_by_role("button", name="Gem", exact=True).click()
    page.get_by_text("Det, du har brug for, er gemt.").wait_for()
    assert (page.is_checked("text=Ja, jeg kommer"), page.is_checked("text=Vegansk")) == (True, True)
    assert "Cykler til alle" in page.inner_text("main")


def test_the_secretariat_puts_a_topic_off_on_a_phone_and_what_is_missing_is_told_at_its_field(
    forum, forum_house
):
    page = forum_house.window("forum", PHONE)
    page.goto(f"{forum_house.address}/forum/meetings/{forum.ahead}")
    article = page.locator("article", has_text="Housing")
    article.get_by_text("Besvar emnet").click()
    article.get_by_label("Udskyd det til et senere møde").check()
    article.get_by_role("button", name="Svar på emnet").click()
    page.get_by_role("alert").get_by_role("link").click()
    assert page.evaluate("document.activeElement.id") == "f-reply"
    page.keyboard.type("Der er fuldt.")
    article.get_by_role("button", name="Svar på emnet").click()
    page.get_by_role("status").wait_for()
    assert page.locator("article", has_text="Housing").count() == 0
