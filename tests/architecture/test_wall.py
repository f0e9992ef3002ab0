"""Cases and forum never meet: neither imports the other, directly or through others, nor refers to its tables."""

import importlib
import pkgutil
from pathlib import Path

import grimp
import pytest
from sqlalchemy import Table

import service.database.cases
import service.database.forum
import service.database.meetings
from agenda.access import MAY, Role
from service.database.mapped import mapped

ROOTS = ("scheduler", "agenda", "notifications", "service")
ROOMS = ("cases", "forum")
COMPOSITION_ROOT = "service.app"  # it joins all rooms, and hands none of them another's questions


@pytest.fixture(scope="module")
def graph():
    graph = grimp.build_graph(*ROOTS)
    graph.remove_module(COMPOSITION_ROOT)
    return graph


def room(module):
    return next((part for part in module.split(".") if part in ROOMS), None)


def reached(graph, module):
    """Everything a module imports, through others too."""
    return graph.find_upstream_modules(module)


def offences(graph, one, other):
    modules = [module for module in graph.modules if room(module) == one]
    return [(module, far) for module in modules for far in reached(graph, module) if room(far) == other]


def test_no_module_of_the_forum_reaches_one_of_the_cases(graph):
    assert offences(graph, "forum", "cases") == []


def test_no_module_of_the_cases_reaches_one_of_the_forum(graph):
    assert offences(graph, "cases", "forum") == []


def test_meetings_know_neither_room(graph):
    layers = {"agenda", "service.database", "service.workflow"}
    meetings = [m for m in graph.modules if any(m.startswith(f"{layer}.meetings") for layer in layers)]
    assert [(m, far) for m in meetings for far in reached(graph, m) if room(far)] == []


def tables_of(package):
    """The names of the tables that a room's own modules define; what the rooms share they may name."""
    return tables_named(package) - tables_named(service.database.meetings)


def tables_named(package):
    found = pkgutil.iter_modules(package.__path__, f"{package.__name__}.")
    modules = [importlib.import_module(one.name) for one in found]
    return {value.name for module in modules for value in vars(module).values() if isinstance(value, Table)}


def referred_from(names):
    tables = [mapped().tables[name] for name in names]
    return {key.column.table.name for table in tables for key in table.foreign_keys}


def test_no_table_of_one_room_refers_to_one_of_the_other():
    cases, forum = tables_of(service.database.cases), tables_of(service.database.forum)
    assert {"case", "lookup"} <= cases
    assert {"organisation", "charter", "accession", "appointment"} <= forum
    assert (referred_from(cases) & forum, referred_from(forum) & cases, cases & forum) == (
        set(),
        set(),
        set(),
    )


def test_what_both_rooms_share_refers_to_no_table_of_theirs():
    own = tables_of(service.database.cases) | tables_of(service.database.forum)
    assert referred_from(set(mapped().tables) - own) & own == set()


def test_an_action_is_the_forums_alone_or_shared_planning_and_never_the_forums_and_an_agencys_case():
    of_the_forum = {action for action, roles in MAY.items() if Role.FORUM in roles}
    alone = {action for action in of_the_forum if MAY[action] == {Role.FORUM}}
    assert {"read_charter_list", "change_charter_list"} <= alone
    named = (
        "case",
        "concern",
        "lookup",
        "readiness",
        "record",
    )  # of messages and what comes, each has its own half
    assert [action for action in of_the_forum if any(word in action for word in named)] == []


def test_the_wall_would_notice_a_forum_module_that_reads_cases():
    graph = grimp.ImportGraph()
    for module in (
        "service.workflow.forum.topics",
        "service.workflow.sharing",
        "service.workflow.cases.intake",
    ):
        graph.add_module(module)
    graph.add_import(importer="service.workflow.forum.topics", imported="service.workflow.sharing")
    graph.add_import(importer="service.workflow.sharing", imported="service.workflow.cases.intake")
    assert offences(graph, "forum", "cases") == [
        ("service.workflow.forum.topics", "service.workflow.cases.intake")
    ]


def test_the_modules_that_were_looked_at_are_all_there_are(graph):
    files = [path for root in ROOTS for path in Path(root).rglob("*.py") if "versions" not in path.parts]
    names = {".".join(path.with_suffix("").parts).removesuffix(".__init__") for path in files}
    assert names - graph.modules == {COMPOSITION_ROOT}
