"""Cases and forum never meet: neither imports the other, directly or through something else."""

from pathlib import Path

import grimp
import pytest

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
