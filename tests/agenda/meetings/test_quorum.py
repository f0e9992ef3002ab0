import pytest

from agenda.meetings.attendance import Answered, Attendee, AttendeeKind, Undelivered
from agenda.meetings.quorum import Attendance, PartyAttendance, PartyState, declines, state_of

YES, MAYBE, NO, NOTHING = Answered.ACCEPTED, Answered.TENTATIVE, Answered.DECLINED, Answered.NEEDS_ACTION


def place(answered, number="1", **more):
    return Attendee(number, "m", "p", "Testa Prøve", "testa@example.dk", "da", answered=answered, **more)


def deputy(answered, number="2"):
    return place(answered, number, kind=AttendeeKind.DEPUTY, stands_in_for="1")


@pytest.mark.parametrize(
    ("invited", "state"),
    [
        ([], PartyState.NOT_INVITED),
        ([place(NOTHING)], PartyState.NO_ANSWER),
        ([place(NO)], PartyState.DECLINED),
        ([place(MAYBE)], PartyState.TENTATIVE),
        ([place(YES)], PartyState.ACCEPTED),
        ([place(NO), deputy(YES)], PartyState.REPRESENTED),
        ([place(NO), deputy(NOTHING)], PartyState.NO_ANSWER),
        ([place(NO), deputy(MAYBE)], PartyState.TENTATIVE),
        ([place(NO), deputy(NO)], PartyState.DECLINED),
        ([place(YES), deputy(YES)], PartyState.ACCEPTED),
        ([place(NO), place(YES, "3")], PartyState.ACCEPTED),
    ],
)
def test_a_party_is_where_the_best_answer_of_its_people_is(invited, state):
    assert state_of(invited, {}) == state


@pytest.mark.parametrize(
    ("invited", "state"),
    [
        ([place(NOTHING)], PartyState.NOT_REACHED),
        ([place(NOTHING), place(NOTHING, "3")], PartyState.NO_ANSWER),
        ([place(NOTHING), deputy(NO)], PartyState.NOT_REACHED),
        ([place(NO)], PartyState.DECLINED),
        ([place(YES)], PartyState.ACCEPTED),
    ],
)
def test_who_was_not_reached_has_not_failed_to_answer_and_who_answers_was_reached(invited, state):
    assert state_of(invited, {"1": Undelivered.REFUSED}) == state


def attendance(*states, quorum=3):
    parties = tuple(PartyAttendance(str(number), state) for number, state in enumerate(states))
    return Attendance(quorum, parties)


def test_members_and_deputies_who_come_count():
    found = attendance(PartyState.ACCEPTED, PartyState.REPRESENTED, PartyState.ACCEPTED, PartyState.DECLINED)
    assert (found.represented, found.is_met) == (3, True)


def test_maybe_does_not_count():
    found = attendance(PartyState.ACCEPTED, PartyState.REPRESENTED, PartyState.TENTATIVE)
    assert (found.represented, found.is_met) == (2, False)


def test_a_decline_waits_until_somebody_is_asked_in_their_stead():
    absent = place(NO)
    room = place(NO, "9", kind=AttendeeKind.ROOM)
    assert declines([absent, place(YES, "3"), room]) == [absent, room]
    assert declines([absent, deputy(NOTHING)]) == []
    assert declines([absent, deputy(NO)]) == [absent]
    assert declines([place(NO, is_invited=False)]) == []
