"""The demo plays with whatever a settings file may say: few parties or many, no forum, other series and deadlines."""

import io
import tomllib
from datetime import UTC, datetime

import pytest
from rich.console import Console

from service.demo.play import Stage, play
from service.demo.summary import open_lookups, summary

UNTIL = datetime(2026, 11, 6, 9, tzinfo=UTC)
ONE_PARTY = """
[cases]
police_party = "ene"
not_asked_for_children_under_15 = []
police_clearance = true
[parties]
ene = "Den Eneste"
[bodies.medborgerforum]
active = false
[cases.themes]
kun = "Et eneste tema"
[cases.courses]
gaatur = { line = "civil_society", name = "Gåture", basis = "serviceloven § 12", basis_under_18 = "" }
"""
SEVEN_PARTIES = """
[cases]
police_party = "ukendt"
[parties]
a = "A-gruppen"
b = "B-gruppen"
c = "C-gruppen"
d = "D-gruppen"
e = "E-gruppen"
f = "F-gruppen"
g = "G-gruppen"
[forum]
material_types = ["pdf"]
[forum.needs]
kaffe = { kind = "food", da = "Kaffe", en = "Coffee" }
[bodies.koordineringsenheden]
series = { rule = "interval", anchor = 2027-05-06, days = 7, starts = "08:15", ends = "09:45" }
[bodies.koordineringsenheden.lead_times]
cut_off = { working_days = -4, at = "12:00" }
answers_due = { working_days = -2, at = "12:00" }
agenda_due = { working_days = -1, at = "10:00" }
minutes_due = { working_days = 2, at = "16:00" }
"""


@pytest.mark.parametrize(
    ("settings", "bodies", "told"),
    [
        (ONE_PARTY, {"koordineringsenheden"}, ("en part og et medlem", "Gåture", "Den Eneste")),
        (SEVEN_PARTIES, {"koordineringsenheden", "medborgerforum"}, ("syv parter", "De øvrige", "G-gruppen")),
    ],
    ids=["one party, no forum", "seven parties, each week, no police"],
)
def test_it_is_played_to_its_end(tmp_path, settings, bodies, told):
    text = io.StringIO()
    console = Console(file=text, width=100, highlight=False)
    stage = Stage(tmp_path, {}, console, console, given=tomllib.loads(settings))
    service = play(stage, 1, UNTIL).service
    try:
        found = summary(service, UNTIL)
        assert {meeting.body for meeting in found.meetings} == bodies
        assert {"invitation", "lookup_request", "reminder", "minutes_approved"} <= set(found.messages)
        assert found.lookups["open"] == len(open_lookups(service)) > 0
        assert [words for words in told if words not in text.getvalue()] == []
    finally:
        service.engine.dispose()
