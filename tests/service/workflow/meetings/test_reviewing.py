from datetime import timedelta

import pytest
from agenda_scene import ANSWERS_DUE, CUT_OFF, OTHER, RELEASE, answer, nth, planned, read, take
from driven_service import Told, local
from sample_people import FORUM, KE, OFFICE, PARTIES, concern, member_of

from agenda.access import actor_named
from agenda.cases.case import CaseState
from agenda.cases.concern import Urgency
from agenda.cases.placing import AnswersStillDue
from agenda.errors import ChangedMeanwhile, NotAllowed
from agenda.meetings.agenda import AgendaIsFrozen, AgendaState, NotConfirmedYet
from agenda.meetings.review import CommentMissing, NobodyReviews, NotInReview
from notifications.leaks import PersonalDataFound
from service.workflow.agendas import compose_agenda, release_by_hand
from service.workflow.desk import waiting_for_a_person
from service.workflow.meetings.changing import Times, add_extraordinary
from service.workflow.meetings.reviewing import (
    CommentGiven,
    comment,
    comments_read,
    send_for_review,
    take_back,
)
from service.workflow.rescheduling import cancel_meeting

EVERYBODY = sorted(member_of(party_id) for party_id in PARTIES)
SECOND = timedelta(seconds=1)


@pytest.fixture
def driven(start_on):
    return planned(start_on)


@pytest.fixture
def reviewed(driven):
    take(driven)
    agenda = driven.do(compose_agenda, nth(driven, 0))
    return driven.do(send_for_review, nth(driven, 0), agenda.revision)


def comments(driven, as_):
    with driven.service.unit(actor_named(as_)) as unit:
        return [(c.party_id, c.text) for c in comments_read(unit, read(driven, nth(driven, 0), as_))]


def test_the_parties_are_asked_to_read_and_what_they_read_holds_no_answer(driven, reviewed):
    driven.play_until(driven.now + timedelta(minutes=5))
    assert driven.told("agenda_for_review") == [
        Told("2026-11-09 09:05", "agenda_for_review", to) for to in EVERYBODY
    ]
    seen = read(driven, nth(driven, 0), "agency:ssp")
    assert (seen.state, seen.about) == (AgendaState.IN_REVIEW, reviewed.about)


def test_a_party_remarks_and_reads_its_own_remarks_while_the_secretariat_reads_all(driven, reviewed):
    case = reviewed.items[1]
    driven.do(comment, nth(driven, 0), CommentGiven("Mere tid, tak", case.id), as_="agency:ssp")
    driven.do(comment, nth(driven, 0), CommentGiven("Fint"), as_="agency:kf")
    assert comments(driven, "agency:kf") == [("kf", "Fint")]
    assert sorted(comments(driven, "secretariat")) == [("kf", "Fint"), ("ssp", "Mere tid, tak")]


@pytest.mark.parametrize(
    ("text", "refusal"),
    [(" ", CommentMissing), ("x" * 1001, CommentMissing), ("Om Testa Prøvesen", PersonalDataFound)],
)
def test_a_remark_says_something_and_names_nobody(driven, reviewed, text, refusal):
    with pytest.raises(refusal):
        driven.do(comment, nth(driven, 0), CommentGiven(text), as_="agency:ssp")


def test_remarks_are_taken_during_the_review_alone_and_from_parties_alone(driven, reviewed):
    with pytest.raises(NotAllowed):
        driven.do(comment, nth(driven, 0), CommentGiven("Fint"))
    driven.play_until(RELEASE)
    with pytest.raises(NotInReview):
        driven.do(comment, nth(driven, 0), CommentGiven("Fint"), as_="agency:ssp")


def test_what_was_taken_back_before_the_mail_went_out_is_not_mailed(driven, reviewed):
    driven.do(take_back, nth(driven, 0), reviewed.revision)
    driven.tick()
    assert driven.told("agenda_for_review") == []


def test_a_second_round_is_told_of_again(driven, reviewed):
    driven.play_until(driven.now + timedelta(minutes=5))
    draft = driven.do(take_back, nth(driven, 0), reviewed.revision)
    driven.do(send_for_review, nth(driven, 0), draft.revision)
    driven.play_until(driven.now + timedelta(minutes=5))
    assert len(driven.told("agenda_for_review")) == 2 * len(EVERYBODY)


def test_the_forums_members_review_nothing(driven):
    driven.plan(FORUM, "2027-02-01", "2027-02-28")
    meeting_id = driven.meetings(FORUM)[0].id
    agenda = driven.do(compose_agenda, meeting_id, as_="forum")
    with pytest.raises(NobodyReviews):
        driven.do(send_for_review, meeting_id, agenda.revision, as_="forum")


