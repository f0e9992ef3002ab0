"""What one list names, the others know: occasions, reasons, states, refusals, actions."""

import ast
import re
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path

import pytest

from agenda.access import MAY, Action, Role
from agenda.cases import action, case, conversation, course, follow_up, lookup, written
from agenda.errors import Absent, Conflict, Invalid, NotAllowed, Refusal
from agenda.forum import accession, topic
from agenda.meetings import agenda, meeting, minutes, plan
from notifications import document_words, message
from notifications.confidentiality import STATEMENTS
from notifications.date_words import LANGUAGES
from notifications.fault_words import PHRASES, STATUSES
from notifications.occasion import Occasion
from notifications.paper.docx import LOCALES
from notifications.reason import WORDS, Reason
from scheduler.series import MoveTo
from service.derivers import DERIVE
from service.web.pages.forum import private_words

ROOTS = ("scheduler", "agenda", "notifications", "service")
FILES = sorted(path for root in ROOTS for path in Path(root).rglob("*.py") if "versions" not in path.parts)
SOURCES = {path: path.read_text(encoding="utf-8") for path in FILES}
TABLES = {
    "agenda": (agenda.TRANSITIONS, agenda.AgendaState.DRAFT),
    "meeting": (meeting.TRANSITIONS, meeting.MeetingState.PROPOSED),
    "minutes": (minutes.TRANSITIONS, minutes.MinutesState.DRAFT),
    "plan": (plan.TRANSITIONS, plan.PlanState.PROPOSED),
    "case": (case.TRANSITIONS, case.CaseState.RECEIVED),
    "action": (action.TRANSITIONS, action.ActionState.OPEN),
    "follow_up": (follow_up.TRANSITIONS, follow_up.FollowUpState.OPEN),
    "lookup": (lookup.TRANSITIONS, lookup.LookupState.OPEN),
    "conversation": (conversation.TRANSITIONS, conversation.ConversationState.PLANNED),
    "course": (course.TRANSITIONS, course.CourseState.PROPOSED),
    "proposal": (written.TRANSITIONS, written.ProposalState.OPEN),
    "accession": (accession.TRANSITIONS, accession.AccessionState.NOT_SENT),
    "topic": (topic.TRANSITIONS, topic.TopicState.PROPOSED),
    "message": (message.TRANSITIONS, message.State.PENDING),
}
FINAL = {
    "agenda": {"superseded", "withdrawn"},
    "meeting": {"not_held", "cancelled"},  # what seemed to be held may not have been
    "minutes": {"withdrawn"},  # what is approved may be re-opened
    "plan": {"confirmed", "withdrawn"},
    "case": {"closed"},
    "action": {"done", "no_longer_possible", "not_done", "withdrawn"},
    "follow_up": {"discussed", "dropped"},
    "lookup": {"withdrawn"},  # what lapsed is asked on from a meeting that did not treat its case
    "conversation": {"held", "missed", "called_off"},
    "course": {"ended"},
    "proposal": {"agreed", "to_meeting"},
    "accession": {"lapsed"},
    "topic": {"declined"},
    "message": {"dropped"},  # what was sent may bounce
}


def test_every_occasion_has_words_in_each_language_and_a_deriver():
    for language in LANGUAGES:
        templates = {path.stem for path in Path("notifications/templates", language).glob("[a-z]*.txt")}
        assert (language, templates) == (language, {str(occasion) for occasion in Occasion})
    assert set(DERIVE) == set(Occasion)


def test_every_language_is_whole():
    """It has words for all that the others have words for, down to the fields of every table."""
    folders = {path.name for path in Path("notifications/templates").iterdir() if path.is_dir()}
    parts = {path.name for path in Path("notifications/templates/da").glob("_*.txt")}
    assert folders == set(LANGUAGES) == set(WORDS) == set(PHRASES) == set(STATUSES)
    for language in LANGUAGES:
        assert {p.name for p in Path("notifications/templates", language).glob("_*.txt")} == parts
        assert set(WORDS[language]) == set(Reason)
        assert set(PHRASES[language]) == set(PHRASES["da"])
        assert set(STATUSES[language]) == set(STATUSES["da"])
        assert all(set(each) == set(MoveTo) for each in moves_of(LANGUAGES[language]))


