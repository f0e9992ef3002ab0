import contextlib
from datetime import timedelta

import pytest

from notifications.carrier import InDoubt, NotSent, Refused
from service.demo.patience import A_WHILE, IN_ALL, TRIES, Patience


class RealTime:
    """Stands still but for what is waited."""

    def __init__(self):
        self.now = 0.0
        self.waited = []

    def __call__(self):
        return self.now

    def pause(self, seconds):
        self.waited.append(seconds)
        self.now += seconds


@pytest.fixture
def time():
    return RealTime()


@pytest.fixture
def patience(time):
    return Patience(clock=time, pause=time.pause)


def fail(patience, fault, about="it"):
    with pytest.raises(type(fault)), patience.asking(about):
        raise fault


def succeed(patience, about="it"):
    with patience.asking(about):
        pass


def seconds(number):
    return timedelta(seconds=number)


def test_a_server_that_asks_to_wait_is_waited_for_before_the_next_request(patience, time):
    fail(patience, NotSent(seconds(20)))
    assert time.waited == []
    succeed(patience)
    assert time.waited == [20]
    assert patience.left == IN_ALL - 20
    succeed(patience)
    assert time.waited == [20]


def test_a_server_that_takes_nothing_and_says_not_how_long_is_left_alone_for_a_while(patience, time):
    fail(patience, NotSent())
    succeed(patience)
    assert time.waited == [A_WHILE]


def test_what_is_in_doubt_or_refused_is_not_waited_for(patience, time):
    fail(patience, InDoubt())
    fail(patience, Refused("no such recipient"))
    succeed(patience)
    assert time.waited == []


def test_what_has_passed_meanwhile_is_not_waited_again(patience, time):
    fail(patience, NotSent(seconds(20)))
    time.now += 15
    succeed(patience)
    assert time.waited == [5]


def test_a_minute_in_all_and_then_nothing_more_is_asked(patience, time):
    for _ in range(3):
        fail(patience, NotSent(seconds(20)))
    fail(patience, NotSent(seconds(20)))
    assert (time.waited, patience.is_over) == ([20, 20, 20], True)
    with pytest.raises(NotSent, match="for longer than the demo waits"), patience.asking():
        pytest.fail("it was asked")


def test_a_longer_wait_than_is_left_is_not_begun(patience, time):
    fail(patience, NotSent(seconds(300)))
    assert patience.is_over
    with pytest.raises(NotSent), patience.asking():
        pytest.fail("it was asked")
    assert time.waited == []


def test_a_request_that_is_not_answered_takes_patience_too(patience, time):
    with contextlib.suppress(InDoubt), patience.asking("it"):
        time.now += 15
        raise InDoubt
    assert patience.left == IN_ALL - 15


def test_one_thing_that_is_never_clearly_answered_does_not_keep_the_others(patience):
    for _ in range(TRIES):
        fail(patience, InDoubt(), about="it")
    with pytest.raises(NotSent, match="never gave a clear answer"), patience.asking("it"):
        pytest.fail("it was asked")
    succeed(patience, about="another")
    assert patience.left == IN_ALL


def test_once_another_has_passed_it_is_asked_again(patience):
    for _ in range(TRIES):
        fail(patience, InDoubt(), about="it")
    succeed(patience, about="another")
    fail(patience, Refused("stored it and failed to mail it"), about="it")
