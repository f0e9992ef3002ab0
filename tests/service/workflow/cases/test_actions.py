"""An agreed action: its owner sees it and is reminded until it is settled; until then it is carried over."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from case_at_meeting import BEGINS, CONVERSATION, at_its_meeting, decide, shown, with_meetings
from driven_service import Told, local
from sample_people import KE, contact_of

from agenda.access import actor_named
from agenda.cases.action import ActionDueElsewhen, ActionGiven, ActionSettled, ActionState
from agenda.cases.case import CaseState
from agenda.cases.outcome import CaseNotOnAgenda, OutcomeKind
from agenda.errors import ChangedMeanwhile, NotAllowed
from agenda.meetings.agenda import ItemKind
from agenda.meetings.meeting import ReasonMissing
from agenda.meetings.plan import ClosedDate
from agenda.paging import PageWanted
from service.database.cases.acting import NoSuchAction
from service.workflow.cases.agenda import wanted_of_cases
from service.workflow.cases.agreeing import ActionEnd, Agreement, agree_action, settle_action
from service.workflow.cases.own_actions import actions_shown, show_action
from service.workflow.rescheduling import close_day, open_day

WHAT = "Kontakt til skolen"
SOF = ActionGiven("sof", WHAT, date(2026, 12, 8))


@pytest.fixture
def driven(start_on):
    return with_meetings(start_on)


@pytest.fixture
def reference(driven):
    return at_its_meeting(driven)


def agree(driven, reference, given=SOF, meeting_id=None, **named):
    meeting_id = meeting_id or driven.case(reference).meeting_id
    return driven.do(agree_action, reference, Agreement(meeting_id, given), **named)


def settle(driven, action, state=ActionState.DONE, reason="", as_="agency:sof"):
    return driven.do(settle_action, action.id, ActionEnd(state, reason, action.revision), as_=as_)


def listed(driven, as_):
    with driven.service.unit(actor_named(as_)) as unit:
        return [(action.id, reference) for action, reference in actions_shown(unit, PageWanted()).rows]


def test_its_owner_sees_what_is_to_be_done_and_that_is_recorded(driven, reference):
    agreed = agree(driven, reference)
    assert listed(driven, "agency:sof") == listed(driven, "secretariat") == [(agreed.id, reference)]
    own = driven.do(show_action, agreed.id, as_="agency:sof")
    assert (own.content.what, own.citizen.name) == (WHAT, "Testa Prøvesen")
    assert driven.entries("read_case")[-1].purpose == "see to the agreed action"


def test_another_agency_sees_neither_the_action_nor_that_there_is_one(driven, reference):
    agreed = agree(driven, reference)
    assert listed(driven, "agency:ssp") == []
    with pytest.raises(NoSuchAction):
        driven.do(show_action, agreed.id, as_="agency:ssp")
    with pytest.raises(NoSuchAction):
        settle(driven, agreed, as_="agency:ssp")
    with pytest.raises(NoSuchAction):
        driven.do(show_action, "nobody", as_="agency:sof")


def test_an_owner_who_was_never_asked_about_the_case_sees_the_action_too(driven, reference):
    agreed = agree(driven, reference, replace(SOF, owner="kf"))
    assert driven.do(show_action, agreed.id, as_="agency:kf").content.what == WHAT


def test_the_owner_is_reminded_two_days_before_on_the_day_and_each_week_after_until_it_is_settled(
    driven, reference
):
    agreed = agree(driven, reference)
    driven.play_until(local("2026-12-16"))
    to = contact_of("sof")
    assert driven.told("action_reminder") == [
        Told("2026-12-04 09:00", "action_reminder", to),
        Told("2026-12-08 09:00", "action_reminder", to),
        Told("2026-12-15 09:00", "action_reminder", to),
    ]
    settle(driven, driven.do(show_action, agreed.id).action)
    driven.play_until(local("2026-12-30"))
    assert len(driven.told("action_reminder")) == 3


def test_one_digest_tells_of_all_an_agency_has_to_do(driven, reference):
    agree(driven, reference)
    agree(driven, reference, replace(SOF, what="Kontakt til klubben"))
    driven.play_until(local("2026-12-04", "10:00"))
    assert len(driven.told("action_reminder")) == 1


def test_a_reminder_says_nothing_of_what_is_to_be_done(driven, reference):
    agree(driven, reference)
    driven.play_until(local("2026-12-04", "10:00"))
    (message,) = driven.messages("action_reminder")
    assert WHAT not in str(message.facts)
    assert reference.encode() in message.content


def test_after_an_outage_one_reminder_goes_out_and_only_in_office_hours(driven, reference):
    agree(driven, reference)
    driven.at(local("2026-12-15", "19:00"))
    assert driven.told("action_reminder") == []
    driven.at(local("2026-12-16", "08:00"))
    assert driven.told("action_reminder") == [Told("2026-12-16 08:00", "action_reminder", contact_of("sof"))]


def due(driven, reference):
    (one,) = shown(driven, reference).actions
    return one.action.wanted_on, one.action.due_on


def test_one_that_is_due_on_a_closed_day_is_due_on_the_next_open_one(driven, reference):
    sunday = date(2026, 12, 6)
    agree(driven, reference, replace(SOF, due_on=sunday))
    assert due(driven, reference) == (sunday, date(2026, 12, 7))
    assert driven.entries("agree_action")[-1].facts["wanted_on"] == "2026-12-06"


def test_it_follows_a_day_that_is_closed_later_and_so_do_its_reminders(driven, reference):
    agree(driven, reference)
    closed = SOF.due_on
    driven.do(close_day, ClosedDate(closed, "Flytning"))
    assert due(driven, reference) == (closed, date(2026, 12, 9))
    driven.do(open_day, closed)
    assert due(driven, reference) == (closed, closed)
    driven.do(close_day, ClosedDate(closed, "Flytning"))
    driven.play_until(local("2026-12-10"))
    assert [told.at for told in driven.told("action_reminder")] == ["2026-12-04 09:00", "2026-12-09 09:00"]


@pytest.mark.parametrize("due_on", [date(2026, 11, 23), date(2026, 11, 24), date(2027, 12, 24)])
def test_one_that_is_due_in_the_past_today_or_in_more_than_a_year_is_refused(driven, reference, due_on):
    with pytest.raises(ActionDueElsewhen):
        agree(driven, reference, replace(SOF, due_on=due_on))
    assert shown(driven, reference).actions == ()


def test_it_is_carried_over_from_its_day_on_until_it_is_settled(driven, reference):
    agreed = agree(driven, reference)
    decide(driven, reference)
    second, third = driven.meetings(KE)[1:3]
    wanted = [(i.kind, i.about) for m in (second, third) for i in driven.do(wanted_of_cases, m)]
    assert wanted == [(ItemKind.CARRIED_OVER, reference)] * 2
    settle(driven, agreed)
    assert driven.do(wanted_of_cases, second) == []


def test_before_its_day_it_brings_the_case_onto_no_agenda(driven, reference):
    agree(driven, reference, replace(SOF, due_on=date(2026, 12, 9)))
    decide(driven, reference)
    assert driven.do(wanted_of_cases, driven.meetings(KE)[1]) == []


@pytest.mark.parametrize(
    ("state", "reason"),
    [(ActionState.NO_LONGER_POSSIBLE, "Familien er flyttet"), (ActionState.NOT_DONE, "Sygdom")],
)
def test_what_was_not_done_is_settled_with_its_reason_which_lies_sealed(driven, reference, state, reason):
    agreed = agree(driven, reference)
    with pytest.raises(ReasonMissing):
        settle(driven, agreed, state)
    settle(driven, agreed, state, reason)
    (one,) = shown(driven, reference).actions
    assert (one.action.state, one.content.reason, one.action.settled_by) == (state, reason, "agency:sof")
    assert reason not in str([e.facts for e in driven.entries("settle_action")])


def test_it_is_settled_once_and_by_the_revision_that_was_read(driven, reference):
    agreed = agree(driven, reference)
    settled = settle(driven, agreed, as_="secretariat")
    with pytest.raises(ChangedMeanwhile):
        settle(driven, agreed)
    with pytest.raises(ActionSettled):
        driven.do(settle_action, agreed.id, ActionEnd(ActionState.DONE, "", settled.revision))


def test_it_outlives_the_end_of_its_case(driven, reference):
    agreed = agree(driven, reference)
    decide(driven, reference, replace(CONVERSATION, kind=OutcomeKind.NO_CONVERSATION))
    assert driven.case(reference).state is CaseState.CLOSED
    settle(driven, agreed)
    assert shown(driven, reference).actions[0].action.state is ActionState.DONE


def test_of_a_case_that_is_not_on_the_agenda_nothing_is_agreed_and_not_by_an_agency(driven, reference):
    with pytest.raises(CaseNotOnAgenda):
        agree(driven, reference, meeting_id=driven.meetings(KE)[1].id)
    with pytest.raises(NotAllowed):
        agree(driven, reference, as_="agency:sof")
    assert driven.now - BEGINS < timedelta(minutes=1)
