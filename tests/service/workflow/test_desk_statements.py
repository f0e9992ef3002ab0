"""What the desk asks of the store is the same however many cases, meetings ahead and years there are, and little."""

import pytest
from counted import statements_of
from driven_service import local
from sample_people import FORUM, KE, citizen, concern, confirmed, member, set_everybody

from agenda.access import Actor, Role
from agenda.cases.lookup import AnswerGiven, AnswerKind
from service.foreseer import Foreseer
from service.web.application import create_app
from service.web.current import FORESEER
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.intake import take_concern
from service.workflow.cases.readiness import readiness_of
from service.workflow.desk import desk_of
from service.workflow.forum.waiting import waiting_for_the_forum

OFFICE = Actor(Role.SECRETARIAT)
NAMES = "abcdefgh"


@pytest.fixture
def driven(start_on):
    driven = start_on(local("2026-11-09"))
    set_everybody(driven, member("ssp"), member("sof"), member("kf", FORUM))
    driven.plan(KE, "2026-11-24", "2026-12-22")
    return driven


def take(driven, first, last, *, is_answered=False):
    for number in range(first, last):
        name = f"Prøve{NAMES[number % 8]}{NAMES[number // 8]} Opdigtsen"
        about = concern(citizen(name, f"{number % 28 + 1:02}{number // 28 + 1:02}90-5001"))
        reference = driven.do(take_concern, confirmed(about, parties=("ssp",))).reference
        if is_answered:
            lookup = driven.lookup(reference, "ssp")
            given = AnswerGiven(AnswerKind.NOTHING_REGISTERED)
            driven.do(answer_lookup, lookup.id, given, as_="agency:ssp")


def questions(asked):
    """Less the beginnings of transactions, and how long PostgreSQL is to wait in one."""
    return [each for each in asked if not each.startswith(("BEGIN", "SET LOCAL"))]


def asked_for(driven, view, actor=OFFICE):
    with driven.service.reading(actor) as unit, statements_of(driven.service.engine) as asked:
        view(unit, driven.now)
    return len(questions(asked))


VIEWS = [(desk_of, 11), (lambda unit, now: readiness_of(unit, None, now), 9)]


@pytest.mark.parametrize(("view", "most"), VIEWS, ids=["desk", "readiness"])
def test_twice_as_many_cases_ask_as_few_statements(driven, view, most):
    take(driven, 0, 2)
    few = asked_for(driven, view)
    take(driven, 2, 6)
    assert (asked_for(driven, view), few <= most) == (few, True)


@pytest.mark.parametrize(("view", "most"), VIEWS, ids=["desk", "readiness"])
def test_what_lies_behind_and_what_is_planned_ask_no_more(driven, view, most):
    """Cases released, treated and owed their outcome, minutes chased, and meetings of both bodies for a year."""
    take(driven, 0, 4, is_answered=True)
    driven.play_until(local("2026-11-23"))
    take(driven, 4, 8)
    driven.play_until(local("2026-12-21"))
    driven.plan(KE, "2027-01-01", "2027-12-31")
    driven.plan(FORUM, "2027-01-01", "2027-12-31")
    assert {"outcome", "minutes_wanted", "no_quorum"} <= waiting(driven)
    assert asked_for(driven, view) <= most


def waiting(driven):
    with driven.service.reading(OFFICE) as unit:
        return {one.what for one in desk_of(unit, driven.now).waiting}


def test_the_desk_of_the_forum_asks_no_more_for_another_year_of_meetings(driven):
    forum = Actor(Role.FORUM)
    driven.plan(FORUM, "2027-01-01", "2027-12-31")
    few = asked_for(driven, waiting_for_the_forum, forum)
    driven.plan(FORUM, "2028-01-01", "2028-12-31")
    assert asked_for(driven, waiting_for_the_forum, forum) == few


@pytest.fixture
def forty(driven):
    """Forty cases, of which some are released, some owe an outcome, and some are overdue."""
    take(driven, 0, 15, is_answered=True)
    driven.play_until(local("2026-11-24", "12:00"))
    take(driven, 15, 30, is_answered=True)
    take(driven, 30, 40)
    driven.play_until(local("2026-12-04", "13:00"))
    return driven


def test_a_page_of_forty_cases_asks_fifteen_questions_at_most(forty):
    """Names and record included."""
    app, service = create_app(forty.service), forty.service
    foreseer = app.extensions[FORESEER] = Foreseer(service)
    foreseer.renew()
    client = app.test_client()
    form = client.get("/login").get_data(as_text=True)
    token = form.partition('name="csrf_token"')[2].partition('value="')[2].partition('"')[0]
    client.post("/login", data={"role": "secretariat", "csrf_token": token})
    asked_by = {}
    for page, shown in (("/", "skriv udfaldet"), ("/readiness", "KE-2026-0016")):
        client.get(page)  # a look that is the same as another within minutes is counted with it
        with statements_of(service.engine) as asked:
            answer = client.get(page).get_data(as_text=True)
        assert shown in answer
        asked_by[page] = len(questions(asked))
    assert asked_by == {"/": 14, "/readiness": 12}
