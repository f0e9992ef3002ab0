from threading import Event, Thread

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from service.database.engine import open_engine
from service.database.turns import Turns

SOON = 20


@pytest.fixture
def engine(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path}/one.db")
    yield engine
    engine.dispose()


def test_the_turn_goes_round_and_is_never_with_two():
    turns, having, seen = Turns(), [], []

    def take_three_times(number):
        for _ in range(3):
            assert turns.take(SOON)
            having.append(number)
            seen.append(list(having))
            having.remove(number)
            turns.give_back()

    assert turns.take(SOON)
    threads = [Thread(target=take_three_times, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    assert seen == []
    turns.give_back()
    for thread in threads:
        thread.join(SOON)
    assert sorted(seen) == [[number] for number in range(4) for _ in range(3)]


def test_who_gave_up_waiting_is_not_given_the_turn_and_holds_up_nobody():
    turns = Turns()
    assert turns.take(SOON)
    assert not turns.take(0.01)
    turns.give_back()
    assert turns.take(0.01)


def test_a_busy_thread_leaves_the_store_to_one_that_waits(engine):
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE did (who TEXT)"))
    over, began = Event(), Event()

    def be_busy():
        while not over.is_set():
            with engine.begin() as connection:
                connection.execute(text("INSERT INTO did VALUES ('busy')"))
            began.set()

    busy = [Thread(target=be_busy) for _ in range(2)]
    for thread in busy:
        thread.start()
    assert began.wait(SOON)
    for _ in range(20):
        with engine.begin() as connection:
            before = connection.scalar(text("SELECT count(*) FROM did WHERE who = 'busy'"))
        with engine.begin() as connection:
            after = connection.scalar(text("SELECT count(*) FROM did WHERE who = 'busy'"))
        assert after - before <= 4
    over.set()
    for thread in busy:
        thread.join(SOON)


def test_a_transaction_that_fails_gives_its_turn_back(engine):
    for _ in range(3):
        with pytest.raises(OperationalError), engine.begin() as connection:
            connection.execute(text("SELECT * FROM nowhere"))
    with engine.begin() as connection:
        assert connection.scalar(text("SELECT 1")) == 1
