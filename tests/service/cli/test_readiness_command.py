import json
from datetime import UTC, datetime

from service.cli.readiness_table import readiness_table
from service.database.meetings.questions import meetings_listed
from service.settings.load import load_settings
from service.shown.meetings import MeetingInBrief
from service.shown.readiness import CaseReadiness, CellShape, MissingShape, ReadinessShape, StepShape

ZONE = load_settings(None, {}).calendar.time_zone
DUE = datetime(2026, 12, 3, 11, tzinfo=UTC)
STATES = {"ssp": "answered", "sof": "answered_late", "dks": "overdue", "kf": "not_asked", "bif": "lapsed"}


def cell(party, state):
    return CellShape(
        party=party, state=state, due_at=DUE, answered_at=None, reminded_at=None, not_reached_since=None
    )


def shown(*cases):
    return ReadinessShape(
        meeting=MeetingInBrief(
            id="m1",
            body="koordineringsenheden",
            starts_at=datetime(2026, 12, 8, 8, tzinfo=UTC),
            iso_week=50,
            state="confirmed",
        ),
        readiness="overdue" if cases else "ready",
        parties=[{"id": party, "name": party.upper()} for party in STATES],
        cases=cases,
    )


def case():
    return CaseReadiness(
        reference="KE-2026-0042",
        readiness="overdue",
        is_urgent=True,
        is_child=True,
        rolled_over=1,
        cells=[cell(*one) for one in STATES.items()],
        missing=[MissingShape(party="dks", what="answer", since=DUE)],
        next_step=StepShape(what="remind", at=datetime(2026, 12, 4, 8, tzinfo=UTC)),
    )


def test_the_table_says_who_has_answered_and_what_is_missing_since_when():
    assert readiness_table("Koordineringsenheden", shown(case()), ZONE).splitlines() == [
        "Koordineringsenheden tir. 8. dec. 2026 kl. 9.00 (uge 50): overskredet",
        "Sag               Status          ssp         sof         dks         kf          bif",
        "KE-2026-0042 !b»  overskredet     svaret      svaret sent mangler!    -           bortfaldet",
        "  KE-2026-0042: mangler dks siden tor. 3. dec. 2026 kl. 12.00; næste skridt: påmindelse fre. 4.",
        "    dec. 2026 kl. 9.00",
    ]


def test_a_meeting_without_cases_has_no_table():
    assert readiness_table("Koordineringsenheden", shown(), ZONE).splitlines() == [
        "Koordineringsenheden tir. 8. dec. 2026 kl. 9.00 (uge 50): klar",
        "Ingen sager på mødet.",
    ]


def test_who_comes_stands_below(moedeklar, store):
    with store.sessions() as session:
        third = meetings_listed(session, "koordineringsenheden")[2]
    assert moedeklar("readiness", third.id).stdout.splitlines()[2:] == [
        "Fremmøde: 0 af 5 parter (for få, der bør være 3): bif ikke indkaldt; dks ikke indkaldt; kf ikke",
        "    indkaldt; sof ikke indkaldt; ssp ikke indkaldt",
    ]


def test_json_holds_the_next_meeting_and_nothing_else(moedeklar, store):
    result = moedeklar("readiness", "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    with store.sessions() as session:
        first = meetings_listed(session, "koordineringsenheden")[0]
    found = json.loads(result.stdout)
    assert (found["meeting"]["id"], found["readiness"], found["cases"]) == (first.id, "ready", [])


def test_another_meeting_is_shown_by_its_id(moedeklar, store):
    with store.sessions() as session:
        third = meetings_listed(session, "koordineringsenheden")[2]
    result = moedeklar("readiness", third.id)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines()[1] == "Ingen sager på mødet."


def test_a_meeting_that_is_not_there_is_refused(moedeklar, store):
    result = moedeklar("readiness", "nowhere")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "moedeklar: meeting: read the list of meetings for its id\n"


def test_without_any_meeting_the_remedy_is_told(moedeklar, empty_store):
    result = moedeklar("readiness")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "moedeklar: meeting: confirm a plan first; there is no confirmed meeting ahead\n"
    )