def test_papers_letters_and_private_pages_are_whole_in_each_language():
    letters = {
        path.relative_to("notifications/citizen") for path in Path("notifications/citizen").glob("*/*.txt")
    }
    names = {path.name for path in letters}
    assert letters == {Path(language, name) for language in LANGUAGES for name in names}
    assert set(document_words.LANGUAGES) == set(STATEMENTS) == set(LOCALES) == set(LANGUAGES)
    assert set(private_words.DANISH) == set(private_words.ENGLISH)
    shapes = [
        {field.name: keys_of(getattr(words, field.name)) for field in fields(words)}
        for words in document_words.LANGUAGES.values()
    ]
    assert all(shape == shapes[0] for shape in shapes)


def keys_of(words):
    return sorted(words) if isinstance(words, Mapping) else type(words)


def moves_of(words):
    return words.how, words.how_past_others


def test_every_occasion_is_told_by_some_verb():
    told = {name for source in SOURCES.values() for name in re.findall(r"Occasion\.([A-Z_]+)", source)}
    verbs = "".join(
        s for p, s in SOURCES.items() if p.parts[:2] == ("service", "workflow") and p.stem != "words"
    )
    assert [o.name for o in Occasion if f"Occasion.{o.name}" not in verbs] == []
    assert told <= {occasion.name for occasion in Occasion}


def test_every_reason_is_given_by_some_verb():
    verbs = "".join(s for p, s in SOURCES.items() if p.parts[0] == "service")
    assert [r.name for r in Reason if f"Reason.{r.name}" not in verbs] == []


@pytest.mark.parametrize("name", TABLES)
def test_every_state_can_be_reached_and_every_state_but_the_last_ones_left(name):
    transitions, first = TABLES[name]
    reached, new = set(), {first}
    while new:
        reached |= new
        new = {to for state in new for to in transitions[state]} - reached
    assert reached == set(transitions) == set(type(first))
    assert {str(state) for state, to in transitions.items() if not to - {state}} == FINAL[name]


def refusals(of=Refusal):
    return {of} | {each for child in of.__subclasses__() for each in refusals(child)}


def test_every_refusal_says_what_happened_and_is_raised_somewhere():
    kinds = {Refusal, Invalid, Conflict, Absent, NotAllowed}
    everything = "".join(SOURCES.values())
    own = {each for each in refusals() if each.__module__.split(".")[0] in ROOTS} - kinds
    assert sorted(e.__name__ for e in own if f"raise {e.__name__}(" not in everything) == []
    undocumented = [e.__name__ for e in own if not e.__doc__ and not issubclass(e, Absent)]
    assert sorted(undocumented) == []


def test_two_refusals_never_share_a_code():
    codes = [each("remedy").code for each in refusals()]
    assert len(codes) == len(set(codes))


def test_every_action_is_in_the_table_of_access_and_asked_about_somewhere():
    asking = "".join(s for p, s in SOURCES.items() if p.name != "access.py")
    assert set(MAY) == set(Action)
    assert [a.name for a in Action if f"Action.{a.name}" not in asking] == []
    assert {role for roles in MAY.values() for role in roles} == set(Role) - {Role.CLOCK}


def test_the_clock_is_read_in_one_place():
    reading = re.compile(r"datetime\.now\(|utcnow\(|time\.time\(|date\.today\(|datetime\.today\(")
    readers = [str(path) for path, source in SOURCES.items() if reading.search(source)]
    assert readers == ["service/system_clock.py"]


def test_no_file_is_longer_than_three_hundred_lines_and_no_function_than_fifty():
    long_files = [str(path) for path, source in SOURCES.items() if source.count("\n") > 300]
    functions = [
        (str(path), node.name)
        for path, source in SOURCES.items()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno >= 50
    ]
    assert (long_files, functions) == ([], [])


def test_every_question_that_gives_people_a_case_takes_a_reading():
    """The clock's own questions say so in their names, and what it does is recorded case by case."""
    tree = ast.parse(SOURCES[Path("service/database/cases/questions.py")])
    questions = [
        node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]
    giving = {q.name: q for q in questions if q.returns and re.search(r"\bCase\b", ast.unparse(q.returns))}
    unread = {n for n, q in giving.items() if "Reading" not in ast.unparse(q.args)}
    assert unread == {
        "worked_on_legible",
        "cases_without_meeting",
        "cases_cleared_early",
        "urgent_cases_after",
        "worked_by_reference",
        "worked_case",
        "worked_cases",
        "worked_on",
    }


def test_every_module_says_in_a_sentence_what_it_is_for():
    assert [str(path) for path, source in SOURCES.items() if not ast.get_docstring(ast.parse(source))] == []


def test_no_module_is_named_for_nothing():
    vague = {"utils", "util", "helpers", "helper", "common", "base", "manager", "handler", "data", "misc"}
    assert [str(path) for path in FILES if set(path.with_suffix("").parts) & vague] == []
