"""`make bench`: the two stores are made once, and what everyday work takes on each is printed side by side."""

import argparse
import shutil
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.asking import idle_tick_asked, pages_asked
from benchmarks.fortnight import SHOWN_AT, open_at
from benchmarks.plans import slow_statements
from benchmarks.running import opened, ran
from benchmarks.stores import counts, stores_in
from rich.console import Console
from rich.table import Table

OPENED = 3  # times
FOLDER = Path(".bench")


def main():
    options = _options()
    console = Console(width=120, highlight=False)
    stores = stores_in(options.dir, tell=console.print)
    with tempfile.TemporaryDirectory(dir=options.dir) as used:  # what is shown is recorded: in a copy
        month, years = (
            shutil.copytree(made, Path(used) / made.name) for made in (stores.month, stores.years)
        )
        if options.plans:
            slow_statements(years, console)
            return
        _count(console, month, years)
        _open(console, month, years)
        if not options.counted:
            _run(console, month, years)


def _count(console, month, years):
    """What doesn't depend on the machine."""
    found = {}
    for folder in (month, years):
        driven = open_at(folder, SHOWN_AT)
        console.print(
            f"{folder.name}: ", ", ".join(f"{n:,} {what}" for what, n in counts(driven.service).items())
        )
        found[folder] = {"an idle tick": idle_tick_asked(driven), **pages_asked(driven)}
        driven.service.engine.dispose()
    table = _table(
        "statements, and CPU in this process (ms, the least of some)",
        "month",
        "years",
        "CPU month",
        "CPU years",
        "ratio",
    )
    for name, less in found[month].items():
        more = found[years][name]
        table.add_row(
            name,
            str(less.statements),
            str(more.statements),
            f"{less.cpu:.1f}",
            f"{more.cpu:.1f}",
            f"{more.cpu / less.cpu:.2f}",
        )
    console.print(table)


def _open(console, month, years):
    table = _table(
        "open_service in a new process (ms of CPU / wall)",
        "month",
        "years",
        "its imports",
        "years to month, CPU",
    )
    took = {folder: [opened(folder) for _ in range(OPENED)] for folder in (month, years)}
    cpu = {folder: median(one["opening"]["cpu"] for one in each) for folder, each in took.items()}
    wall = {folder: median(one["opening"]["wall"] for one in each) for folder, each in took.items()}
    imports = median(one["imports"]["cpu"] for one in took[month])
    told = [f"{cpu[folder]:.0f} / {wall[folder]:.0f}" for folder in (month, years)]
    table.add_row("open_service", *told, f"{imports:.0f}", f"{cpu[years] / cpu[month]:.2f}")
    console.print(table)


def _run(console, month, years):
    """What depends on it: read beside the constant page, which waits for the same machine."""
    table = _table(
        "served: 20 requests/s, p99 as wall (ms), median of three rounds", "page", "constant page", "ratio"
    )
    memory = _table("served: memory (MB)", "before", "after 100 views of the desk", "growth")
    for folder in (month, years):
        served = ran(folder)
        for name, waited in served.waited.items():
            cells = (
                (f"one view takes {waited:.1f} s", "", "")
                if isinstance(waited, float)
                else (f"{waited.page:.0f}", f"{waited.constant:.0f}", f"{waited.ratio:.1f}")
            )
            table.add_row(f"{name}, {folder.name}", *cells)
        held = served.memory
        memory.add_row(folder.name, f"{held.before:.0f}", f"{held.after:.0f}", f"{held.growth:+.1%}")
    console.print(table)
    console.print(memory)


def _table(title, *columns):
    table = Table(title=title, title_justify="left")
    table.add_column("")
    for column in columns:
        table.add_column(column, justify="right")
    return table


def _options():
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--dir", type=Path, default=FOLDER, help="where the stores lie; they are made once")
    parser.add_argument(
        "--counted", action="store_true", help="only what is counted, and CPU; nothing is served"
    )
    parser.add_argument(
        "--plans", action="store_true", help="the slowest statements on ten years, and how they are found"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
