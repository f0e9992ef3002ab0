"""Changes made by hand in an organiser's calendar: noticed once, then adopted or put back."""

from datetime import timedelta

import by_hand
import pytest
from driven_service import local
from sample_people import KE, citizen, concern, confirmed, member, member_of, set_everybody

from agenda.access import CLOCK
from agenda.cases.placing import NoTimeToAnswer
from agenda.errors import Absent, ChangedMeanwhile, NotAllowed
from agenda.meetings.attendance import Answered
from agenda.meetings.calendar_entry import Decision, DifferenceKind, NothingDiffers
from agenda.meetings.meeting import ANSWERS_DUE, MeetingInThePast, MeetingState
from notifications.entry import Tracked
from notifications.leaks import PersonalDataFound
from notifications.occasion import Occasion
from service.database.meetings.entries import entry_named
from service.workflow.cases.intake import take_concern
from service.workflow.deciding_differences import TextNotAdopted, adopt, put_back

NOVEMBER = local("2026-11-09")
NINE, TEN = local("2026-11-24", "09:00"), local("2026-11-24", "10:00")
SSP, SOF = member_of("ssp"), member_of("sof")


@pytest.fixture
def driven(start_on):
    """Meetings on 24 Nov and 8 Dec; SSP and SOF are members and were invited."""
    driven = start_on(NOVEMBER)
    set_everybody(driven, member("ssp"), member("sof"))
    driven.plan(KE, "2026-11-24", "2026-12-08")
    driven.tick()
    return driven


@pytest.fixture
def first(driven):
    """The first meeting's id; it stands in the organiser's calendar as entry `op`."""
    meeting = driven.meetings(KE)[0]
    by_hand.enter(driven.service, meeting.id, "op")
    return meeting.id


def standing(driven, **changed):
    return by_hand.standing(driven.service, "op", **changed)


def note(driven, seen):
    by_hand.note(driven.service, "op", seen)


def entry(driven):
    with driven.service.unit(CLOCK) as unit:
        return entry_named(unit.session, "op")


def moved(driven, starts_at=TEN):
    return standing(driven, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2))


def notices(driven):
    return driven.messages(Occasion.MEETING_CHANGED_BY_HAND)


def updates(driven):
    return [(m.recipient_email, m.why) for m in driven.messages(Occasion.INVITATION_UPDATE)]


def test_a_move_by_hand_is_kept_and_told_to_the_secretariat_once(driven, first):
    note(driven, moved(driven))
    driven.at(NOVEMBER + timedelta(minutes=5))
    note(driven, moved(driven))
    found = entry(driven).difference
    assert (found.kind, found.starts_at, found.seen_at) == (DifferenceKind.EDITED, TEN, NOVEMBER)
    assert [m.about for m in notices(driven)] == [first]


def test_another_change_by_hand_is_told_again_and_undoes_what_was_decided(driven, first):
    note(driven, moved(driven))
    driven.do(put_back, "op", entry(driven).revision)
    driven.at(NOVEMBER + timedelta(minutes=5))
    note(driven, moved(driven, local("2026-11-24", "13:00")))
    assert (entry(driven).decision, len(notices(driven))) == (None, 2)


def test_what_is_put_right_again_by_hand_is_forgotten_and_not_told(driven, first):
    note(driven, moved(driven))
    note(driven, standing(driven))
    driven.tick()
    assert (entry(driven).difference, driven.told(Occasion.MEETING_CHANGED_BY_HAND)) == (None, [])


def test_what_stands_as_we_wrote_it_is_no_difference(driven, first):
    note(driven, standing(driven))
    assert (entry(driven).difference, notices(driven)) == (None, [])


def test_what_happens_to_the_entry_of_a_meeting_that_has_begun_is_no_difference(driven, first):
    driven.at(NINE)
    note(driven, None)
    assert entry(driven).difference is None


