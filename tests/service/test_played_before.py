"""What was played before is laid back only after the very same deeds; whatever else was done is played anew."""

import shutil

import pytest
from driven_service import Clock, Driven, local
from paper_calendar import PaperCarrier
from played_before import Numbers, Past, PlayedBefore
from sample_people import KE, confirmed, member, set_everybody
from sqlalchemy import select, update

from agenda.access import CLOCK
from service.app import Surroundings, open_service
from service.database.mapped import mapped
from service.workflow.cases.intake import take_concern

NOVEMBER, LATER = local("2026-11-09"), local("2026-11-09", "10:00")


@pytest.fixture
def begin(tmp_path, sqlite_template):
    """Called, it gives a service on a store of its own, begun as any other; what one plays is kept for the next."""
    before, opened = PlayedBefore(), []

    def make(parties=("ssp",)):
        folder = shutil.copytree(sqlite_template, tmp_path / str(len(opened)))
        clock, numbers = Clock(NOVEMBER), Numbers("")
        service = open_service(Surroundings(folder, None, {}, clock, numbers))
        past = Past(service, clock, numbers, before, NOVEMBER)
        opened.append((service, past))
        driven = Driven(service, clock, past)
        set_everybody(driven, member("ssp"))
        driven.plan(KE, "2026-11-24", "2026-12-22")
        driven.do(take_concern, confirmed(parties=parties))
        return driven

    yield make
    for service, past in opened:
        service.engine.dispose()
        past.close()
    before.forget()


@pytest.fixture
def played(begin):
    driven = begin()
    driven.play_until(LATER)
    return driven


def stored(driven):
    """Every row, sealed columns too: no two that were written apart are sealed alike."""
    with driven.service.sessions() as session:
        tables = mapped().sorted_tables
        return {one.name: sorted(map(repr, session.execute(select(one)))) for one in tables}


def mails(driven):
    return {path.name: path.read_bytes() for path in (driven.service.folder / "outbox").iterdir()}


def test_what_was_played_before_is_laid_back_with_its_mails_and_its_moment(begin, played):
    again = begin()
    assert stored(again) != stored(played)
    again.play_until(LATER)
    assert (stored(again), mails(again), again.now) == (stored(played), mails(played), LATER)
    assert mails(played) != {}


def test_what_goes_on_from_there_goes_on_as_in_the_first(begin, played):
    again = begin()
    again.play_until(LATER)
    for driven in (played, again):
        driven.past = None
        driven.play_until(local("2026-11-11"))
    assert (again.told(), again.service.new_id()) == (played.told(), played.service.new_id())


def test_after_another_deed_it_is_played_anew(begin, played):
    other = begin(parties=("sof",))
    other.play_until(LATER)
    assert {one.to for one in other.told()} != {one.to for one in played.told()}


def test_after_a_deed_at_another_moment_it_is_played_anew(begin, played):
    other = begin()
    other.clock.now = local("2026-11-09", "09:30")
    other.play_until(LATER)
    assert stored(other) != stored(played)


def written_past_it(driven):
    with driven.service.unit(CLOCK) as unit:
        table = mapped().tables["party"]
        unit.session.execute(update(table).values(mailbox="en.anden@moedeklar.invalid"))


def laid_into_the_folder(driven):
    (driven.service.folder / "inbox" / "1.eml").write_bytes(b"From: nobody@moedeklar.invalid\n\nHej\n")


def sent_by_another(driven):
    driven.send_by(PaperCarrier())


@pytest.mark.parametrize("touch", [written_past_it, laid_into_the_folder, sent_by_another])
def test_after_it_was_touched_in_another_way_it_is_played_anew(begin, played, touch):
    other = begin()
    touch(other)
    other.play_until(LATER)
    assert stored(other) != stored(played)


def test_what_a_verb_was_asked_that_has_no_name_of_its_own_is_played_anew(begin, played):
    other = begin()
    other.do(lambda _unit, *, now: now)
    other.play_until(LATER)
    assert stored(other) != stored(played)
