"""Minutes are approved once nothing is lacking in them and everybody who was there could read them, or has said yes."""

from dataclasses import replace

import pytest
from driven_service import local
from minuted import (
    EARLY,
    NOTHING,
    approve_as,
    bring_to_approval,
    mark_all,
    read_minutes,
    send_out,
    settle_cases,
)
from sample_people import KE, confirmed, delegate, member_of, set_everybody

from agenda.access import actor_named
from agenda.cases.action import ActionGiven
from agenda.cases.lookup import AnswerGiven, AnswerKind
from agenda.cases.oral_note import NoteGiven as OralGiven
from agenda.cases.outcome import OutcomeRecorded
from agenda.cases.taking_back import RedactionGiven
from agenda.meetings.approval import MinutesIncomplete, ReviewNotOver, WasNotRepresented
from agenda.meetings.minutes import MinutesAreLocked
from agenda.meetings.presence import LeavesAnItem, Presence
from service.workflow.cases.agreeing import Agreement, agree_action
from service.workflow.cases.answering import answer_lookup
from service.workflow.cases.deciding import Decision, record_outcome
from service.workflow.cases.intake import take_concern
from service.workflow.cases.not_treating import LeftOut, say_not_treated
from service.workflow.cases.noting import Noting, take_note
from service.workflow.cases.taking_back import redact_answer
from service.workflow.meetings.approving import endorse
from service.workflow.meetings.excluding import exclude, lift_exclusion
from service.workflow.meetings.minutes import items_of, minutes_read
from service.workflow.meetings.minuting import MarkGiven, NoteGiven, mark_presence, write_note

HELD = local("2026-11-24", "11:00")
CASE = "KE-2026-0001"


@pytest.fixture
def driven(start_on):
    """A meeting with one case of which SSP would tell something there alone."""
    driven = start_on(local("2026-11-09"))
    set_everybody(driven, delegate("ssp"), delegate("sof"))
    driven.plan(KE, "2026-11-24", "2026-12-22")
    driven.do(take_concern, confirmed(parties=("ssp", "sof")))
    for party_id, kind in (("ssp", AnswerKind.ORAL_ONLY), ("sof", AnswerKind.NOTHING_REGISTERED)):
        lookup = driven.lookup(CASE, party_id).id
        driven.do(answer_lookup, lookup, AnswerGiven(kind), as_=f"agency:{party_id}")
    driven.play_until(HELD)
    return driven


def first(driven):
    return driven.meetings(KE)[0].id


def place(driven, party_id):
    return next(a.id for a in driven.attendees(first(driven)) if a.email == member_of(party_id))


def said_by_ssp(driven):
    given = OralGiven("En opdigtet oplysning", "ssp", said_at=local("2026-11-24", "09:30"))
    driven.do(take_note, CASE, Noting(first(driven), given))


def whole(driven):
    """Everything is there, and out for comments."""
    said_by_ssp(driven)
    return bring_to_approval(driven, first(driven))


def lacking(driven, as_="secretariat"):
    with pytest.raises(MinutesIncomplete) as refused:
        approve_as(driven, first(driven), place(driven, "ssp"), as_)
    return refused.value.current["missing"]


def case_item(driven):
    with driven.service.unit(actor_named("secretariat")) as unit:
        return next(item for item in items_of(unit, minutes_read(unit, first(driven))) if item.about)


def test_each_thing_that_is_lacking_is_named(driven):
    ssp = place(driven, "ssp")
    driven.do(mark_presence, first(driven), [MarkGiven(ssp, Presence.PRESENT)], 0)
    send_out(driven, first(driven))
    assert lacking(driven) == [
        {"what": "mark", "attendee": place(driven, "sof")},
        {"what": "outcome", "case": CASE},
        {"what": "oral_note", "case": CASE, "party": "ssp"},
    ]
    assert not read_minutes(driven, first(driven)).is_locked


def test_with_all_of_it_there_they_are_approved(driven):
    there = whole(driven)
    assert approve_as(driven, first(driven), there).is_locked


def test_a_case_that_was_not_treated_needs_its_reason_and_no_outcome(driven):
    given = LeftOut(first(driven), "Tiden slap op.", driven.case(CASE).revision)
    driven.do(say_not_treated, CASE, given)
    there = bring_to_approval(driven, first(driven))
    assert approve_as(driven, first(driven), there).is_locked


def test_whoever_would_tell_it_there_and_did_not_come_told_nothing(driven):
    marks = [
        MarkGiven(place(driven, "ssp"), Presence.APOLOGIES),
        MarkGiven(place(driven, "sof"), Presence.PRESENT),
    ]
    driven.do(mark_presence, first(driven), marks, 0)
    settle_cases(driven, first(driven))
    send_out(driven, first(driven))
    assert approve_as(driven, first(driven), place(driven, "sof")).is_locked


def test_whoever_has_taken_its_answer_out_whole_has_nothing_to_tell_there(driven):
    whole_answer = RedactionGiven(1, 1, "Det handlede om en anden", is_whole=True)
    driven.do(redact_answer, driven.lookup(CASE, "ssp").id, whole_answer, as_="agency:ssp")
    there = bring_to_approval(driven, first(driven))
    assert approve_as(driven, first(driven), there).is_locked