def test_a_move_that_is_adopted_moves_meeting_and_deadlines_and_tells_nobody_again(driven, first):
    before = driven.meeting(first).due_at(ANSWERS_DUE)
    note(driven, moved(driven, local("2026-11-25", "10:00")))
    driven.do(adopt, "op", entry(driven).revision)
    driven.at(NOVEMBER + timedelta(hours=1))
    meeting = driven.meeting(first)
    assert (meeting.starts_at, meeting.reason, meeting.sequence) == (
        local("2026-11-25", "10:00"),
        "flyttet i Outlook",
        1,
    )
    assert meeting.due_at(ANSWERS_DUE) == before + timedelta(days=1)
    assert (updates(driven), entry(driven).difference) == ([], None)
    assert [a.told_sequence for a in driven.attendees(first)] == [1, 1]


def test_the_cases_deadlines_follow_a_move_that_is_adopted(driven, first):
    case = driven.do(take_concern, confirmed(concern(citizen())))
    due_at = driven.lookup(case.reference, "ssp").due_at
    note(driven, moved(driven, local("2026-11-25", "10:00")))
    driven.do(adopt, "op", entry(driven).revision)
    assert driven.lookup(case.reference, "ssp").due_at == due_at + timedelta(days=1)


def test_what_was_answered_before_the_move_was_seen_is_asked_again_and_later_answers_stand(driven, first):
    with driven.service.unit(CLOCK) as unit:
        for attendee in driven.attendees(first):
            here = unit.session.merge(attendee)
            at = NOVEMBER if here.email == SOF else NOVEMBER + timedelta(minutes=10)
            here.answered, here.answered_at = Answered.ACCEPTED, at
    note(driven, moved(driven))
    driven.clock.now = NOVEMBER + timedelta(hours=1)
    driven.do(adopt, "op", entry(driven).revision)
    answers = {a.email: a.answered for a in driven.attendees(first)}
    assert answers == {SOF: Answered.NEEDS_ACTION, SSP: Answered.ACCEPTED}


def test_a_move_by_hand_into_the_past_is_not_adopted(driven, first):
    note(driven, moved(driven, NOVEMBER - timedelta(days=3)))
    with pytest.raises(MeetingInThePast):
        driven.do(adopt, "op", entry(driven).revision)
    assert (driven.meeting(first).starts_at, entry(driven).difference is None) == (NINE, False)


def test_a_place_is_adopted_and_a_subject_is_not(driven, first):
    note(driven, standing(driven, place="Lokale 2"))
    driven.do(adopt, "op", entry(driven).revision)
    assert (driven.meeting(first).place, updates(driven)) == ("Lokale 2", [])
    note(driven, standing(driven, subject="Frokost"))
    with pytest.raises(TextNotAdopted):
        driven.do(adopt, "op", entry(driven).revision)


def test_a_place_that_names_a_citizen_is_not_adopted(driven, first):
    driven.do(take_concern, confirmed(concern(citizen())))
    note(driven, standing(driven, place=f"Hos {citizen().name}"))
    with pytest.raises(PersonalDataFound):
        driven.do(adopt, "op", entry(driven).revision)
    assert driven.meeting(first).place == ""


def test_a_removal_that_is_adopted_cancels_the_meeting_without_cancelling_it_once_more(driven, first):
    case = driven.do(take_concern, confirmed(concern(citizen())))
    note(driven, None)
    driven.do(adopt, "op", entry(driven).revision)
    driven.tick()
    meeting = driven.meeting(first)
    assert (meeting.state, meeting.reason) == (MeetingState.CANCELLED, "slettet i Outlook")
    assert driven.messages(Occasion.INVITATION_CANCELLATION) == []
    assert driven.case(case.reference).meeting_id == driven.meetings(KE)[1].id


