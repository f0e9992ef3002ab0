"""A message becomes only what the table allows, and is tried again ever later."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.message import (
    TRANSITIONS,
    AlreadyFrozen,
    LeaseStillHeld,
    Message,
    State,
    WrongTransition,
    retry_at,
)
from notifications.occasion import Occasion
from notifications.reason import Reason

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
LEASE = timedelta(minutes=2)


def message(state=State.PENDING, **facts):
    return Message(
        id="7d1f",
        key="reminder:ssp:2026-12-01",
        occasion=Occasion.REMINDER,
        body_id="koordineringsenheden",
        recipient_name="SSP København",
        recipient_email="ssp@example.dk",
        language="da",
        about="KE-2026-0117",
        why=Reason.NO_ANSWER_YET,
        created_at=NOW,
        due_at=NOW,
        next_attempt_at=NOW,
        state=state,
        **facts,
    )


def in_doubt():
    """Put into words, handed over, and nobody knows whether it went out."""
    it = message()
    it.claim(NOW + LEASE)
    it.freeze(b"the first words", "<7d1f@example.dk>")
    it.doubt("no answer", None, NOW)
    it.claim(NOW + LEASE)
    return it


@pytest.mark.parametrize(("was_looked_up", "name"), [(True, "7d1f"), (False, "7d1f.r3")])
def test_other_words_have_a_name_of_their_own_where_the_first_may_lie_with_their_reader(was_looked_up, name):
    it = in_doubt()
    assert it.mail_name == "7d1f"
    it.reword(NOW, was_looked_up=was_looked_up)
    assert (it.content, it.may_have_gone, it.is_yet_to_go) == (None, not was_looked_up, was_looked_up)
    it.claim(NOW + LEASE)
    assert it.mail_name == name


VERBS = {
    "claim": (State.CLAIMED, lambda it: it.claim(NOW + LEASE)),
    "settle": (State.SENT, lambda it: it.settle(NOW)),
    "fail": (State.PENDING, lambda it: it.fail("refused connection", None, NOW)),
    "doubt": (State.IN_DOUBT, lambda it: it.doubt("no answer", None, NOW)),
    "lose_lease": (State.IN_DOUBT, lambda it: it.lose_lease(NOW + LEASE)),
    "refuse": (State.DEAD, lambda it: it.refuse("no such recipient")),
    "drop": (State.DROPPED, lambda it: it.drop("answered")),
    "bounce": (State.BOUNCED, lambda it: it.bounce("5.1.1")),
    "hold": (State.PENDING, lambda it: it.hold("changed by hand", NOW)),
    "reword": (State.PENDING, lambda it: it.reword(NOW, was_looked_up=True)),
    "try_alone": (State.PENDING, lambda it: it.try_alone(NOW)),
    "find_unsent": (State.PENDING, lambda it: it.find_unsent(NOW)),
    "revive": (State.PENDING, lambda it: it.revive(NOW)),
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_leads_where_the_table_allows_and_nowhere_else(state, verb):
    wanted, act = VERBS[verb]
    one = message(state)
    if wanted in TRANSITIONS[state]:
        act(one)
        assert one.state == wanted
    else:
        with pytest.raises(WrongTransition) as refusal:
            act(one)
        assert (refusal.value.state, refusal.value.wanted, one.state) == (state, wanted, state)


def test_every_state_can_be_reached_from_the_first():
    reached, fresh = set(), {State.PENDING}
    while fresh:
        reached |= fresh
        fresh = {after for state in fresh for after in TRANSITIONS[state]} - reached
    assert reached == set(State)


def test_every_state_can_be_left_but_those_that_end_it():
    assert {state for state in State if not TRANSITIONS[state]} == {State.DROPPED}


def test_a_message_that_is_sent_says_when():
    one = message()
    one.claim(NOW + LEASE)
    assert (one.attempts, one.lease_until, one.needs_look_up) == (1, NOW + LEASE, False)
    one.settle(NOW)
    assert (one.sent_at, one.lease_until, one.fault) == (NOW, None, None)


def test_a_second_attempt_begins_with_a_look_up():
    one = message()
    one.claim(NOW + LEASE)
    one.fail("refused connection", None, NOW)
    one.claim(NOW + LEASE)
    assert one.needs_look_up is True


def test_a_message_in_doubt_must_be_claimed_before_anything_else():
    one = message(State.IN_DOUBT, attempts=1)
    with pytest.raises(WrongTransition):
        one.drop("answered")
    one.claim(NOW + LEASE)
    assert one.needs_look_up is True


def test_a_failed_message_is_tried_again_when_the_carrier_wishes():
    one = message()
    one.claim(NOW + LEASE)
    one.fail("busy", timedelta(hours=5), NOW)
    assert (one.next_attempt_at, one.fault) == (NOW + timedelta(hours=5), "busy")


def test_a_failed_message_is_not_tried_again_sooner_than_by_the_rule():
    one = message()
    one.claim(NOW + LEASE)
    one.fail("busy", timedelta(seconds=1), NOW)
    assert one.next_attempt_at == retry_at(1, one.key, NOW)


def test_a_lease_is_lost_at_its_end():
    one = message()
    one.claim(NOW + LEASE)
    one.lose_lease(NOW + LEASE)
    assert (one.state, one.next_attempt_at) == (State.IN_DOUBT, NOW + LEASE)


def test_a_lease_is_not_lost_a_second_before_its_end():
    one = message()
    one.claim(NOW + LEASE)
    with pytest.raises(LeaseStillHeld):
        one.lose_lease(NOW + LEASE - timedelta(seconds=1))
    assert (one.state, one.lease_until) == (State.CLAIMED, NOW + LEASE)


def test_frozen_bytes_never_change():
    one = message()
    one.freeze(b"mail", "<1@example.dk>")
    with pytest.raises(AlreadyFrozen):
        one.freeze(b"other", "<2@example.dk>")
    assert (one.content, one.message_id) == (b"mail", "<1@example.dk>")


@given(st.integers(1, 10_000), st.text())
def test_a_wait_doubles_up_to_an_hour_and_a_quarter_of_it_depends_on_the_key(attempt, key):
    full = min(timedelta(seconds=30) * 2 ** min(attempt - 1, 20), timedelta(hours=1))
    assert full * 0.75 <= retry_at(attempt, key, NOW) - NOW <= full


def test_the_same_attempt_of_the_same_key_waits_the_same_and_others_do_not():
    assert retry_at(3, "a", NOW) == retry_at(3, "a", NOW)
    assert len({retry_at(3, key, NOW) for key in "abcdefgh"}) == 8


def test_what_came_back_goes_out_again_as_another_mail():
    one = message(State.BOUNCED, attempts=1, content=b"as it was")
    one.revive(NOW)
    assert (one.key != message(State.PENDING).key, one.content, one.needs_look_up) == (True, None, False)


def test_what_was_refused_is_looked_up_before_it_goes_out_again():
    one = message(State.DEAD, attempts=1)
    one.revive(NOW)
    one.claim(NOW + LEASE)
    assert (one.key, one.needs_look_up) == (message(State.PENDING).key, True)


def test_what_was_never_in_doubt_is_worded_anew_after_a_failure():
    one = message(State.CLAIMED, content=b"as it was")
    one.fail("refused connection", None, NOW)
    assert one.content is None


def test_what_may_lie_with_its_reader_keeps_its_bytes_through_later_failures():
    one = message(State.CLAIMED, content=b"as it was")
    one.doubt("no answer", None, NOW)
    one.claim(NOW + LEASE)
    one.fail("refused connection", None, NOW)
    assert one.content == b"as it was"
