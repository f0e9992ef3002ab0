import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime

import pytest
from driven_service import local
from sample_people import KE, PARTIES, citizen, concern, confirmed, member, set_everybody

from service.workflow.cases.intake import take_concern

TICKING = """
import sys
from datetime import datetime
from pathlib import Path
from service.app import Surroundings, open_service
moment = [datetime.fromisoformat(sys.argv[2])]
service = open_service(Surroundings(Path(sys.argv[1]), clock=lambda: moment[0]))
for line in sys.stdin:
    moment[0] = datetime.fromisoformat(line.strip())
    due_at = service.tick()
    print(due_at.isoformat() if due_at else "", flush=True)
"""
START, END = local("2026-11-09", "10:00"), local("2026-11-20", "18:00")


@pytest.fixture
def folder(tmp_path, new_service):
    """A meeting ahead, invitations to send, and requests that nobody will answer."""
    driven = new_service(START, folder=tmp_path / "prepared")
    set_everybody(driven, *(member(party_id) for party_id in PARTIES))
    driven.plan(KE, "2026-11-10", "2027-01-31")
    for number, name in enumerate(("Alfasen", "Bravosen", "Charliesen")):
        driven.do(take_concern, confirmed(concern(citizen(f"Testa {name}", f"01019{number}-5001"))))
    driven.service.engine.dispose()
    return tmp_path / "prepared"


@pytest.fixture
def start_timers():
    running = []

    def start(folder, count):
        timers = [
            subprocess.Popen(
                [sys.executable, "-c", TICKING, str(folder), START.isoformat()],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
            for _ in range(count)
        ]
        running.extend(timers)
        return timers

    yield start
    for timer in running:
        timer.stdin.close()
        timer.stdout.close()
        timer.wait(60)


def play(timers):
    """Every due moment up to the end, each ticked by all timers at once."""
    moment = START
    while moment <= END:
        for timer in timers:
            timer.stdin.write(f"{moment.isoformat()}\n")
            timer.stdin.flush()
        due = [datetime.fromisoformat(text) for timer in timers if (text := timer.stdout.readline().strip())]
        moment = max(min(due), moment)


def done(folder):
    """What was told to whom about what, and what is on the record, each as often as it happened."""
    with closing(sqlite3.connect(folder / "moedeklar.db")) as database:
        told = database.execute(
            "SELECT occasion, about, recipient_email, created_at, state, attempts FROM message"
        ).fetchall()
        recorded = database.execute("SELECT action, about, at, actor, purpose FROM record_entry").fetchall()
    return sorted(told), sorted(recorded), len(list((folder / "outbox").glob("*.eml")))


def test_two_timers_at_once_do_what_one_does_and_nothing_twice(tmp_path, folder, start_timers):
    for count in (1, 2):
        shutil.copytree(folder, tmp_path / str(count))
        play(start_timers(tmp_path / str(count), count))
    told, recorded, mails = done(tmp_path / "1")
    assert {occasion for occasion, *_ in told} >= {"invitation", "lookup_request", "reminder", "escalation"}
    assert [attempts for *_, attempts in told] == [1] * len(told)
    assert mails == len(told)
    assert done(tmp_path / "2") == (told, recorded, mails)
