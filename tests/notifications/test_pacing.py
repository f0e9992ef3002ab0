"""One worker at a time, no faster than the server takes, and not while it is down."""

from datetime import UTC, datetime, timedelta

from notifications.pacing import OrganiserMailbox, Pace

NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
PACE = Pace(mails_a_minute=3, failures=2, first_rest=MINUTE, longest_rest=5 * MINUTE)


def mailbox():
    return OrganiserMailbox("vink@example.dk", "exchange")


def test_a_mailbox_has_one_worker_at_a_time():
    one = mailbox()
    assert one.take("first", NOW + MINUTE, NOW) is True
    assert one.take("second", NOW + MINUTE, NOW + MINUTE - SECOND) is False
    assert one.take("first", NOW + 2 * MINUTE, NOW + 30 * SECOND) is True


def test_a_mailbox_whose_worker_is_gone_is_taken_when_the_lease_ends():
    one = mailbox()
    one.take("first", NOW + MINUTE, NOW)
    assert one.take("second", NOW + 2 * MINUTE, NOW + MINUTE) is True


def test_a_mailbox_that_was_left_is_free_at_once():
    one = mailbox()
    one.take("first", NOW + MINUTE, NOW)
    one.leave("first")
    assert one.take("second", NOW + MINUTE, NOW) is True


def test_a_minute_holds_so_many_mails_and_no_more():
    one = mailbox()
    for _ in range(3):
        assert one.may_send_at(PACE, NOW) == NOW
        one.count(1, NOW)
    assert one.may_send_at(PACE, NOW + 59 * SECOND) == NOW + MINUTE
    assert one.may_send_at(PACE, NOW + MINUTE) == NOW + MINUTE


def test_no_minute_holds_more_mails_wherever_it_begins():
    one = mailbox()
    sent = []
    now = NOW
    while len(sent) < 9:
        one.count(1, now)
        sent.append(now)
        now = max(one.may_send_at(PACE, now), now + 25 * SECOND)
    assert max(sum(start <= at < start + MINUTE for at in sent) for start in sent) == 3


def test_a_minute_without_mails_lets_as_many_go_again():
    one = mailbox()
    one.count(2, NOW)
    one.count(2, NOW + MINUTE)
    assert one.may_send_at(PACE, NOW + MINUTE) == NOW + MINUTE


def test_a_clock_set_back_does_not_stop_a_mailbox():
    one = mailbox()
    one.count(3, NOW)
    assert one.may_send_at(PACE, NOW - 10 * MINUTE) == NOW - 10 * MINUTE


def test_one_failure_lets_the_next_message_try():
    one = mailbox()
    one.fail("no answer", None, PACE, NOW)
    assert one.may_send_at(PACE, NOW) == NOW


def test_some_failures_in_a_row_make_it_rest_twice_as_long_each_time_up_to_a_limit():
    one = mailbox()
    rests = []
    for _ in range(6):
        one.fail("no answer", None, PACE, NOW)
        rests.append(one.may_send_at(PACE, NOW) - NOW)
        one.rests_until = None
    assert rests == [0 * MINUTE, MINUTE, 2 * MINUTE, 4 * MINUTE, 5 * MINUTE, 5 * MINUTE]


def test_a_server_that_names_a_time_is_obeyed_at_once():
    one = mailbox()
    one.fail("busy", 7 * MINUTE, PACE, NOW)
    assert one.may_send_at(PACE, NOW) == NOW + 7 * MINUTE


def test_what_goes_well_ends_the_rest():
    one = mailbox()
    one.fail("no answer", MINUTE, PACE, NOW)
    one.succeed()
    assert (one.may_send_at(PACE, NOW), one.failures, one.fault) == (NOW, 0, "")