def test_whom_somebody_took_off_is_no_longer_invited_once_that_is_adopted(driven, first):
    note(driven, standing(driven, tracked=(Tracked(SSP),)))
    driven.do(adopt, "op", entry(driven).revision)
    assert {a.email: a.is_invited for a in driven.attendees(first)} == {SOF: False, SSP: True}
    assert entry(driven).guests == [SSP]
    assert driven.messages(Occasion.INVITATION_CANCELLATION) == []


def test_putting_back_gives_delivery_one_message_for_each_who_is_invited(driven, first):
    note(driven, moved(driven))
    driven.do(put_back, "op", entry(driven).revision)
    assert sorted(updates(driven)) == [(SOF, "put_back"), (SSP, "put_back")]
    assert (entry(driven).decision, driven.meeting(first).starts_at) == (Decision.PUT_BACK, NINE)


def test_the_second_of_two_people_is_told_what_the_first_decided(driven, first):
    note(driven, moved(driven))
    seen = entry(driven).revision
    driven.do(put_back, "op", seen)
    with pytest.raises(ChangedMeanwhile) as refused:
        driven.do(adopt, "op", seen)
    assert refused.value.current == {
        "revision": seen + 1,
        "difference": DifferenceKind.EDITED,
        "decision": Decision.PUT_BACK,
    }


def test_without_a_difference_there_is_nothing_to_decide(driven, first):
    with pytest.raises(NothingDiffers):
        driven.do(put_back, "op", entry(driven).revision)


@pytest.mark.parametrize(("role", "refusal"), [("agency:ssp", NotAllowed), ("forum", Absent)])
def test_nobody_decides_about_a_meeting_that_is_not_theirs(driven, first, role, refusal):
    note(driven, moved(driven))
    with pytest.raises(refusal):
        driven.do(adopt, "op", entry(driven).revision, as_=role)


def test_what_is_decided_is_recorded(driven, first):
    note(driven, moved(driven))
    driven.do(adopt, "op", entry(driven).revision)
    recorded = [driven.entries(action) for action in ("notice_difference", "adopt_difference")]
    assert [[(e.actor, e.about, e.facts) for e in each] for each in recorded] == [
        [("clock", first, {"entry": "op", "kind": "edited"})],
        [("secretariat", first, {"entry": "op", "kind": "edited"})],
    ]


@pytest.fixture
def own(driven, first):
    """As `first`, but the entry is that of SSP alone."""
    ssp = next(a for a in driven.attendees(first) if a.email == SSP)
    with driven.service.unit(CLOCK) as unit:
        kept = entry_named(unit.session, "op")
        kept.attendee_id, kept.guests = ssp.id, [SSP]
    return first


def test_a_move_of_one_attendees_entry_that_is_adopted_is_told_to_the_others(driven, own):
    note(driven, moved(driven))
    driven.do(adopt, "op", entry(driven).revision)
    assert (driven.meeting(own).starts_at, updates(driven)) == (TEN, [(SOF, "meeting_moved")])


def test_the_removal_of_one_attendees_entry_that_is_adopted_takes_them_off_and_leaves_the_meeting(
    driven, own
):
    note(driven, None)
    driven.do(adopt, "op", entry(driven).revision)
    assert driven.meeting(own).state is MeetingState.CONFIRMED
    assert {a.email: a.is_invited for a in driven.attendees(own)} == {SOF: True, SSP: False}


def test_a_move_by_hand_that_leaves_no_time_to_answer_is_adopted_with_gaps_or_not_at_all(driven, first):
    reference = driven.do(take_concern, confirmed(parties=("ssp",))).reference
    near = local("2026-11-10", "08:00")
    note(driven, moved(driven, near))
    with pytest.raises(NoTimeToAnswer):
        driven.do(adopt, "op", entry(driven).revision)
    assert driven.meeting(first).starts_at == NINE
    driven.do(adopt, "op", entry(driven).revision, with_gaps=True)
    assert (driven.meeting(first).starts_at, driven.case(reference).has_gaps) == (near, True)
    assert driven.lookup(reference, "ssp").due_at == near
