"""One piece that can't be read is set aside, tried again after growing waits and shown; all others go on."""

import sys
from datetime import timedelta

import pytest
from broken_pieces import EVERYWHERE, ON_SQLITE, answered, in_case, rows, run, with_cases
from driven_service import local
from sqlalchemy import select, text

from agenda.cases.case import CaseState
from agenda.cases.lookup import AnswerGiven, AnswerKind
from service.database.cases.tables import case
from service.database.set_aside import set_aside
from service.logs import set_up_logs
from service.shown.clock_words import KINDS
from service.timekeeping import standing
from service.workflow.cases.answering import answer_lookup
from service.workflow.desk import waiting_for_a_person
from service.workflow.forum.waiting import waiting_for_the_forum
from service.workflow.meetings.calendar_reading import ENTRIES
from service.workflow.meetings.inbox import MAILS
from service.workflow.polling import READINGS
from service.workflow.post import MAILBOXES
from service.workflow.setting_aside import try_again
from service.works import works

MINUTE = timedelta(minutes=1)
WAITS = [1, 5, 15, 60, 60]
DESKS = {"secretariat": waiting_for_a_person, "forum": waiting_for_the_forum}
SECOND = timedelta(seconds=1)


def aside(driven):
    """What is set aside: kind, piece, how often it failed, and how many minutes after that it is tried again."""
    table = set_aside.c
    found = rows(
        driven,
        select(table.kind, table.piece, table.failures, table.failed_at, table.next_try_at).order_by(
            table.kind
        ),
    )
    return [(kind, piece, failures, (then - at) / MINUTE) for kind, piece, failures, at, then in found]


def on_desk(driven, office):
    waiting = driven.do(DESKS[office], as_=office)
    return [one.count for one in waiting if one.what == "set_aside"]


def next_try(driven):
    (row,) = rows(driven, select(set_aside.c.next_try_at))
    return row[0]


def check(kind, scene):
    driven = scene.driven
    scene.plant()
    driven.at(scene.moment)
    assert scene.done() == scene.others
    for failures, wait in enumerate(WAITS, 1):
        assert aside(driven) == [(kind, scene.broken, failures, wait)]
        driven.at(next_try(driven) - SECOND)
        assert [row[2] for row in aside(driven)] == [failures]
        driven.at(next_try(driven))
    assert scene.done() == scene.others
    assert {office: on_desk(driven, office) for office in DESKS} == {
        office: [1] if office == scene.office else [] for office in DESKS
    }
    scene.mend()
    driven.at(next_try(driven))
    assert (scene.done(), aside(driven)) == ({scene.broken} | scene.others, [])
    assert [entry.facts["kind"] for entry in driven.entries("set_aside")] == [kind]
    assert [entry.facts["kind"] for entry in driven.entries("take_off_aside")] == [kind]


@pytest.mark.parametrize("kind", EVERYWHERE)
def test_one_unreadable_piece_of_a_kind_keeps_no_other_from_being_done(start_on, kind):
    check(kind, EVERYWHERE[kind](start_on))


@pytest.mark.parametrize("kind", ON_SQLITE)
def test_nor_does_one_whose_fault_only_sqlite_lets_in(new_service, kind):
    check(kind, ON_SQLITE[kind](new_service))


def test_an_unreadable_case_keeps_its_meetings_agenda_from_nobody_and_comes_late_once_mended(start_on):
    driven, references = with_cases(start_on, ("ssp",), ("ssp",))
    answered(driven, *references)
    fault = in_case(driven, references[0])
    run(driven, text(fault["fault"]), fault["values"])
    driven.play_until(local("2026-11-20", "12:00"))
    (of,) = [
        row[0] for row in rows(driven, select(case.c.reference).where(case.c.state == CaseState.RELEASED))
    ]
    assert (of, [row[0] for row in aside(driven)]) == (references[1], ["late_cases"])
    run(driven, text(fault["mended"]), fault["values"])
    driven.play_until(local("2026-11-20", "14:00"))
    assert [driven.case(reference).state for reference in references] == [CaseState.RELEASED] * 2
    assert aside(driven) == []


