"""ARCHITECTURE.md draws the states as they are in the code.

`MOEDEKLAR_WRITE_STATES=1 .venv/bin/pytest tests/architecture/test_states.py` draws them anew.
"""

import os
from pathlib import Path

from state_diagrams import HEADING, section, tables

DOCUMENT = Path("ARCHITECTURE.md")
AS_THE_ISSUE_NAMES_THEM = {"accession", "case", "concern", "course", "lookup", "meeting"}


def test_the_diagrams_are_those_of_the_tables():
    before = DOCUMENT.read_text(encoding="utf-8").partition(f"\n{HEADING}\n")[0]
    if os.environ.get("MOEDEKLAR_WRITE_STATES"):
        DOCUMENT.write_text(f"{before.rstrip()}\n\n{section()}", encoding="utf-8")
    text = DOCUMENT.read_text(encoding="utf-8")
    assert text.partition(f"\n{HEADING}\n")[2] == section().removeprefix(f"{HEADING}\n"), (
        "draw them anew: MOEDEKLAR_WRITE_STATES=1 .venv/bin/pytest tests/architecture/test_states.py"
    )


def test_everything_that_has_states_is_drawn_once():
    names = [table.name for table in tables()]
    assert len(names) == len(set(names))
    assert set(names) >= AS_THE_ISSUE_NAMES_THEM


def test_every_diagram_begins_somewhere_and_no_arrow_leads_to_a_state_that_is_not_there():
    for table in tables():
        drawn = set(table.leads_to)
        assert set(table.first) <= drawn
        assert {to for targets in table.leads_to.values() for to in targets} | set(table.first) == drawn, (
            table.name
        )
