"""What comes is played when something has changed, by one at a time, and nobody who looks at it waits."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier, Event, Thread

import pytest
import requests
from counted import statements_of
from driven_service import COPENHAGEN, local
from sample_people import KE, citizen, concern, confirmed, member, set_everybody
from served import SOON, Served, until
from sqlalchemy import text

from agenda.access import CLOCK, actor_named
from scheduler.working_days import Calendar
from service.database.engine import one_at_a_time
from service.database.scratch import apart, nested
from service.foreseer import Foreseer
from service.web.authentication import token_for
from service.workflow.cases.intake import take_concern
from service.workflow.cases.readiness import readiness_of
from service.workflow.foresight import Foresight, Played
from service.workflow.upcoming import Deed

START = local("2026-11-09", "10:17")
DAYS = 14
OFFICE = actor_named("secretariat")


@pytest.fixture
def driven(start_on):
    driven = start_on(START)
    set_everybody(driven, member("ssp"))
    driven.plan(KE, "2026-11-24", "2026-12-22")
    driven.do(take_concern, confirmed(parties=("ssp",)))
    return driven


class Counting:
    """A stage that keeps how far it was played each time, and whether two were ever played at once."""

    def __init__(self):
        self.seen, self.played, self.at_once, self._playing = "as it was", [], False, 0

    def mark(self, now):  # noqa: ARG002 - as a stage is asked
        return self.seen

    def play(self, reach, now):
        self._playing += 1
        self.at_once = self.at_once or self._playing > 1
        Event().wait(0.02)
        self._playing -= 1
        self.played.append(reach)
        days = (now + timedelta(days=day) for day in range(4))
        deeds = [Deed(at, "reminder", "", "ssp", "no_answer_yet") for at in days]
        return Played(deeds, {"": Calendar(COPENHAGEN)})


def asks(driven):
    with statements_of(driven.service.engine) as asked:
        found = driven.service.outlook.told(DAYS, OFFICE)
    return found, len([each for each in asked if not each.startswith("BEGIN")])


def test_who_looks_twice_has_it_played_once(driven):
    first, _ = asks(driven)
    driven.clock.now += timedelta(minutes=30)
    again, asked = asks(driven)
    assert (again.at, again.deeds, asked) == (START, first.deeds, 1)  # for the mark alone


def test_what_was_done_since_is_in_what_is_played_next(driven):
    before = driven.service.upcoming(DAYS, OFFICE)
    driven.clock.now += timedelta(minutes=1)
    driven.do(take_concern, confirmed(concern(citizen("Anden Prøvesen", "020290-5002")), parties=("sof",)))
    after = driven.service.outlook.told(DAYS, OFFICE)
    known, reminded = (
        {deed.about for deed in deeds if deed.what == "reminder"} for deeds in (before, after.deeds)
    )
    assert (after.at, reminded - known) == (driven.now, {"sof"})


def test_what_was_only_read_since_leaves_it_as_it_was(driven):
    driven.service.outlook.told(DAYS, OFFICE)
    driven.clock.now += timedelta(minutes=1)
    with driven.service.reading(OFFICE) as unit:
        readiness_of(unit, None, driven.now)
    assert [entry.at for entry in driven.entries("list_case")] == [driven.now]
    assert driven.service.outlook.told(DAYS, OFFICE).at == START


def test_a_tick_that_did_nothing_leaves_it_as_it_was_and_one_that_did_does_not(driven):
    driven.tick()
    first = driven.service.outlook.told(DAYS, OFFICE).at
    driven.at(driven.now + timedelta(minutes=1))
    assert driven.service.outlook.told(DAYS, OFFICE).at == first
    driven.at(local("2026-11-16"))
    assert driven.service.outlook.told(DAYS, OFFICE).at == driven.now


def test_it_is_played_at_the_latest_after_an_hour():
    stage, foresight = Counting(), Foresight()
    for minutes in (0, 59, 60, 61):
        now = START + timedelta(minutes=minutes)
        foresight.renewed(stage, now + timedelta(days=DAYS), now)
    assert stage.played == [now + timedelta(days=DAYS + 1) for now in (START, START + timedelta(hours=1))]


def test_who_looks_further_has_it_played_further_and_who_looks_less_far_does_not():
    stage, foresight = Counting(), Foresight()
    for days in (1, 2, 3, 1):
        foresight.renewed(stage, START + timedelta(days=days), START)
    assert stage.played == [START + timedelta(days=days) for days in (2, 4)]


def test_nothing_is_told_from_beyond_what_was_asked():
    foreseen = Foresight().renewed(Counting(), START + timedelta(days=3), START)
    assert [deed.at for deed in foreseen.told({""}, START + timedelta(days=1)).deeds] == [
        START,
        START + timedelta(days=1),
    ]


def test_however_many_look_one_plays():
    stage, foresight, start = Counting(), Foresight(), Barrier(4)

    def look():
        start.wait()
        foresight.renewed(stage, START, START)

    threads = [Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(stage.played), stage.at_once) == (1, False)


def test_each_office_is_told_its_own_bodies_of_what_was_played_once(driven):
    told = {role: driven.service.outlook.told(DAYS, actor_named(role)) for role in ("secretariat", "forum")}
    assert {deed.body_id for deed in told["secretariat"].deeds} == {KE, ""}
    assert (told["forum"].at, list(told["forum"].deeds)) == (START, [])


def test_who_does_not_wait_is_told_what_was_played_last(driven):
    assert driven.service.outlook.told_at_once(DAYS, OFFICE) is None
    played = driven.service.outlook.told(DAYS, OFFICE)
    driven.clock.now += timedelta(minutes=1)
    driven.do(take_concern, confirmed(concern(citizen("Anden Prøvesen", "020290-5002")), parties=("sof",)))
    with statements_of(driven.service.engine) as asked:
        at_once = driven.service.outlook.told_at_once(DAYS, OFFICE)
    assert (at_once.at, list(at_once.deeds), asked) == (START, list(played.deeds), [])
    assert driven.service.outlook.told_at_once(DAYS + 2, OFFICE) is None


@pytest.fixture
def foreseer(driven):
    foreseer = Foreseer(driven.service)
    yield foreseer
    foreseer.stop()


def test_beside_the_timer_it_is_played_when_woken_and_when_somebody_looks_further(driven, foreseer):
    service = driven.service
    foreseer.start()
    foreseer.wake()
    until(lambda: service.outlook.told_at_once(DAYS, OFFICE), "it is played as far as the desk shows")
    assert service.outlook.told_at_once(30, OFFICE) is None
    foreseer.ask(30)
    until(lambda: service.outlook.told_at_once(30, OFFICE), "it is played further")


def test_what_fails_once_is_played_when_woken_again(driven, caplog):
    service = driven.service
    fails = iter([True, True])

    def snapshots():
        if next(fails, False):
            raise RuntimeError("a fault with somebody's name in its words")
        return service.snapshots()

    foreseer = Foreseer(replace(service, snapshots=snapshots))
    foreseer.start()
    for _ in range(3):
        foreseer.wake()
    until(lambda: foreseer.wake() or service.outlook.told_at_once(DAYS, OFFICE), "it is played after all")
    foreseer.stop()
    assert "somebody's name" not in caplog.text


def test_while_it_is_played_everybody_writes_what_it_writes(driven):
    """Rows that the rehearsal has changed, and the moments of a body's meetings, which are laid by one at a time."""
    with apart(driven.service.engine) as connection:
        connection.execute(text("UPDATE message SET attempts = 7"))
        assert {k for (k,) in connection.execute(text("SELECT attempts FROM message"))} == {7}
        with nested(connection) as session:
            one_at_a_time(session, "meetings are laid")
        with driven.service.unit(CLOCK) as unit:
            one_at_a_time(unit.session, "meetings are laid")
            unit.session.execute(text("UPDATE message SET attempts = 0"))
    with driven.service.unit(CLOCK) as unit:
        assert {k for (k,) in unit.session.execute(text("SELECT attempts FROM message"))} == {0}


@pytest.fixture
def served(tmp_path, new_service):
    driven = new_service(datetime.now(UTC), folder=tmp_path / "vink")
    set_everybody(driven)
    driven.service.engine.dispose()
    one = Served(tmp_path / "vink")
    one.token = token_for(driven.service, OFFICE)
    yield one
    one.stop()


def test_a_running_service_plays_it_by_itself_and_again_after_a_change(served):
    served.start().up()
    caller = requests.Session()
    caller.headers["Authorization"] = f"Bearer {served.token}"
    api = f"{served.url}/api/v1"

    def what_comes():
        answer = caller.get(f"{api}/upcoming", timeout=SOON)
        return answer.json() if answer.status_code == 200 else None

    assert {one["what"] for one in until(what_comes, "it is played")["deeds"]} <= {"propose_plan"}
    plan = caller.post(f"{api}/plans", json={"body": KE}, timeout=SOON).json()
    confirmed = f"{api}/plans/{plan['id']}/confirm"
    assert caller.post(confirmed, json={"revision": plan["revision"]}, timeout=SOON).status_code == 200
    until(
        lambda: {"invitation", "pass_cut_off"} & {one["what"] for one in what_comes()["deeds"]},
        "it is played anew",
    )