SPOILT = {
    "its concern": "UPDATE concern SET urgency = 'nonsense' WHERE case_id = :id",
    "a request": "UPDATE lookup SET state = 'nonsense' WHERE case_id = :id",
    "an answer": "UPDATE answer SET answered_at = 'nonsense'"
    " WHERE lookup_id IN (SELECT id FROM lookup WHERE case_id = :id)",
}


@pytest.mark.parametrize("spoilt", SPOILT)
def test_the_desk_names_the_case_of_which_something_can_t_be_read_and_shows_the_others(new_service, spoilt):
    driven, references = with_cases(new_service, ("ssp",), ("ssp",))
    answered(driven, references[0])
    lookup_id = driven.lookup(references[1], "ssp").id
    driven.do(answer_lookup, lookup_id, AnswerGiven(AnswerKind.WRONG_PERSON), as_="agency:ssp")
    run(driven, text(SPOILT[spoilt]), {"id": driven.case(references[0]).id})
    waiting = {(one.what, one.about) for one in driven.do(waiting_for_a_person)}
    assert {("unreadable_case", references[0]), ("correct_person", references[1])} <= waiting


def test_no_kind_of_due_work_is_without_its_fault(new_service):
    driven = EVERYWHERE["messages"](new_service).driven
    kinds = {work.name for work in works(driven.service.settings)}
    assert kinds | {"messages"} == {*EVERYWHERE, *ON_SQLITE}


def test_every_kind_of_work_has_its_words(new_service):
    driven = EVERYWHERE["messages"](new_service).driven
    kinds = {work.name for work in works(driven.service.settings)}
    assert set(KINDS) == kinds | {"messages", MAILBOXES, READINGS, MAILS, ENTRIES}


def test_a_piece_that_is_set_aside_is_no_reason_to_tick_at_once(new_service):
    scene = EVERYWHERE["reminders"](new_service)
    scene.plant()
    assert scene.driven.at(scene.moment) == scene.moment + MINUTE
    assert standing(scene.driven.service, None, scene.moment + 5 * MINUTE).failing == ()
    assert standing(scene.driven.service, None, scene.moment + 7 * MINUTE).failing == ("overdue",)


def test_what_is_no_longer_wanted_is_taken_off(new_service):
    scene = EVERYWHERE["reminders"](new_service)
    scene.plant()
    scene.driven.at(scene.moment)
    run(scene.driven, text("UPDATE lookup SET state = 'withdrawn'"))
    scene.driven.at(next_try(scene.driven))
    assert aside(scene.driven) == []


def test_the_log_tells_what_broke_and_where_and_nothing_of_the_row(new_service, capsys):
    set_up_logs(sys.stdout)
    scene = EVERYWHERE["reminders"](new_service)
    scene.plant()
    scene.driven.at(scene.moment)
    told = capsys.readouterr().out
    assert "piece_set_aside" in told
    assert "nonsense" not in told


def test_a_moment_that_cannot_be_read_is_set_aside_and_keeps_no_other_from_being_known(new_service):
    scene = EVERYWHERE["reminders"](new_service)
    driven = scene.driven
    spoil = "UPDATE lookup SET next_reminder_at = '{}' WHERE id = :id"
    run(driven, text(spoil.format("nonsense")), {"id": scene.broken})
    assert driven.at(scene.moment) == scene.moment + MINUTE
    assert (scene.done(), aside(driven)) == (scene.others, [("reminders", scene.broken, 1, 1)])
    driven.at(next_try(driven))
    assert aside(driven) == [("reminders", scene.broken, 2, 5)]
    assert standing(driven.service, None, driven.now).failing == ()
    run(driven, text(spoil.format("2026-11-17 08:00:00.000000")), {"id": scene.broken})
    driven.at(next_try(driven))
    assert (scene.done(), aside(driven)) == (scene.others | {scene.broken}, [])


def test_a_person_has_it_tried_at_once(new_service):
    scene = EVERYWHERE["reminders"](new_service)
    scene.plant()
    scene.driven.at(scene.moment)
    scene.mend()
    (row,) = rows(scene.driven, select(set_aside.c.id, set_aside.c.revision))
    scene.driven.do(try_again, *row)
    scene.driven.tick()
    assert scene.done() == {scene.broken} | scene.others
    assert [entry.actor for entry in scene.driven.entries("try_again")] == ["secretariat"]
