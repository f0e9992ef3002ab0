"""Lists that grow with the years come in pages: each row stands on one of them, in the order of the whole list."""

from datetime import date, timedelta

import pytest
from driven_service import local
from sample_people import KE, citizen, concern, confirmed, set_everybody

from agenda.access import actor_named
from agenda.cases.action import ActionGiven
from agenda.cases.lookup import AnswerGiven, AnswerKind, LookupState
from agenda.paging import PageWanted
from notifications.message import State
from service.database.listing import Wanted
from service.workflow.cases.agreeing import ActionEnd, ActionState, Agreement, agree_action, settle_action
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.intake import take_concern
from service.workflow.cases.own_actions import actions_shown
from service.workflow.cases.showing import lookups_of
from service.workflow.outbox import messages_of

NOTHING = AnswerGiven(AnswerKind.NOTHING_REGISTERED)
WHOLE = PageWanted(size=200)


@pytest.fixture
def driven(start_on):
    """Six concerns an hour apart, of which SSP has answered the second and the fifth."""
    driven = start_on(local("2026-11-09"))
    set_everybody(driven)
    driven.plan(KE, "2026-11-24", "2026-12-22")
    for number in range(6):
        about = concern(citizen(f"Prøve{'abcdef'[number]} Opdigtsen", f"0{number + 1}0190-5001"))
        reference = driven.do(take_concern, confirmed(about, parties=("ssp",))).reference
        if number in {1, 4}:
            driven.do(answer_lookup, driven.lookup(reference, "ssp").id, NOTHING, as_="agency:ssp")
        driven.clock.now += timedelta(hours=1)
    return driven


def by_pages(driven, as_, listed, size):
    """All rows, page after page, until none follows."""
    rows, page = [], PageWanted(1, size)
    while page is not None:
        with driven.service.unit(actor_named(as_)) as unit:
            found = listed(unit, page)
        assert len(found.rows) <= size
        rows += found.rows
        page = PageWanted(found.next_number, size) if found.next_number else None
    assert len(rows) == found.total
    return rows


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 6, 7])
def test_an_agencys_requests_come_the_open_ones_first_and_then_the_newest_wherever_a_page_ends(driven, size):
    rows = by_pages(driven, "agency:ssp", lookups_of, size)
    references = [reference for _, reference in rows]
    assert references == [f"KE-2026-000{number}" for number in (6, 4, 3, 1, 5, 2)]
    assert [lookup.state for lookup, _ in rows[-2:]] == [LookupState.ANSWERED] * 2


def test_and_another_agency_has_none_of_them(driven):
    assert by_pages(driven, "agency:sof", lookups_of, 2) == []


@pytest.mark.parametrize("size", [1, 2, 3])
def test_agreed_actions_come_the_open_ones_first_and_then_by_their_day(driven, size):
    driven.play_until(local("2026-11-24", "09:30"))
    meeting_id = driven.meetings(KE)[0].id
    agreed = {}
    for reference, owner, day in (
        ("KE-2026-0002", "sof", 22),
        ("KE-2026-0005", "ssp", 8),
        ("KE-2026-0002", "ssp", 15),
    ):
        given = ActionGiven(owner, "Kontakt til skolen", date(2026, 12, day))
        agreed[day] = driven.do(agree_action, reference, Agreement(meeting_id, given))
    end = ActionEnd(ActionState.DONE, "", agreed[8].revision)
    driven.do(settle_action, agreed[8].id, end, as_="agency:ssp")
    listed = {
        role: [action.due_on.day for action, _ in by_pages(driven, role, actions_shown, size)]
        for role in ("secretariat", "agency:ssp", "agency:sof", "agency:kf")
    }
    assert listed == {"secretariat": [15, 22, 8], "agency:ssp": [15, 8], "agency:sof": [22], "agency:kf": []}


@pytest.mark.parametrize("states", [frozenset(State), {State.PENDING}])
@pytest.mark.parametrize("size", [2, 4])
def test_messages_come_the_newest_first(driven, states, size):
    rows = by_pages(
        driven,
        "secretariat",
        lambda unit, page: messages_of(unit, Wanted(frozenset(states), page=page)),
        size,
    )
    with driven.service.unit(actor_named("secretariat")) as unit:
        whole = messages_of(unit, Wanted(frozenset(states), page=WHOLE)).rows
    assert [one.id for one in rows] == [one.id for one in whole]
    moments = [one.created_at for one in rows]
    assert moments == sorted(moments, reverse=True)
    assert len({one.id for one in rows}) == len(rows) >= 6
