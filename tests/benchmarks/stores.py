"""Two stores with the same 300 open cases, one with a month of history and one with ten years: made once, and kept.

The days that are shown are played by the service itself; the years before are copies of a fortnight that was.
"""

import shutil
from dataclasses import dataclass
from pathlib import Path

from benchmarks.copies import Copies, pattern_of
from benchmarks.fortnight import SETTLED, Size, begin, end_fortnight, open_at, play_coming, play_fortnight
from sqlalchemy import func, select

from service.database.cases.tables import case, lookup
from service.database.record import record_entry

MADE = "made"  # a file beside the store: what stopped halfway is made anew
AT_ONCE = 10
LAST_PEOPLE = 100_000  # beyond those of the history


@dataclass(frozen=True)
class Extent:
    """`recent` is a fortnight whose cases all go on, and stands twice; `history` one that has ended, so often before.

    `entries` is how many the record holds in all.
    """

    recent: Size
    history: Size
    fortnights: int
    entries: int


WHOLE = Extent(Size(cases=130, go_on=130, coming=40), Size(cases=38, go_on=20), 250, 468_000)


@dataclass(frozen=True)
class Stores:
    month: Path
    years: Path


def stores_in(folder, extent=WHOLE, tell=print):
    """Gives the folders of both, made where they are not there yet."""
    stores = Stores(folder / "month", folder / "years")
    if not (folder / MADE).exists():
        shutil.rmtree(folder, ignore_errors=True)
        _make(folder, stores, extent, tell)
        (folder / MADE).touch()
    return stores


def counts(service):
    with service.engine.connect() as connection:
        tables = {"lookups": lookup, "entries of the record": record_entry, "cases": case}
        found = {
            name: connection.scalar(select(func.count()).select_from(table)) for name, table in tables.items()
        }
        is_open = case.c.closed_at.is_(None)
        found["open cases"] = connection.scalar(select(func.count()).select_from(case).where(is_open))
    return found


def _make(folder, stores, extent, tell):
    pattern_folder = folder / "pattern"
    begin(stores.month)
    shutil.copytree(stores.month, pattern_folder)  # the same people
    tell("playing a fortnight whose cases go on, which is to stand twice")
    month, meeting_id = play_fortnight(stores.month, extent.recent)
    copies = Copies(month.service, extent.recent.cases)
    copies.put(pattern_of(month.service, meeting_id), [1])
    month.service.engine.dispose()
    shutil.copytree(stores.month, stores.years)
    tell("playing a fortnight whose cases end, the pattern of those before")
    pattern = _ended(pattern_folder, extent.history)
    tell(f"putting {extent.fortnights} copies of it into the years before")
    years = open_at(stores.years, SETTLED)
    _put_history(years.service, pattern, extent, copies.next_person)
    years.service.engine.dispose()
    for each in (stores.month, stores.years):
        tell(f"playing what is to be shown, in {each.name}")
        driven = open_at(each, SETTLED)
        play_coming(driven, extent.recent, LAST_PEOPLE)
        driven.service.engine.dispose()


def _ended(folder, size):
    driven, meeting_id = play_fortnight(folder, size)
    end_fortnight(driven)
    pattern = pattern_of(driven.service, meeting_id)
    driven.service.engine.dispose()
    return pattern


def _put_history(service, pattern, extent, first_person):
    copies = Copies(service, first_person)
    backs = range(extent.fortnights + 1, 1, -1)  # the oldest first, as references count up
    wanted = extent.entries - counts(service)["entries of the record"]
    pattern.read_so_often(wanted // extent.fortnights)
    for at in range(0, len(backs), AT_ONCE):
        copies.put(pattern, backs[at : at + AT_ONCE])