def test_an_agency_is_told_of_its_own_note_and_not_of_anothers(driven):
    settle_cases(driven, first(driven))
    mark_all(driven, first(driven))
    send_out(driven, first(driven))
    assert lacking(driven, "agency:ssp") == [{"what": "oral_note", "case": CASE, "party": "ssp"}]
    with pytest.raises(MinutesIncomplete) as refused:
        approve_as(driven, first(driven), place(driven, "sof"), "agency:sof")
    assert refused.value.current == {"missing": [], "count": 1}


def test_one_call_marks_all_as_present_and_whoever_is_kept_out_as_having_left(driven):
    driven.do(exclude, first(driven), case_item(driven).id, place(driven, "ssp"))
    sof = place(driven, "sof")
    driven.do(mark_presence, first(driven), [MarkGiven(sof, Presence.INFORMED)], 0)
    minutes = mark_all(driven, first(driven))
    assert {(m.attendee_id, m.item_id): m.presence for m in minutes.marks} == {
        (sof, ""): Presence.INFORMED,
        (place(driven, "ssp"), ""): Presence.PRESENT,
        (place(driven, "ssp"), case_item(driven).id): Presence.LEFT,
    }


def test_whoever_is_kept_out_left_for_the_item_before_they_are_approved(driven):
    there = whole(driven)
    driven.do(exclude, first(driven), case_item(driven).id, place(driven, "ssp"))
    assert {"what": "left", "attendee": place(driven, "ssp"), "item": case_item(driven).id} in lacking(driven)
    mark_all(driven, first(driven))
    assert approve_as(driven, first(driven), there).is_locked


def test_one_leaves_for_an_item_and_not_for_the_whole_meeting(driven):
    with pytest.raises(LeavesAnItem):
        driven.do(mark_presence, first(driven), [MarkGiven(place(driven, "ssp"), Presence.LEFT)], 0)


def test_before_the_review_is_over_it_takes_a_reason(driven):
    there = whole(driven)
    with pytest.raises(ReviewNotOver) as refused:
        approve_as(driven, first(driven), there, reason=" ")
    assert refused.value.current == {
        "review_until": local("2026-11-26", "11:00"),
        "parties": ["sof" if there == place(driven, "ssp") else "ssp"],
    }
    assert approve_as(driven, first(driven), there, reason=EARLY).is_locked


def test_after_it_none_is_needed(driven):
    there = whole(driven)
    driven.at(local("2026-11-26", "10:59"))
    with pytest.raises(ReviewNotOver):
        approve_as(driven, first(driven), there, reason="")
    driven.at(local("2026-11-26", "11:00"))
    assert approve_as(driven, first(driven), there, reason="").is_locked


def test_or_the_yes_of_every_party_that_was_there(driven):
    whole(driven)
    revision = read_minutes(driven, first(driven)).revision
    driven.do(endorse, first(driven), "sof", revision, as_="agency:sof")
    assert approve_as(driven, first(driven), place(driven, "ssp"), "agency:ssp", reason="").is_locked


def test_a_yes_is_to_what_was_read(driven):
    whole(driven)
    revision = read_minutes(driven, first(driven)).revision
    driven.do(endorse, first(driven), "sof", revision)
    driven.do(write_note, first(driven), NoteGiven("", "Tilføjet bagefter."), revision)
    assert read_minutes(driven, first(driven)).endorsed_by == frozenset()
    with pytest.raises(ReviewNotOver):
        approve_as(driven, first(driven), place(driven, "ssp"), reason="")


def test_only_a_party_that_was_there_says_yes_and_only_for_itself(driven):
    whole(driven)
    revision = read_minutes(driven, first(driven)).revision
    for as_, party_id in (("agency:sof", "ssp"), ("secretariat", "kf"), ("agency:kf", "kf")):
        with pytest.raises(WasNotRepresented):
            driven.do(endorse, first(driven), party_id, revision, as_=as_)


def test_once_they_are_approved_nothing_is_recorded_at_the_meeting_any_more(driven):
    approve_as(driven, first(driven), whole(driven))
    before = driven.case(CASE)
    with pytest.raises(MinutesAreLocked):
        said_by_ssp(driven)
    agreement = Agreement(first(driven), ActionGiven("ssp", "Noget", local("2026-12-04").date()))
    with pytest.raises(MinutesAreLocked):
        driven.do(agree_action, CASE, agreement)
    with pytest.raises(OutcomeRecorded):
        driven.do(record_outcome, CASE, Decision(first(driven), replace(NOTHING), before.revision))
    assert driven.case(CASE) == before


def test_who_was_kept_out_of_an_approved_meeting_stays_so_until_it_is_reopened(driven):
    exclusion = driven.do(exclude, first(driven), case_item(driven).id, place(driven, "ssp"))
    bring_to_approval(driven, first(driven))
    approve_as(driven, first(driven), place(driven, "sof"))
    with pytest.raises(MinutesAreLocked):
        driven.do(lift_exclusion, first(driven), exclusion.id)
    with pytest.raises(MinutesAreLocked):
        driven.do(exclude, first(driven), case_item(driven).id, place(driven, "sof"))
