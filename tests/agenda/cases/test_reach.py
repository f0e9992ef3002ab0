"""Nobody is reached where the newest attempt is lost at every address that was tried."""

from datetime import UTC, datetime, timedelta

from agenda.cases.reach import Attempt, not_reached_since

AT = datetime(2026, 11, 9, 8, tzinfo=UTC)
DAY = timedelta(days=1)


def lost(address, at=AT):
    return Attempt(address, at, is_lost=True)


def arrived(address, at=AT):
    return Attempt(address, at, is_lost=False)


def test_nobody_is_reached_where_all_is_lost_since_the_newest_of_it():
    assert not_reached_since([lost("a@example.dk", AT + DAY), lost("b@example.dk")]) == AT + DAY


def test_one_address_that_works_is_enough():
    assert not_reached_since([lost("a@example.dk"), arrived("b@example.dk")]) is None


def test_an_address_that_works_no_longer_does_not_count():
    assert not_reached_since([arrived("a@example.dk"), lost("a@example.dk", AT + DAY)]) == AT + DAY


def test_one_that_works_again_does():
    assert not_reached_since([lost("a@example.dk"), arrived("a@example.dk", AT + DAY)]) is None


def test_where_nothing_was_sent_nobody_was_missed():
    assert not_reached_since([]) is None