def test_once_answers_are_due_the_secretariat_releases_ahead_of_the_clock_and_the_clock_does_not_again(
    driven,
):
    ready, silent = take(driven), take(driven, OTHER)
    answer(driven, ready)
    driven.play_until(ANSWERS_DUE)
    agenda = driven.do(compose_agenda, nth(driven, 0))
    driven.do(release_by_hand, nth(driven, 0), agenda.revision)
    released = read(driven, nth(driven, 0))
    assert (released.state, released.about, released.released_at) == (
        AgendaState.RELEASED,
        {ready},
        ANSWERS_DUE,
    )
    assert (driven.case(ready).state, driven.case(silent).rolled_over) == (CaseState.RELEASED, 1)
    driven.play_until(local("2026-11-20", "13:00"))
    assert driven.told("agenda_released") == [
        Told("2026-11-19 12:00", "agenda_released", to) for to in EVERYBODY
    ]
    assert len(driven.entries("release_agenda")) == 1


def test_before_answers_are_due_it_is_released_only_if_every_case_is_ready(driven):
    ready, silent = take(driven), take(driven, OTHER)
    answer(driven, ready)
    driven.clock.now = ANSWERS_DUE - SECOND
    agenda = driven.do(compose_agenda, nth(driven, 0))
    with pytest.raises(AnswersStillDue) as refused:
        driven.do(release_by_hand, nth(driven, 0), agenda.revision)
    assert refused.value.current["cases"] == [silent]
    assert driven.case(ready).state is CaseState.ASKING
    answer(driven, silent)
    driven.do(release_by_hand, nth(driven, 0), agenda.revision)
    assert read(driven, nth(driven, 0)).about == {ready, silent}


def test_a_release_on_an_old_reading_releases_nothing(driven):
    answer(driven, take(driven))
    agenda = driven.do(compose_agenda, nth(driven, 0))
    with pytest.raises(ChangedMeanwhile):
        driven.do(release_by_hand, nth(driven, 0), agenda.revision + 1)
    assert read(driven, nth(driven, 0)).state is AgendaState.DRAFT


def test_what_is_released_is_not_released_twice_and_a_proposed_meeting_not_at_all(driven):
    answer(driven, take(driven))
    agenda = driven.do(compose_agenda, nth(driven, 0))
    released = driven.do(release_by_hand, nth(driven, 0), agenda.revision)
    with pytest.raises(AgendaIsFrozen):
        driven.do(release_by_hand, nth(driven, 0), released.revision)
    added = driven.do(add_extraordinary, KE, Times(local("2026-12-01")))
    agenda = driven.do(compose_agenda, added.id)
    with pytest.raises(NotConfirmedYet):
        driven.do(release_by_hand, added.id, agenda.revision)


def test_an_urgent_case_that_is_released_late_is_an_addendum(driven):
    ready = take(driven)
    answer(driven, ready)
    driven.play_until(local("2026-11-20", "14:00"))
    urgent = concern(OTHER.citizen, urgency=Urgency.URGENT)
    late = take(driven, urgent)
    assert late not in read(driven, nth(driven, 0)).about
    answer(driven, late)
    driven.play_until(local("2026-11-23", "14:05"))
    agenda = read(driven, nth(driven, 0))
    assert [(i.about, i.reason) for i in agenda.items if i.about] == [(ready, ""), (late, "late_case")]
    assert [told.at for told in driven.told("agenda_changed")] == ["2026-11-23 14:05"] * len(EVERYBODY)


def waits_for_a_person(driven):
    return {(one.what, one.about, one.since) for one in driven.do(waiting_for_a_person)}


def test_a_meeting_without_cases_at_its_cut_off_is_the_secretariats_question(driven):
    driven.play_until(CUT_OFF - SECOND)
    assert driven.told("meeting_without_cases") == []
    driven.play_until(CUT_OFF)
    assert driven.told("meeting_without_cases") == [Told("2026-11-16 16:00", "meeting_without_cases", OFFICE)]
    question = ("meeting_without_cases", nth(driven, 0), CUT_OFF)
    assert question in waits_for_a_person(driven)
    meeting = driven.meetings(KE)[0]
    driven.do(cancel_meeting, meeting.id, "Der er ingen sager", meeting.revision)
    assert question not in waits_for_a_person(driven)


def test_a_meeting_with_cases_is_no_question_and_its_draft_stands_from_the_cut_off_on(driven):
    reference = take(driven)
    driven.play_until(CUT_OFF)
    assert driven.told("meeting_without_cases") == []
    agenda = read(driven, nth(driven, 0))
    assert (agenda.state, agenda.about) == (AgendaState.DRAFT, {reference})
    assert "meeting_without_cases" not in {what for what, _, _ in waits_for_a_person(driven)}
