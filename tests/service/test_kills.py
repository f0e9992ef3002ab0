import hashlib
import random
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from threading import Event, Thread

import pytest
import requests
from sample_people import KE, PARTIES, concern_of, member, set_everybody
from served import SOON, Served, until

from agenda.access import actor_named
from service.web.authentication import token_for
from service.workflow.meetings import planning
from service.workflow.rescheduling import confirm_plan

CALLERS = 2


class Burst:
    """Concerns taken over HTTP by several callers at once, each about another citizen, and their references."""

    def __init__(self, served, token):
        self._served, self._headers = served, {"Authorization": f"Bearer {token}"}
        self._over = Event()
        self._sent = 0
        self.taken = []
        self.refused = []
        self._callers = []

    def __enter__(self):
        self._over.clear()
        self._callers = [Thread(target=self._call) for _ in range(CALLERS)]
        for caller in self._callers:
            caller.start()
        return self

    def __exit__(self, *_):
        self._over.set()
        for caller in self._callers:
            caller.join()

    def _call(self):
        while not self._over.is_set():
            self._sent += 1
            try:
                answer = requests.post(
                    f"{self._served.url}/api/v1/concerns",
                    json=concern_of(self._sent),
                    headers=self._headers,
                    timeout=SOON,
                )
            except requests.RequestException:
                self._over.wait(0.05)
                continue
            kept = self.taken if answer.status_code == 201 else self.refused
            kept.append(answer.json().get("reference", answer.text))


@pytest.fixture
def served(tmp_path, new_service):
    """A folder with people, meetings ahead and invitations waiting, of which nothing was sent yet."""
    now = datetime.now(UTC)
    driven = new_service(now, folder=tmp_path / "vink")
    set_everybody(driven, *(member(party_id) for party_id in PARTIES))
    driven.do(confirm_plan, driven.do(planning.propose, KE, planning.Period()).id)
    driven.service.engine.dispose()
    one = Served(tmp_path / "vink")
    one.token = token_for(driven.service, actor_named("secretariat"))
    yield one
    one.stop()


def mails(served):
    return [path.name for path in (served.folder / "outbox").glob("*.eml")]


def rows(served, question):
    with closing(sqlite3.connect(served.folder / "moedeklar.db", timeout=SOON)) as database:
        return database.execute(question).fetchall()


def play(served, rounds, seed):
    """Kill at moments that differ from round to round, and start again; then let all be sent."""
    chance = random.Random(seed)
    burst = Burst(served, served.token)
    for _ in range(rounds):
        served.start()
        with burst:
            wait_for_a_moment(served, burst, chance)
            served.kill()
        assert served.alive() == []
    served.start().up("/readyz")
    until(lambda: not rows(served, WAITING), "every message is handed over", seconds=900)
    return burst


WAITING = "SELECT key FROM message WHERE state NOT IN ('sent', 'dropped')"


def wait_for_a_moment(served, burst, chance):
    """At once (it may be starting still), after some concerns were taken, or after some mails went out."""
    taken, sent = len(burst.taken), len(mails(served))
    moments = [
        lambda: True,
        lambda: len(burst.taken) >= taken + chance.randint(1, 4) or burst.refused,
        lambda: len(mails(served)) > sent + chance.randint(0, 9) or burst.refused,
    ]
    until(chance.choice(moments), "the burst goes on")


def check_nothing_lost_and_nothing_twice(served, burst):
    assert burst.refused == []
    references = {reference for (reference,) in rows(served, 'SELECT reference FROM "case"')}
    assert set(burst.taken) - references == set()
    assert len(burst.taken) == len(set(burst.taken))
    ((cases,),) = rows(served, 'SELECT count(*) FROM "case"')
    asked = rows(served, "SELECT count(*) FROM lookup")
    assert asked == [(cases * len(PARTIES),)]
    told = rows(served, "SELECT count(*) FROM message WHERE occasion = 'lookup_request'")
    assert told == asked
    handed_over = rows(served, "SELECT key FROM message WHERE state = 'sent'")
    endings = sorted(hashlib.sha256(key.encode()).hexdigest()[:16] for (key,) in handed_over)
    assert sorted(Path(name).stem.rpartition("_")[2] for name in mails(served)) == endings


def test_killed_at_any_moment_and_started_again_nothing_is_lost_and_nothing_is_sent_twice(served):
    burst = play(served, rounds=10, seed=1)
    check_nothing_lost_and_nothing_twice(served, burst)
    second = Served(served.folder).run()
    assert (second.returncode, second.stderr.count("\n")) == (2, 1)


@pytest.mark.campaign
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("seed", range(10))
def test_a_long_campaign_of_kills_loses_nothing_and_sends_nothing_twice(served, seed):
    burst = play(served, rounds=40, seed=seed)
    check_nothing_lost_and_nothing_twice(served, burst)
