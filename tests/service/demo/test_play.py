import io
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from rich.console import Console
from sample_people import FORUM

from agenda.access import actor_named
from service.demo.play import Stage, play
from service.demo.summary import open_lookups, summary
from service.workflow.upcoming import deeds_between

SECRETARIAT = actor_named("secretariat")
WEEK = timedelta(days=7)
A_MOMENT = timedelta(microseconds=1)
TOLD_OF = {
    "charter_reminder",
    "charter_sent",
    "minutes_approved",
    "minutes_for_comment",
    "minutes_wanted",
    "topic_answered",
    "topic_proposed",
    "topics_called",
    "action_reminder",
    "agenda_for_review",
    "agenda_released",
    "case_rolled_over",
    "case_with_gaps",
    "clearance_wanted",
    "escalation",
    "invitation",
    "lookup_changed",
    "lookup_corrected",
    "lookup_handed_over",
    "lookup_request",
    "lookup_to_deputy",
    "lookup_withdrawn",
    "lookup_wrong_person",
    "meeting_changed",
    "reminder",
}
ANSWERED = {"nothing_registered", "not_relevant", "relevant", "oral_only", "declines"}


def played(folder, until, seed=1):
    told = io.StringIO()
    console = Console(file=told, width=100, highlight=False)
    return play(Stage(folder, {}, console, console), seed, until).service, told.getvalue()


@pytest.mark.parametrize(
    "until",
    [
        datetime(2026, 3, 30, 7, tzinfo=UTC),
        datetime(2027, 7, 30, 22, 15, tzinfo=UTC),
    ],
    ids=["before the series begins, at Easter", "in the closed weeks"],
)
def test_whenever_it_ends_all_has_happened_and_a_coming_meeting_waits_for_answers(tmp_path, until):
    service, _ = played(tmp_path, until)
    try:
        found = summary(service, until)
        coming = next(
            meeting
            for meeting in found.meetings
            if meeting.body == "koordineringsenheden" and meeting.readiness in {"waiting", "overdue"}
        )
        assert coming.starts_at > until
        assert set(found.messages) >= TOLD_OF
        assert ANSWERED | {"open", "withdrawn"} <= set(found.lookups)
        assert found.lookups["open"] == len(open_lookups(service))
        assert found.meetings_planned == len(found.meetings)
        assert sum(found.messages.values()) == len(list((tmp_path / "outbox").glob("*.eml")))
    finally:
        service.engine.dispose()


def test_what_is_shown_as_coming_at_the_end_is_what_then_happens(tmp_path):
    until = datetime(2026, 11, 25, 9, 0, 30, tzinfo=UTC)
    service, told = played(tmp_path, until)
    try:
        assert_well_told(told.splitlines())
        shown = service.upcoming(7, SECRETARIAT)
        due_at = service.tick()
        while due_at is not None and due_at <= until + WEEK:
            service.clock.now = due_at
            due_at = service.tick()
        with service.sessions() as session:
            happened = deeds_between(session, until + A_MOMENT, until + WEEK)
        assert [deed for deed in happened if deed.body_id != FORUM] == shown
        assert "reminder" in {deed.what for deed in shown}
    finally:
        service.engine.dispose()


def assert_well_told(lines):
    """Each day once and in order, a person's deed before what the clock makes of it, no two empty lines."""
    days = [line for line in lines if line.endswith(")") and " (uge " in line and not line.startswith(" ")]
    assert len(days) == len(set(days)) > 9
    taken = next(i for i, line in enumerate(lines) if "modtager en anonym bekymring" in line)
    clocks = [i for i, line in enumerate(lines) if line[7:11] == "Uret" and i > taken]
    assert clocks[0] - taken <= 3
    assert all(not (one == other == "") for one, other in pairwise(lines))
